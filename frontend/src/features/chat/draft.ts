import { readOwn, writeOwn } from '@/shared/talk/own';
import { aside } from './outgoing';

const NAME = 'draft/';

/** What was typed and not sent, kept on this device until it is. */
export const readDraft = (sessionId: string) => readOwn(NAME + sessionId);

export const writeDraft = (sessionId: string, text: string) => writeOwn(NAME + sessionId, text);

/** Words that had no way in the session that ended wait in the field of the next one. */
export function moveDraft(from: string, to: string): void {
  const spoken = aside.get(from);
  if (spoken && aside.delete(from)) aside.set(to, spoken);
  const text = readDraft(from);
  if (!text || readDraft(to)) return;
  writeDraft(to, text);
  writeDraft(from, '');
}
