import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import type { Stream, StreamList } from './types';

export const streamsQuery = queryOptions({
  queryKey: ['streams'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/streams', { signal })),
  staleTime: 60_000,
});

export const streamQuery = (slug: string) =>
  queryOptions({
    queryKey: ['streams', slug],
    queryFn: ({ signal }) => unwrap(api.GET('/api/streams/{slug}', { params: { path: { slug } }, signal })),
    staleTime: 60_000,
  });

export const useStreams = () => useQuery(streamsQuery);

/** One programme; what the list knows of it is shown until it comes. */
export function useStream(slug: string) {
  const client = useQueryClient();
  return useQuery({
    ...streamQuery(slug),
    initialData: () => client.getQueryData(streamsQuery.queryKey)?.items.find((one) => one.slug === slug),
    initialDataUpdatedAt: () => client.getQueryState(streamsQuery.queryKey)?.dataUpdatedAt,
  });
}

const withStream = (list: StreamList | undefined, stream: Stream) =>
  list && { ...list, items: list.items.map((one) => (one.slug === stream.slug ? stream : one)) };

function put(client: QueryClient, stream: Stream): void {
  client.setQueryData(streamQuery(stream.slug).queryKey, stream);
  client.setQueryData(streamsQuery.queryKey, (list) => withStream(list, stream));
}

/** A change of one programme: what is expected of it is shown at once, and taken back if it is refused. */
function useChange<Wanted>(
  slug: string,
  act: (wanted: Wanted) => Promise<Stream | undefined>,
  expected: (stream: Stream, wanted: Wanted) => Stream,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onMutate: async (wanted) => {
      await client.cancelQueries({ queryKey: streamsQuery.queryKey });
      const before = client.getQueryData(streamQuery(slug).queryKey);
      if (before) put(client, expected(before, wanted));
      return { before };
    },
    onError: (_error, _wanted, context) => {
      if (context?.before) put(client, context.before);
    },
    onSuccess: (stream) => {
      if (stream) put(client, stream);
      // Another programme may have given way to this one.
      void client.invalidateQueries({ queryKey: streamsQuery.queryKey, exact: Boolean(stream) });
    },
  });
}

export const useInterest = (slug: string) =>
  useChange(
    slug,
    () => unwrap(api.POST('/api/streams/{slug}/interest', { params: { path: { slug } } })),
    (stream) => ({ ...stream, interested: true }),
  );

/** The first exercise comes with the answer, and into the chat. */
export const useEnrol = (slug: string) =>
  useChange(
    slug,
    () => unwrap(api.POST('/api/streams/{slug}/enrolments', { params: { path: { slug } } })),
    (stream) => stream,
  );

export const useLeave = (slug: string) =>
  useChange(
    slug,
    async () => {
      await unwrap(api.DELETE('/api/streams/{slug}/enrolments', { params: { path: { slug } } }));
      return undefined;
    },
    (stream) => ({
      ...stream,
      enrolment: stream.enrolment && { ...stream.enrolment, state: 'left', next_at: null },
    }),
  );

export type ExerciseEnd = { n: number; state: 'done' | 'skipped' };

export const useCloseExercise = (slug: string) =>
  useChange(
    slug,
    ({ n, state }: ExerciseEnd) =>
      unwrap(
        api.POST('/api/streams/{slug}/exercises/{n}', { params: { path: { slug, n } }, body: { state } }),
      ),
    (stream, { n, state }) => ({
      ...stream,
      exercises: stream.exercises.map((one) => (one.n === n ? { ...one, state } : one)),
    }),
  );
