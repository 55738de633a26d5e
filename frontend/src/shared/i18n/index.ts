import { i18n, type Messages } from '@lingui/core';
import type { Language } from './language';

/** The texts of one part of the app, fetched when that part is. */
export type Texts = Record<Language, () => Promise<{ messages: Messages }>>;

const firstTexts: Texts = {
  ru: () => import('./locales/ru.po'),
  en: () => import('./locales/en.po'),
};

/** Everything that was needed so far: another language needs it too. */
const needed = new Set<Texts>([firstTexts]);

async function load(texts: Texts, language: Language): Promise<void> {
  const { messages } = await texts[language]();
  i18n.load(language, messages);
}

/** Changes the language when all that is shown can be said in it, and not before. */
export async function activate(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  await Promise.all([...needed].map((texts) => load(texts, language)));
  i18n.activate(language);
  document.documentElement.lang = language;
}

/** A part that is fetched later, together with its texts. */
export async function withTexts<Part>(part: Promise<Part>, texts: Texts): Promise<Part> {
  needed.add(texts);
  const [loaded] = await Promise.all([part, load(texts, i18n.locale as Language)]);
  return loaded;
}
