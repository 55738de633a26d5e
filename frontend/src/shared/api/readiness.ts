import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { streamsQuery } from './streams';
import type { Readiness, ReadinessItem } from './types';

export const readinessQuery = queryOptions({
  queryKey: ['readiness'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/readiness', { signal })),
  staleTime: 60_000,
});

export const useReadiness = () => useQuery(readinessQuery);

/** Reads it anew from what was said since; over the same words the result and its time stay. */
export function useComputeReadiness() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/readiness')),
    onSuccess: (view) => {
      client.setQueryData(readinessQuery.queryKey, view);
      // What is low has no price and no way to the platform: the programmes change with it.
      void client.invalidateQueries({ queryKey: streamsQuery.queryKey });
    },
  });
}

const withItem = (view: Readiness | undefined, item: ReadinessItem) =>
  view && { ...view, items: view.items.map((one) => (one.stream === item.stream ? item : one)) };

/** The person does not agree: shown at once, taken back if it could not be kept. */
export function useContest(item: ReadinessItem) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string | null) =>
      unwrap(
        api.POST('/api/readiness/{stream}/contest', {
          params: { path: { stream: item.stream } },
          body: { text },
        }),
      ),
    onMutate: async () => {
      await client.cancelQueries({ queryKey: readinessQuery.queryKey });
      const before = client.getQueryData(readinessQuery.queryKey);
      client.setQueryData(readinessQuery.queryKey, (view) =>
        withItem(view, { ...item, contested: true, low: false }),
      );
      return { before };
    },
    onError: (_error, _text, context) => client.setQueryData(readinessQuery.queryKey, context?.before),
    onSuccess: (kept) => {
      client.setQueryData(readinessQuery.queryKey, (view) => withItem(view, kept));
      void client.invalidateQueries({ queryKey: streamsQuery.queryKey });
    },
  });
}
