import type { ReadinessItem, Reason } from '@/shared/api/types';

/** From here on we say that the time is right: the mark on the bar. */
export const TIMELY = 70;

export type Verdict = 'little' | 'path' | 'ripening' | 'timely';

/** One word for a score; without data there is none, and no number. */
export function verdictOf({ score, low }: Pick<ReadinessItem, 'score' | 'low'>): Verdict {
  if (score === null) return 'little';
  if (low) return 'path';
  return score >= TIMELY ? 'timely' : 'ripening';
}

/** The server's sentence holds the person's words; here they stand apart, with the way to where they were said. */
export function whyOf({ text, quote }: Reason): string {
  const at = text.indexOf(quote.replace(/^[«»“”"'\s]+|[«»“”"'\s]+$/g, ''));
  return at > 0 ? text.slice(0, at).replace(/[\s:«“"]+$/, '') : text;
}
