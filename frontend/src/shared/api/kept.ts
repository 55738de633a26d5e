import type { QueryClient, QueryKey } from '@tanstack/react-query';

const KEY = 'relove/kept';
/** Words that the server does not have yet, each entry under the person whose they are. */
const OWN = 'relove/own/';
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

/** What the device has no room for, or may not keep: it lives as long as the app. */
export const here = new Map<string, string>();

/** Where the words of the person lie that are not sent yet: nobody else finds them there. */
export const ownKeys = () => `${OWN}${owner.user}/`;

/** Takes from the device what of ours is meant. */
export function remove(isMeant: (key: string) => boolean): void {
  try {
    for (let n = localStorage.length; n--; ) {
      const key = localStorage.key(n) ?? '';
      if (key.startsWith('relove/') && isMeant(key)) localStorage.removeItem(key);
    }
  } catch {
    // Blocked: then there is nothing either.
  }
}

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
  remove((key) => key !== KEY && !key.startsWith(ownKeys()));
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
  remove((key) => key === KEY);
}

/** Nothing that was seen stays on the device, and nothing of it is kept from now on. */
export function withhold(): void {
  owner.user = null;
  clear();
}

/** Nothing of the person stays on the device, not even the words that were not sent. */
export function forget(): void {
  owner.user = null;
  here.clear();
  remove(() => true);
}
