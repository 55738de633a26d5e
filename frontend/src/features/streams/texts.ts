import type { Texts } from '@/shared/i18n';

export const streamsTexts: Texts = {
  ru: () => import('./locales/ru.po'),
  en: () => import('./locales/en.po'),
};
