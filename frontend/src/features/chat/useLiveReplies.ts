import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { endReply } from '@/shared/api/pieces';
import { type LiveReply, useReplying } from '@/shared/api/turns';
import type { Thread } from './outgoing';

/** It is shown by another way: by an own message's stream, or as the stored turn that a fresh look at them brought. */
export function isShownElsewhere(reply: LiveReply, { turns, own }: Pick<Thread, 'turns' | 'own'>): boolean {
  if ([reply.to, ...reply.lines].some((id) => own.has(id))) return true;
  if (reply.answer) return turns.some(({ id }) => id === reply.answer?.id);
  const asked = turns.find(({ id }) => id === reply.to)?.created_at ?? '';
  const after = asked > (reply.after ?? '') ? asked : reply.after;
  return Boolean(after) && turns.some((turn) => turn.role === 'guide' && turn.created_at > (after ?? ''));
}

/** Replies to words of the other windows, as they are written. */
export function useLiveReplies(sessionId: string, thread: Thread) {
  const client = useQueryClient();
  const all = useReplying(sessionId);
  const doubles = all.filter((reply) => isShownElsewhere(reply, thread));
  useEffect(() => {
    for (const reply of doubles) endReply(client, reply);
  });
  return {
    live: all.filter((reply) => reply.text && !doubles.includes(reply)),
    end: (reply: LiveReply) => endReply(client, reply),
  };
}
