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
  /** The page's name: heard while it loads, in sight where it failed. */
  title?: string;
  heights: number[];
  children: (data: Data) => ReactNode;
}

/** What is known is shown, however old; only with nothing at all do the other states take the place. */
export function Loaded<Data>({ query, title, heights, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  const failed = query.isError || query.fetchStatus === 'paused';
  return (
    <>
      {title && <h1 className={failed ? 'mb-5 text-[27px]' : 'sr-only'}>{title}</h1>}
      {failed ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton heights={heights} />
      )}
    </>
  );
}
