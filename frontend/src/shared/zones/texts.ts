import type { Texts } from '@/shared/i18n';

export const zonesTexts: Texts = {
  ru: () => import('./locales/ru.po'),
  en: () => import('./locales/en.po'),
};
