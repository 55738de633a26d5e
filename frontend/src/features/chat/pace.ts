/** Shown at once when a reply begins, so that something moves within 0.3 s. */
const FIRST_BURST = 28;
/** Characters a second that read as a calm voice. */
const CALM_RATE = 55;
/** What has come and is not shown yet should be shown within this time. */
const BACKLOG_S = 1.2;
/** Once the reply is whole nobody should wait for the rest. */
const DRAIN_S = 0.35;

export interface Pace {
  /** How much is shown; a fraction of a character is kept for the next step. */
  shown: number;
  rate: number;
}

export const beginning: Pace = { shown: 0, rate: CALM_RATE };

/** Moves on by `seconds` towards `length`; `whole` says that no more will come. */
export function step(pace: Pace, length: number, seconds: number, whole: boolean): Pace {
  if (length === 0) return pace;
  if (pace.shown === 0) return { ...pace, shown: Math.min(FIRST_BURST, length) };
  const backlog = length - pace.shown;
  if (backlog <= 0) return { ...pace, shown: length };
  const wanted = Math.max(CALM_RATE, backlog / (whole ? DRAIN_S : BACKLOG_S));
  // The rate glides to the wanted one: pieces that come in bursts still read evenly.
  const rate = whole
    ? Math.max(pace.rate, wanted)
    : pace.rate + (wanted - pace.rate) * Math.min(1, seconds * 4);
  return { rate, shown: Math.min(length, pace.shown + rate * seconds) };
}

/** A cut that never falls inside a character of two halves. */
export function cut(text: string, shown: number): string {
  const end = Math.floor(shown);
  const code = text.charCodeAt(end - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? end - 1 : end);
}
