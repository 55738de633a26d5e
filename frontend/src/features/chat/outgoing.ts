import type { Turn } from '@/shared/api/types';

/**
 * queued: waits for a connection; sending: not stored yet; waiting: stored, no reply yet; settling: all came, the rest
 * is being shown.
 */
export type Phase = 'queued' | 'sending' | 'waiting' | 'streaming' | 'settling' | 'failed';

export interface Recording {
  sound: Blob;
  seconds: number;
}

/** Made and neither sent nor thrown away: neither a look at another screen nor the talk's end loses it. */
export const aside: { spoken: Recording | null } = { spoken: null };

/** A message on its way, and the reply that comes back for it. */
export interface Outgoing {
  /** Also the Idempotency-Key: a repeat of the same message is the same message. */
  key: string;
  sessionId: string;
  /** Empty for a recording: its words are known when it was heard. */
  text: string;
  voice: Recording | null;
  /** A recording that is still there when the app is opened again. */
  kept: boolean;
  /** When the newest turn was made that was there before it. */
  after: string | null;
  phase: Phase;
  turn: Turn | null;
  reply: { to: string; text: string } | null;
  /** Pieces of the reply were missed: the next ones would follow a hole. */
  gap: boolean;
  answer: Turn | null;
  error: unknown;
}

export type Message = Pick<Outgoing, 'key' | 'sessionId' | 'text' | 'voice' | 'after'>;

export function begun(message: Message): Outgoing {
  return {
    ...message,
    kept: false,
    phase: 'sending',
    turn: null,
    reply: null,
    gap: false,
    answer: null,
    error: null,
  };
}

export function isRunning(entry: Outgoing): boolean {
  return entry.phase === 'sending' || entry.phase === 'waiting' || entry.phase === 'streaming';
}

const isNew = (turn: Turn, entry: Outgoing) => entry.after === null || turn.created_at > entry.after;

/** The stored turn of a message whose own stream has not told us of it yet. */
function storedTurn(entry: Outgoing, turns: Turn[], taken: ReadonlySet<string>): Turn | undefined {
  if (entry.turn) return turns.find((turn) => turn.id === entry.turn?.id);
  if (entry.voice) return undefined;
  return turns.find(
    (turn) =>
      turn.role === 'person' &&
      turn.source === 'mini_app' &&
      turn.text === entry.text &&
      isNew(turn, entry) &&
      !taken.has(turn.id),
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
  /** Waits for a connection, to be sent or to hear the reply. */
  queued: Outgoing[];
  /** Ids of the turns that own messages became: their replies come by their own streams. */
  own: ReadonlySet<string>;
}

/** What to draw: news of the same turn comes by two ways, and each turn is drawn once. */
export function thread(turns: Turn[], outgoing: Outgoing[]): Thread {
  const hidden = new Set<string>();
  const taken = new Set(outgoing.flatMap((entry) => (entry.turn ? [entry.turn.id] : [])));
  const unsent: Outgoing[] = [];
  const replies: Outgoing[] = [];
  for (const entry of outgoing) {
    const stored = storedTurn(entry, turns, taken);
    if (stored) taken.add(stored.id);
    else unsent.push(entry);
    if (entry.reply && !replies.some((other) => other.reply?.to === entry.reply?.to)) {
      if (entry.phase !== 'failed') replies.push(entry);
    }
    if (entry.answer) hidden.add(entry.answer.id);
    else if (isRunning(entry) || (entry.phase === 'queued' && entry.reply)) {
      // Our own stream brings the reply: the copy that came by the other way would show it twice.
      for (const turn of turns) {
        if (turn.role === 'guide' && stored && isNew(turn, entry) && turn.created_at >= stored.created_at) {
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
    queued: outgoing.filter((entry) => entry.phase === 'queued'),
    own: taken,
  };
}
