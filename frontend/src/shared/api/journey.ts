import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

export const journeyQuery = queryOptions({
  queryKey: ['journey'],
  queryFn: ({ signal }) => unwrap(api.GET('/api/journey', { signal })),
});

export const useJourney = (enabled = true) => useQuery({ ...journeyQuery, enabled });

export type MapTheme = 'light' | 'dark';

/** The map as a picture; below the map's own key, so that it is drawn anew when the map changes. */
export const mapImageQuery = (theme: MapTheme) =>
  queryOptions({
    queryKey: ['journey', 'image', theme],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/journey/image', { params: { query: { theme } }, parseAs: 'blob', signal })),
    gcTime: 60_000,
  });

/** An address of the picture that Telegram itself can fetch, for a few minutes. */
export const linkToMap = (theme: MapTheme) =>
  unwrap(api.POST('/api/journey/image/link', { body: { theme } }));
