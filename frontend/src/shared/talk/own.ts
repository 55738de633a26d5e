import { here, owner, ownKeys, remove } from '@/shared/api/kept';
import { lasting } from '@/shared/telegram/storage';

/** Words of the person on this device, under their name: whoever else opens the app here never finds them. */
export function readOwn(name: string): string {
  const key = ownKeys() + name;
  try {
    return here.get(key) ?? localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

export function writeOwn(name: string, text: string): void {
  const key = ownKeys() + name;
  here.delete(key);
  try {
    if (!text) localStorage.removeItem(key);
    else if (owner.user === null) here.set(key, text);
    else localStorage.setItem(key, text);
  } catch {
    if (text) here.set(key, text);
  }
}

/** Whether all that was written is still there when the app is opened again. */
export const outlivesApp = () => lasting.drafts && owner.user !== null && here.size === 0;

/** Erased and come again, the person is somebody else: what the one before left unsent is gone. True then. */
export function bindOwn(id: string): boolean {
  const before = readOwn('id');
  if (before === id) return false;
  if (before) remove((key) => key.startsWith(ownKeys()));
  writeOwn('id', id);
  return before !== '';
}
