import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from './client';
import { ApiError } from './errors';
import { activeSession, SESSIONS } from './first';
import type { Session, SessionPage, SessionType } from './types';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/sessions', { params: { query: { limit: SESSIONS } }, signal })),
});

export const useSessions = () => useQuery(sessionsQuery);

export { activeSession, shownSession } from './first';

/** Puts a session that we were told of into the list that is shown. */
export function mergeSession(page: SessionPage | undefined, session: Session): SessionPage | undefined {
  if (!page) return page;
  const known = page.items.some(({ id }) => id === session.id);
  const items = known
    ? page.items.map((item) => (item.id === session.id ? session : item))
    : [session, ...page.items];
  return { ...page, items };
}

/** All sessions, page by page; asked for only by who reads that far back. */
export const allSessionsQuery = infiniteQueryOptions({
  queryKey: ['sessions', 'all'],
  queryFn: ({ pageParam, signal }) =>
    unwrap(
      api.GET('/api/sessions', {
        params: { query: { limit: 20, ...(pageParam === null ? {} : { before: pageParam }) } },
        signal,
      }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next ?? null,
  staleTime: 60_000,
});

function useBeginning<Wanted>(bodyOf: (wanted: Wanted) => { type: SessionType; finish_active: boolean }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (wanted: Wanted) => {
      try {
        return await unwrap(api.POST('/api/sessions', { body: bodyOf(wanted) }));
      } catch (error) {
        // Begun in the other window meanwhile: that one is meant.
        if (!(error instanceof ApiError && error.code === 'session_active')) throw error;
        const page = await client.fetchQuery({ ...sessionsQuery, staleTime: 0 });
        const session = activeSession(page);
        if (!session) throw error;
        return session;
      }
    },
    onSuccess: (session) => {
      client.setQueryData(sessionsQuery.queryKey, (page) => mergeSession(page, session));
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
}

export const useStartSession = () =>
  useBeginning((type: SessionType = 'provocative') => ({ type, finish_active: false }));

/** Closes what is open, with its summary, and begins another. */
export const useSwitchSession = () => useBeginning((type: SessionType) => ({ type, finish_active: true }));

export function useCompleteSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: string) =>
      unwrap(
        api.POST('/api/sessions/{session_id}/complete', { params: { path: { session_id: sessionId } } }),
      ),
    onSuccess: (session) => {
      client.setQueryData(sessionsQuery.queryKey, (page) => mergeSession(page, session));
      void client.invalidateQueries({ queryKey: ['journey'] });
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  });
}
