import type { QueryClient } from '@tanstack/react-query';
import { keep } from '@/shared/api/keeping';
import { followLiveEvents } from '@/shared/api/live';
import { keepPlaces } from './places';

/** Ends by what it answers. */
export function run(client: QueryClient): () => void {
  const ends = [followLiveEvents(client), keep(client), keepPlaces()];
  return () => {
    for (const end of ends) end();
  };
}
