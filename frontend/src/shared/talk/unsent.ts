import { useState } from 'react';
import { ApiError } from '@/shared/api/errors';
import { useClosingConfirmation } from '@/shared/telegram/hooks';
import { outlivesApp, readOwn, writeOwn } from './own';

/** What is typed into a field and not sent: it waits there over other screens and a closed app. An empty one is forgotten. */
export function useUnsent(name: string, sent = '') {
  const [text, setText] = useState(() => readOwn(name) || sent);
  useClosingConfirmation(text.trim() !== sent && !outlivesApp());
  const change = (next: string) => {
    setText(next);
    writeOwn(name, next === sent ? '' : next);
  };
  /** It arrived, or it was a call for help: those words stay on no device, for somebody else may read there. */
  const settle = (error?: unknown) => {
    if (!error || (error instanceof ApiError && error.care)) writeOwn(name, '');
  };
  return [text, change, settle] as const;
}
