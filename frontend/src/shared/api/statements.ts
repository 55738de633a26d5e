import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';

type Page = Awaited<ReturnType<typeof fetchStatements>>;
export type Statement = Page['items'][number];
export type ProfileChanges = Awaited<ReturnType<typeof fetchChanges>>;

const fetchStatements = (signal: AbortSignal) => unwrap(api.GET('/api/me/statements', { signal }));

const fetchChanges = (signal: AbortSignal, since?: number) =>
  unwrap(
    api.GET('/api/me/statements/changes', {
      params: { query: since === undefined ? {} : { since } },
      signal,
    }),
  );

// Under `me`: news about the person make these old too.
export const statementsQuery = queryOptions({
  queryKey: ['me', 'statements'],
  queryFn: ({ signal }) => fetchStatements(signal),
});

export const useStatements = () => useQuery(statementsQuery);

/** Every change that is looked back at, and how the last one changed the summary. */
export const changesQuery = queryOptions({
  queryKey: ['me', 'changes'],
  queryFn: async ({ signal }) => {
    const [all, last] = await Promise.all([fetchChanges(signal, 0), fetchChanges(signal)]);
    return { changes: all.changes, before: last.summary_before, after: last.summary_after };
  },
});

export function useCorrectStatement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      unwrap(
        api.PATCH('/api/me/statements/{statement_id}', {
          params: { path: { statement_id: id } },
          body: { text },
        }),
      ),
    onSuccess: (item) => {
      client.setQueryData(
        statementsQuery.queryKey,
        (page) => page && { ...page, items: page.items.map((one) => (one.id === item.id ? item : one)) },
      );
      // The summary may have told it too.
      void client.invalidateQueries({ queryKey: ['me'] });
    },
  });
}

export function useRemoveStatement() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      // Sent while the app is being closed, too.
      const params = { path: { statement_id: id } };
      await unwrap(api.DELETE('/api/me/statements/{statement_id}', { params, keepalive: true }));
    },
    onSuccess: (_none, id) => {
      client.setQueryData(
        statementsQuery.queryKey,
        (page) => page && { ...page, items: page.items.filter((one) => one.id !== id) },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['me'] }),
  });
}
