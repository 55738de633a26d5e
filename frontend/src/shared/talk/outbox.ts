const KEY = 'relove/outbox';
const MOST = 50;

/** A message that the server has not confirmed yet. Its key is its name: sent twice, it is stored once. */
export interface Waiting {
  key: string;
  sessionId: string;
  text: string;
  /** When the newest turn was made that was there before it; none of those can be this message. */
  after: string | null;
}

function read(): Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as Waiting[]) : [];
  } catch {
    return [];
  }
}

function write(waiting: Waiting[]): void {
  try {
    if (waiting.length > 0) localStorage.setItem(KEY, JSON.stringify(waiting.slice(-MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // A full or blocked storage: the message is still sent, it only does not outlive the app.
  }
}

/** What waits for a session, oldest first. */
export function waitingFor(sessionId: string): Waiting[] {
  return read().filter((one) => one.sessionId === sessionId);
}

/** Kept on the device until the server has it, so that closing the app loses nothing. */
export function keepWaiting(one: Waiting): void {
  write([...read().filter(({ key }) => key !== one.key), one]);
}

export function dropWaiting(key: string): void {
  write(read().filter((one) => one.key !== key));
}
