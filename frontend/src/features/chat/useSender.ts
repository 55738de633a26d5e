import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { Sender } from './sender';

const senders = new WeakMap<QueryClient, Sender>();

function senderOf(client: QueryClient): Sender {
  const known = senders.get(client);
  if (known) return known;
  const made = new Sender(client);
  senders.set(client, made);
  return made;
}

/** The messages of one session that are on their way, and the one who sends them. */
export function useSender(sessionId: string) {
  const sender = senderOf(useQueryClient());
  const entries = useSyncExternalStore(sender.subscribe, sender.entries);
  const outgoing = useMemo(
    () => entries.filter((entry) => entry.sessionId === sessionId),
    [entries, sessionId],
  );
  return { sender, outgoing };
}
