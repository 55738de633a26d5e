import type { QueryClient } from '@tanstack/react-query';
import { addTurn, flatten, type LiveReply, replyingQuery, turnsQuery } from './turns';
import type { Turn } from './types';

/** One that says nothing for so long has ended without our hearing of it. */
const SILENCE_MS = 45_000;

/** A piece of a reply, or with `replace` all of it so far. */
export interface Piece {
  session_id: string;
  reply_to: string;
  lines: string[];
  n: number;
  text: string;
}

/** What the guide has said, whole: to which turns. */
export interface Told {
  turn: Turn;
  reply_to?: string | null;
  lines?: string[];
}

const watches = new Map<string, ReturnType<typeof setTimeout>>();

function change(client: QueryClient, sessionId: string, to: string, reply: LiveReply | null): void {
  client.setQueryData(replyingQuery(sessionId).queryKey, (all = []) => [
    ...all.filter((one) => one.to !== to),
    ...(reply ? [reply] : []),
  ]);
  clearTimeout(watches.get(to));
  watches.delete(to);
  if (reply && !reply.answer) {
    const over = setTimeout(() => change(client, sessionId, to, null), SILENCE_MS);
    watches.set(to, over);
  }
}

const known = (client: QueryClient, sessionId: string) =>
  client.getQueryData(replyingQuery(sessionId).queryKey) ?? [];

/** Appends the next piece; after a hole nothing fits until the whole comes. */
export function takePiece(client: QueryClient, piece: Piece, whole: boolean): void {
  const { session_id: sessionId, reply_to: to, lines, n } = piece;
  const before = known(client, sessionId).find((one) => one.to === to);
  if (before?.answer || (!whole && n !== (before?.n ?? 0) + 1)) return;
  const stored = flatten(client.getQueryData(turnsQuery(sessionId).queryKey));
  change(client, sessionId, to, {
    sessionId,
    to,
    lines,
    n,
    text: whole ? piece.text : (before?.text ?? '') + piece.text,
    after: before ? before.after : (stored.at(-1)?.created_at ?? null),
    answer: null,
  });
}

/** A turn was stored. Where its words are being shown piece by piece, it takes their place when they are shown. */
export function takeTurn(client: QueryClient, { turn, reply_to, lines = [] }: Told): void {
  const key = replyingQuery(turn.session_id).queryKey;
  const reply = known(client, turn.session_id).find(
    ({ to }) => turn.role === 'guide' && (to === reply_to || lines.includes(to)),
  );
  const watched = (client.getQueryCache().find({ queryKey: key })?.getObserversCount() ?? 0) > 0;
  if (reply?.text && watched && !document.hidden) {
    change(client, turn.session_id, reply.to, { ...reply, answer: turn });
  } else {
    if (reply) change(client, turn.session_id, reply.to, null);
    addTurn(client, turn);
  }
}

/** It was shown to its end, or is shown by another way. */
export function endReply(client: QueryClient, { sessionId, to, answer }: LiveReply): void {
  change(client, sessionId, to, null);
  if (answer) addTurn(client, answer);
}
