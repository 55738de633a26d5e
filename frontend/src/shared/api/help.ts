import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** Numbers where living people answer; they change rarely. */
export const helpQuery = (country: string) =>
  queryOptions({
    // Another country has other numbers, wherever it was chosen.
    queryKey: ['help', country],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/help', { signal })),
    staleTime: 3_600_000,
  });
