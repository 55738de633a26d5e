export type Language = 'ru' | 'en';

/** The language to begin with, before the person's own choice is known. */
export function firstLanguage(code: string | undefined): Language {
  const wanted = code ?? navigator.language ?? 'ru';
  return /^(ru|be|uk|kk)\b/i.test(wanted) ? 'ru' : 'en';
}
