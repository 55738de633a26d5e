/** What the page's own small script asked for while the bundle was on its way: `src/early`. */
export interface Early {
  /** By the signed launch data that was exchanged. */
  signIns: Map<string, Promise<Response>>;
  /** By path: what the first page needs, or null where it could not be asked for. */
  answers: Map<string, Promise<Response | null>>;
  /** When it was asked for, in milliseconds. */
  at: number;
}

declare global {
  interface Window {
    reloveEarly?: Early | undefined;
  }
}

/** An answer is news for a moment only. */
const FRESH_MS = 15_000;

/** The answer to this sign-in, if it is on its way already. Once: another try asks anew. */
export function takeSignIn(initData: string): Promise<Response> | null {
  const answer = window.reloveEarly?.signIns.get(initData);
  // What somebody else was told is not for this person.
  if (!answer) window.reloveEarly = undefined;
  window.reloveEarly?.signIns.delete(initData);
  return answer ?? null;
}

/** The answer to this request, if it is on its way already; each once, and none after anything was changed. */
export async function takeAnswer({ method, url }: Request): Promise<Response | null> {
  const early = window.reloveEarly;
  if (!early) return null;
  if (method !== 'GET' || Date.now() - early.at > FRESH_MS) {
    window.reloveEarly = undefined;
    return null;
  }
  const { pathname, search } = new URL(url);
  const answer = early.answers.get(pathname + search);
  early.answers.delete(pathname + search);
  const response = await answer;
  return response?.ok ? response : null;
}
