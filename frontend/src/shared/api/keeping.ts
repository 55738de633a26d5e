import type { InfiniteData, QueryClient, QueryKey } from '@tanstack/react-query';
import { bindOwn } from '@/shared/talk/own';
import { forgetRecordings } from '@/shared/talk/recordings';
import { SignInExpired } from './errors';
import { journeyQuery } from './journey';
import { owner, store, withhold } from './kept';
import { meQuery } from './me';
import { activeSession, sessionsQuery } from './sessions';
import { turnsQuery } from './turns';
import type { StreamList, TurnPage } from './types';

const QUIET_MS = 1000;

/** The first thing on each tab, and nothing that has to be looked for: `docs/decisions/device.md`. */
function shown(client: QueryClient): [QueryKey, unknown, number][] {
  const me = client.getQueryData(meQuery.queryKey);
  // Who was in danger may not be alone with this device.
  if (!me || me.care_pause.active) return [];
  const found: [QueryKey, unknown, number][] = [];
  const put = (key: QueryKey, pick: (data: never) => unknown = (data) => data) => {
    const state = client.getQueryState(key);
    if (state?.data !== undefined) found.push([key, pick(state.data as never), state.dataUpdatedAt]);
  };
  put(meQuery.queryKey);
  put(journeyQuery.queryKey);
  put(['readiness']);
  // The way to the platform is signed for this person: it works without that, and comes anew.
  put(['streams'], ({ items, ...list }: StreamList) => ({
    ...list,
    items: items.map((one) => ({ ...one, link: one.link?.split('?')[0] ?? null })),
  }));
  put(['me', 'statements']);
  const sessions = client.getQueryData(sessionsQuery.queryKey);
  const talk = activeSession(sessions) ?? sessions?.items[0];
  put(sessionsQuery.queryKey, () => ({ items: talk ? [talk] : [], next: null }));
  if (talk) {
    put(turnsQuery(talk.id).queryKey, ({ pages, pageParams }: InfiniteData<TurnPage>) => ({
      pages: pages.slice(0, 1),
      pageParams: pageParams.slice(0, 1),
    }));
  }
  return found;
}

/** Keeps on the device what a person sees first, a moment after it changed. Ends by what it answers. */
export function keep(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let bound: string | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    if (owner.user !== null) store(shown(client));
  };
  const look = () => {
    const state = client.getQueryState(meQuery.queryKey);
    if (state?.error instanceof SignInExpired) withhold();
    const id = state?.data?.id;
    if (id && id !== bound && owner.user !== null) {
      bound = id;
      // Of what was spoken, as of what was typed, only this person's stays.
      void forgetRecordings(bindOwn(id) ? null : owner.user);
    }
    if (id && owner.id && owner.id !== id) {
      owner.id = id;
      // Erased meanwhile, and here again as somebody new: nothing of the one before is shown.
      void client.resetQueries({ predicate: ({ queryKey }) => queryKey.length > 1 || queryKey[0] !== 'me' });
    }
    timer ??= setTimeout(write, QUIET_MS);
  };
  const leave = () => timer && write();
  look();
  const end = client.getQueryCache().subscribe(({ type }) => type === 'updated' && look());
  document.addEventListener('visibilitychange', leave);
  window.addEventListener('pagehide', leave);
  return () => {
    end();
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', leave);
    window.removeEventListener('pagehide', leave);
  };
}
