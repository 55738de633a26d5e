import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

export const journeyQuery = queryOptions({
  queryKey: ['journey'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/journey', { signal })),
});

export const useJourney = () => useQuery(journeyQuery);
