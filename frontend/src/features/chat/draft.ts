const KEY = 'relove/draft/';

/** What was typed and not sent, kept on this device until it is. Storage may be full: then it is not kept. */
export function readDraft(sessionId: string): string {
  try {
    return localStorage.getItem(KEY + sessionId) ?? '';
  } catch {
    return '';
  }
}

export function writeDraft(sessionId: string, text: string): void {
  try {
    if (text) localStorage.setItem(KEY + sessionId, text);
    else localStorage.removeItem(KEY + sessionId);
  } catch {
    // The text stays in the field; only the copy is missing.
  }
}

/** Words that had no way in the session that ended wait in the field of the next one. */
export function moveDraft(from: string, to: string): void {
  const text = readDraft(from);
  if (!text || readDraft(to)) return;
  writeDraft(to, text);
  writeDraft(from, '');
}
