import { i18n, type Messages } from '@lingui/core';

export type Language = 'ru' | 'en';

const CATALOGUES: Record<Language, () => Promise<{ messages: Messages }>> = {
  ru: () => import('./locales/ru.po'),
  en: () => import('./locales/en.po'),
};

/** The language to begin with, before the person's own choice is known. */
export function firstLanguage(code: string | undefined): Language {
  const wanted = code ?? navigator.language ?? 'ru';
  return /^(ru|be|uk|kk)\b/i.test(wanted) ? 'ru' : 'en';
}

export async function activate(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  const { messages } = await CATALOGUES[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}
