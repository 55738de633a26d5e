import type { ReactNode } from 'react';
import { Failed } from './Failed';
import { Skeleton } from './Skeleton';

/** What we need of a query, or of several put together. */
export interface Loading<Data> {
  data: Data | undefined;
  error: unknown;
  isError: boolean;
  fetchStatus: 'fetching' | 'paused' | 'idle';
  refetch: () => unknown;
}

interface Props<Data> {
  query: Loading<Data>;
  heights: number[];
  children: (data: Data) => ReactNode;
}

/** What is known is shown, however old; only with nothing at all do the other states take the place. */
export function Loaded<Data>({ query, heights, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError || query.fetchStatus === 'paused') {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Skeleton heights={heights} />;
}
