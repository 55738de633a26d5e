import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { ApiError } from './errors';
import type { Session, SessionPage, SessionType } from './types';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/sessions', { params: { query: { limit: 10 } }, signal })),
});

export const useSessions = () => useQuery(sessionsQuery);

export function activeSession(page: SessionPage | undefined): Session | undefined {
  return page?.items.find((session) => session.status === 'active');
}

/** Puts a session that we were told of into the list that is shown. */
export function mergeSession(page: SessionPage | undefined, session: Session): SessionPage | undefined {
  if (!page) return page;
  const known = page.items.some(({ id }) => id === session.id);
  const items = known
    ? page.items.map((item) => (item.id === session.id ? session : item))
    : [session, ...page.items];
  return { ...page, items };
}

export function useStartSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (type: SessionType = 'provocative') => {
      try {
        return await unwrap(api.POST('/api/sessions', { body: { type, finish_active: false } }));
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
