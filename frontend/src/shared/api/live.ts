import type { QueryClient } from '@tanstack/react-query';
import { isPassing } from './errors';
import { journeyQuery } from './journey';
import { meQuery } from './me';
import { type Piece, type Told, takePiece, takeTurn } from './pieces';
import { mergeSession, sessionsQuery } from './sessions';
import { openStream, type SseEvent } from './sse';
import type { Session } from './types';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;

/** One thing that happened in the other window. */
export function applyLiveEvent(client: QueryClient, { event, data }: SseEvent): void {
  if (event === 'turn') takeTurn(client, JSON.parse(data) as Told);
  if (event === 'delta' || event === 'replace') {
    takePiece(client, JSON.parse(data) as Piece, event === 'replace');
  }
  if (event === 'session') {
    const { session } = JSON.parse(data) as { session: Session };
    client.setQueryData(sessionsQuery.queryKey, (page) => mergeSession(page, session));
    void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  }
  // An exercise that came, or a stage that was reached, is news of the path: the programmes follow it.
  if (event === 'journey') {
    for (const queryKey of [journeyQuery.queryKey, ['streams'], ['readiness']]) {
      void client.invalidateQueries({ queryKey });
    }
  }
  if (event === 'me') void client.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** What may have changed while nobody listened. */
function catchUp(client: QueryClient): void {
  for (const queryKey of [['me'], ['sessions'], ['turns'], ['journey'], ['streams'], ['readiness']]) {
    void client.invalidateQueries({ queryKey });
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function listen(client: QueryClient, signal: AbortSignal, onOpen: () => void): Promise<void> {
  const events = await openStream('/api/events', { signal });
  onOpen();
  for await (const event of events) {
    if (signal.aborted) return;
    applyLiveEvent(client, event);
  }
}

/** Listens until told to stop, with growing pauses between tries. */
export async function keepListening(client: QueryClient, signal: AbortSignal, first: boolean): Promise<void> {
  let wait = FIRST_PAUSE_MS;
  let missed = !first;
  while (!signal.aborted) {
    try {
      await listen(client, signal, () => {
        wait = FIRST_PAUSE_MS;
        if (missed) catchUp(client);
        // Asked for before anybody listened.
        else void client.invalidateQueries({ queryKey: ['turns'] });
      });
    } catch (error) {
      if (!signal.aborted && !isPassing(error)) return;
    }
    missed = true;
    if (signal.aborted) return;
    await pause(wait * (0.75 + Math.random() / 2), signal);
    wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
  }
}

/** Live news while the app is on the screen; a hidden one keeps no connection. Ends by what it answers. */
export function followLiveEvents(client: QueryClient): () => void {
  let running: AbortController | null = null;
  let first = true;
  const follow = () => {
    if (document.hidden) {
      running?.abort();
      running = null;
    } else if (!running) {
      running = new AbortController();
      void keepListening(client, running.signal, first);
      first = false;
    }
  };
  follow();
  // After a network came back the old connection may be dead and not know it.
  const again = () => {
    running?.abort();
    running = null;
    follow();
  };
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', again);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    window.removeEventListener('online', again);
    running?.abort();
  };
}
