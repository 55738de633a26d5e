import { readOwn, writeOwn } from '@/shared/talk/own';

const NAME = 'draft';

/** What was typed and not sent, kept on this device until it is. One talk is open at a time: it waits in the next one too. */
export const readDraft = () => readOwn(NAME);

export const writeDraft = (text: string) => writeOwn(NAME, text);

/** Adds to it what found no way in a talk that is over meanwhile. */
export function addToDraft(texts: string[]): string {
  const text = [readDraft().trimEnd(), ...texts].filter(Boolean).join('\n');
  if (texts.length > 0) writeDraft(text);
  return text;
}
