import type { Turn } from '@/shared/api/types';

/** sending: not stored yet; waiting: stored, no reply yet; settling: all came, the rest is being shown. */
export type Phase = 'sending' | 'waiting' | 'streaming' | 'settling' | 'failed';

/** A message on its way, and the reply that comes back for it. */
export interface Outgoing {
  /** Also the Idempotency-Key: a repeat of the same message is the same message. */
  key: string;
  sessionId: string;
  text: string;
  /** Turns that were there before it: none of them can be this message. */
  known: ReadonlySet<string>;
  phase: Phase;
  turn: Turn | null;
  reply: { to: string; text: string } | null;
  answer: Turn | null;
  error: unknown;
}

export function isRunning(entry: Outgoing): boolean {
  return entry.phase === 'sending' || entry.phase === 'waiting' || entry.phase === 'streaming';
}

/** The stored turn of a message whose own stream has not told us of it yet. */
function storedTurn(entry: Outgoing, turns: Turn[]): Turn | undefined {
  return turns.find(
    (turn) =>
      turn.id === entry.turn?.id ||
      (entry.turn === null &&
        turn.role === 'person' &&
        turn.source === 'mini_app' &&
        turn.text === entry.text &&
        !entry.known.has(turn.id)),
  );
}

export interface Thread {
  turns: Turn[];
  /** Own messages that no stored turn shows yet. */
  unsent: Outgoing[];
  /** Replies that are being shown piece by piece. */
  replies: Outgoing[];
  /** A reply is on its way and has no word yet. */
  thinking: boolean;
  failed: Outgoing[];
}

/** What to draw: news of the same turn comes by two ways, and each turn is drawn once. */
export function thread(turns: Turn[], outgoing: Outgoing[]): Thread {
  const hidden = new Set<string>();
  const unsent: Outgoing[] = [];
  const replies: Outgoing[] = [];
  for (const entry of outgoing) {
    const stored = storedTurn(entry, turns);
    if (!stored) unsent.push(entry);
    if (entry.reply && !replies.some((other) => other.reply?.to === entry.reply?.to)) {
      if (entry.phase !== 'failed') replies.push(entry);
    }
    if (entry.answer) hidden.add(entry.answer.id);
    else if (isRunning(entry)) {
      // Our own stream brings the reply: the copy that came by the other way would show it twice.
      for (const turn of turns) {
        if (
          turn.role === 'guide' &&
          !entry.known.has(turn.id) &&
          stored &&
          turn.created_at >= stored.created_at
        ) {
          hidden.add(turn.id);
        }
      }
    }
  }
  return {
    turns: turns.filter((turn) => !hidden.has(turn.id)),
    unsent,
    replies,
    thinking: replies.length === 0 && outgoing.some(isRunning),
    failed: outgoing.filter((entry) => entry.phase === 'failed'),
  };
}
