import {
  type InfiniteData,
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  skipToken,
  useQuery,
} from '@tanstack/react-query';
import { api, unwrap } from './client';
import { TURNS } from './first';
import { meQuery } from './me';
import type { Turn, TurnPage } from './types';

type Pages = InfiniteData<TurnPage, unknown>;

/** The newest page first, older ones behind it; within a page in the order of the conversation. */
export const turnsQuery = (sessionId: string) =>
  infiniteQueryOptions({
    queryKey: ['turns', sessionId],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/sessions/{session_id}/turns', {
          params: {
            path: { session_id: sessionId },
            query: { limit: TURNS, ...(pageParam === null ? {} : { before: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    staleTime: 15_000,
  });

const inOrder = (a: Turn, b: Turn) => a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id);

/** All turns that are loaded, oldest first, each once. */
export function flatten(pages: Pages | undefined): Turn[] {
  const byId = new Map<string, Turn>();
  for (const page of pages?.pages ?? []) for (const turn of page.items) byId.set(turn.id, turn);
  return [...byId.values()].sort(inOrder);
}

/** Adds a turn that we were told of, or replaces the one of the same id. */
export function mergeTurn(pages: Pages | undefined, turn: Turn): Pages | undefined {
  const [newest, ...older] = pages?.pages ?? [];
  if (!pages || !newest) return pages;
  const known = pages.pages.some(({ items }) => items.some(({ id }) => id === turn.id));
  if (known) {
    const replace = (page: TurnPage) => ({
      ...page,
      items: page.items.map((item) => (item.id === turn.id ? turn : item)),
    });
    return { ...pages, pages: pages.pages.map(replace) };
  }
  return { ...pages, pages: [{ ...newest, items: [...newest.items, turn] }, ...older] };
}

export function addTurn(client: QueryClient, turn: Turn): void {
  const { queryKey } = turnsQuery(turn.session_id);
  client.setQueryData(queryKey, (pages) => mergeTurn(pages, turn));
  // An answer on its way may be older than this news, and would take it off the screen again.
  if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
  // Care, a hand-over and its end are said in written words: what they change is not in the turn.
  if (turn.role === 'guide' && turn.via !== 'model') {
    void client.invalidateQueries({ queryKey: meQuery.queryKey });
  }
}

/** A reply that is being written to words of another window: of the bot's chat, of this app before a reload. */
export interface LiveReply {
  sessionId: string;
  /** The turn that it answers, the last of the lines that are answered together. */
  to: string;
  lines: string[];
  /** How many pieces the text is made of: the next one is the one after. */
  n: number;
  text: string;
  /** When the newest turn was made that was there before it. */
  after: string | null;
  /** The stored turn, once it is whole: it is shown to its end first. */
  answer: Turn | null;
}

export const replyingQuery = (sessionId: string) =>
  queryOptions<LiveReply[]>({ queryKey: ['replying', sessionId], queryFn: skipToken });

const NONE: LiveReply[] = [];

export const useReplying = (sessionId: string) => useQuery(replyingQuery(sessionId)).data ?? NONE;
