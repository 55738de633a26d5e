import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';

const PAGE = 50;

export type MemoryItem = Awaited<ReturnType<typeof fetchPage>>['items'][number];
export type MemoryKind = MemoryItem['kind'];

const fetchPage = (before: string | null, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/me/memory', {
      params: { query: { limit: PAGE, ...(before === null ? {} : { before }) } },
      signal,
    }),
  );

// Under `journey`: the map is made of what is remembered, news of the one are news of the other.
export const memoryQuery = infiniteQueryOptions({
  queryKey: ['journey', 'memory'],
  queryFn: ({ pageParam, signal }) => fetchPage(pageParam, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next ?? null,
});

export function useCorrectMemory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) =>
      unwrap(api.PATCH('/api/me/memory/{item_id}', { params: { path: { item_id: id } }, body: { text } })),
    onSuccess: (item) => {
      client.setQueryData(
        memoryQuery.queryKey,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === item.id ? item : one)),
            })),
          },
      );
      void client.invalidateQueries({ queryKey: ['journey'] });
    },
  });
}

export function useRemoveMemory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      // Sent while the app is being closed, too.
      const params = { path: { item_id: id } };
      await unwrap(api.DELETE('/api/me/memory/{item_id}', { params, keepalive: true }));
    },
    onSuccess: (_none, id) => {
      client.setQueryData(
        memoryQuery.queryKey,
        (data) =>
          data && {
            ...data,
            pages: data.pages.map((page) => ({ ...page, items: page.items.filter((one) => one.id !== id) })),
          },
      );
    },
    // The same words may have been remembered under another head, and may stand in the profile.
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['journey'] });
      await client.invalidateQueries({ queryKey: ['me'] });
    },
  });
}
