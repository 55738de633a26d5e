import type { QueryClient } from '@tanstack/react-query';

const LOOK_MS = 100;
const LOOKS = 20;

const later = window.requestIdleCallback ?? ((work: () => void) => window.setTimeout(work, 1));
const never = window.cancelIdleCallback ?? window.clearTimeout;

/** Does the work when the first picture stands, not before: no answer is awaited, or for too long. Ends by what it answers. */
export function whenQuiet(client: QueryClient, work: () => void, after = 0): () => void {
  let looks = 0;
  let timer: ReturnType<typeof setTimeout>;
  let handle: number | undefined;
  const look = () => {
    looks += 1;
    if (looks <= LOOKS && client.isFetching() > 0) timer = setTimeout(look, LOOK_MS);
    else handle = later(work);
  };
  timer = setTimeout(look, after);
  return () => {
    clearTimeout(timer);
    if (handle !== undefined) never(handle);
  };
}
