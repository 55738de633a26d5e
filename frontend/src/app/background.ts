import type { QueryClient } from '@tanstack/react-query';
import { keep } from '@/shared/api/keeping';
import { followLiveEvents } from '@/shared/api/live';

/** Ends by what it answers. */
export function run(client: QueryClient): () => void {
  const ends = [followLiveEvents(client), keep(client)];
  return () => {
    for (const end of ends) end();
  };
}
