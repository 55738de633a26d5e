import { readOwn, writeOwn } from './own';

const NAME = 'outbox';

/** A message that the server has not confirmed yet. Its key is its name: sent twice, it is stored once. */
export interface Waiting {
  key: string;
  sessionId: string;
  text: string;
  /** When the newest turn was made that was there before it; none of those can be this message. */
  after: string | null;
}

/** What waits, in whichever session, oldest first. */
export function allWaiting(): Waiting[] {
  try {
    const kept: unknown = JSON.parse(readOwn(NAME) || '[]');
    return Array.isArray(kept) ? (kept as Waiting[]) : [];
  } catch {
    return [];
  }
}

/** All of them, however many: words are dropped when the server has them, and by the person. */
const write = (waiting: Waiting[]) => writeOwn(NAME, waiting.length > 0 ? JSON.stringify(waiting) : '');

/** What waits for a session, oldest first. */
export function waitingFor(sessionId: string): Waiting[] {
  return allWaiting().filter((one) => one.sessionId === sessionId);
}

/** Kept on the device until the server has it, so that closing the app loses nothing. */
export function keepWaiting(one: Waiting): void {
  write([...allWaiting().filter(({ key }) => key !== one.key), one]);
}

export function dropWaiting(key: string): void {
  write(allWaiting().filter((one) => one.key !== key));
}
