import type { QueryClient } from '@tanstack/react-query';
import { authorizedFetch } from '@/shared/api/auth';
import { api, unwrap } from '@/shared/api/client';
import { ApiError, errorFrom, isPassing } from '@/shared/api/errors';
import { readSse, type SseEvent } from '@/shared/api/sse';
import { addTurn } from '@/shared/api/turns';
import type { Turn } from '@/shared/api/types';
import { isRunning, type Outgoing } from './outgoing';

/** The message is safe and the server says that no reply will come: asking at once again would not help. */
class NoReply extends ApiError {
  constructor(body: unknown) {
    super(503, body);
  }
}

const TRIES = 4;
const FIRST_PAUSE_MS = 700;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends messages and gathers replies. It outlives the screen: another tab of the app cancels nothing. */
export class Sender {
  readonly #client: QueryClient;
  readonly #listeners = new Set<() => void>();
  #entries: Outgoing[] = [];

  constructor(client: QueryClient) {
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): Outgoing[] => this.#entries;

  send(sessionId: string, text: string, known: Iterable<string>): void {
    const entry: Outgoing = {
      key: crypto.randomUUID(),
      sessionId,
      text,
      known: new Set(known),
      phase: 'sending',
      turn: null,
      reply: null,
      answer: null,
      error: null,
    };
    this.#entries = [...this.#entries, entry];
    this.#tell();
    void this.#run(entry.key);
  }

  /** The same message under the same key: the server knows whether it has it already. */
  retry(key: string): void {
    const entry = this.#find(key);
    if (!entry || isRunning(entry)) return;
    this.#change(key, { phase: entry.turn ? 'waiting' : 'sending', error: null, reply: null });
    void this.#run(key);
  }

  remove(key: string): void {
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
    this.#tell();
  }

  async stop(sessionId: string): Promise<void> {
    await unwrap(
      api.POST('/api/sessions/{session_id}/stop', { params: { path: { session_id: sessionId } } }),
    );
  }

  #find(key: string): Outgoing | undefined {
    return this.#entries.find((entry) => entry.key === key);
  }

  #change(key: string, part: Partial<Outgoing>): void {
    this.#entries = this.#entries.map((entry) => (entry.key === key ? { ...entry, ...part } : entry));
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  async #run(key: string): Promise<void> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const entry = this.#find(key);
      if (!entry) return;
      try {
        if (await this.#attempt(entry)) return;
      } catch (error) {
        const last = attempt === TRIES - 1;
        if (last || error instanceof NoReply || !isPassing(error) || !navigator.onLine) {
          this.#fail(key, error);
          return;
        }
      }
      this.#change(key, { reply: null });
      await pause(FIRST_PAUSE_MS * 2 ** attempt);
    }
    this.#fail(key, new Error('the stream was cut'));
  }

  #fail(key: string, error: unknown): void {
    this.#change(key, { phase: 'failed', error, reply: null });
    const sessionId = this.#find(key)?.sessionId;
    void this.#client.invalidateQueries({ queryKey: ['turns', sessionId] });
    // A refusal usually means that the session or a consent changed in the other window.
    if (error instanceof ApiError && error.status < 500) {
      void this.#client.invalidateQueries({ queryKey: ['me'] });
      void this.#client.invalidateQueries({ queryKey: ['sessions'] });
    }
  }

  /** True when the reply came whole. */
  async #attempt(entry: Outgoing): Promise<boolean> {
    const url = new URL(`/api/sessions/${entry.sessionId}/turns`, location.origin);
    const response = await authorizedFetch(
      new Request(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Accept: 'text/event-stream',
          'Idempotency-Key': entry.key,
        },
        body: JSON.stringify({ text: entry.text }),
      }),
    );
    if (!response.ok || !response.body) throw await errorFrom(response);
    let whole = false;
    for await (const event of readSse(response.body)) {
      if (!this.#find(entry.key)) return true;
      whole = this.#take(entry.key, event) || whole;
    }
    return whole;
  }

  #take(key: string, { event, data }: SseEvent): boolean {
    const entry = this.#find(key);
    if (!entry) return true;
    const body: unknown = JSON.parse(data);
    if (event === 'turn') this.#takeTurn(entry, (body as { turn: Turn }).turn);
    if (event === 'delta' || event === 'replace') {
      const { reply_to: to, text } = body as { reply_to: string; text: string };
      const before = event === 'delta' && entry.reply?.to === to ? entry.reply.text : '';
      this.#change(key, { phase: 'streaming', answer: null, reply: { to, text: before + text } });
    }
    if (event === 'done') {
      const { turn } = body as { turn: Turn };
      addTurn(this.#client, turn);
      void this.#client.invalidateQueries({ queryKey: ['journey'] });
      // With no piece shown there is nothing to wind up: the stored turn is drawn at once.
      if (entry.reply) this.#change(key, { phase: 'settling', answer: turn });
      else this.remove(key);
      return true;
    }
    if (event === 'error') throw new NoReply(body);
    return false;
  }

  #takeTurn(entry: Outgoing, turn: Turn): void {
    addTurn(this.#client, turn);
    // The stream of a message tells of that message alone; the server may have trimmed its text.
    if (entry.turn === null && turn.role === 'person') this.#change(entry.key, { phase: 'waiting', turn });
  }
}
