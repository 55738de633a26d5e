import type { QueryClient, QueryKey } from '@tanstack/react-query';

const KEY = 'relove/kept';
const DAY_MS = 24 * 60 * 60 * 1000;

/** Answers of the API that were shown last, with when each came. No token is among them. */
interface Kept {
  /** Whose they are: the person that Telegram names. */
  user: number;
  /** Which API they came from: another one may have other answers. */
  api: string;
  items: [key: QueryKey, data: unknown, at: number][];
}

interface Owner {
  /** The person whose answers are kept; nobody's are while it is null. */
  user: number | null;
  /** Whom the restored answers call the person: erased and come again, they are somebody else. */
  id: string | null;
}

export const owner: Owner = { user: null, id: null };

function read(): Partial<Kept> {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null) ?? {};
  } catch {
    return {};
  }
}

/** What was on the screen last time is there before anything is asked; then all of it is asked for anew. */
export function restore(client: QueryClient, user: number): void {
  owner.user = user;
  owner.id = null;
  const { user: whose, api, items = [] } = read();
  if (whose !== user || api !== __API__) {
    clear();
    return;
  }
  for (const [key, data, at] of items) {
    const age = Date.now() - at;
    if (age >= 0 && age < DAY_MS) client.setQueryData(key, data, { updatedAt: at });
  }
  owner.id = client.getQueryData<{ id: string }>(['me'])?.id ?? null;
  void client.invalidateQueries({ refetchType: 'none' });
}

export function store(items: Kept['items']): void {
  try {
    if (items.length === 0) clear();
    else localStorage.setItem(KEY, JSON.stringify({ user: owner.user, api: __API__, items }));
  } catch {
    // A full storage: what is there may be older than what was shown.
    clear();
  }
}

export function clear(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Blocked: then there is nothing either.
  }
}

/** Nothing of the person stays on the device, and nothing is kept from now on. */
export function forget(): void {
  owner.user = null;
  clear();
}
