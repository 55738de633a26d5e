import type { QueryClient } from '@tanstack/react-query';
import { ApiError, isPassing } from '@/shared/api/errors';
import { openStream, type SseEvent } from '@/shared/api/sse';
import { addTurn } from '@/shared/api/turns';
import type { Turn } from '@/shared/api/types';
import { dropWaiting, waitingFor } from '@/shared/talk/outbox';
import { allRecordings, dropRecording, keepRecording } from '@/shared/talk/recordings';
import { begun, isRunning, type Message, type Outgoing } from './outgoing';

/** The message is safe and the server says that no reply will come: asking at once again would not help. */
class NoReply extends ApiError {
  constructor(body: unknown) {
    super(503, body);
  }
}

const TRIES = 4;
const FIRST_PAUSE_MS = 700;
const LONGEST_PAUSE_MS = 10_000;
/** How often what waits for a connection is tried, where the device does not tell that it has one. */
const TRY_QUEUED_MS = 10_000;
/** A recording is heard before the answer begins. */
const HEARING_MS = 120_000;
/** An earlier message goes first; one that is so long behind it waits for a connection as well. */
const IN_LINE_MS = 3000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends messages and gathers replies. It outlives the screen: another tab of the app cancels nothing. */
export class Sender {
  readonly #client: QueryClient;
  readonly #listeners = new Set<() => void>();
  readonly #accepted = new Set<string>();
  #entries: Outgoing[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
    window.addEventListener('online', () => this.#sendQueued());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): Outgoing[] => this.#entries;

  /** Says it. What is on its way already is not said twice. */
  add(message: Message): void {
    const { key, voice } = message;
    if (this.#find(key)) return;
    this.#take(begun(message));
    if (voice) {
      void keepRecording({ ...message, ...voice }).then(
        (kept) => this.#find(key) && this.#change(key, { kept }),
      );
    }
  }

  /** Takes up what was left waiting when the app was closed, or what another screen put there. */
  resume(sessionId: string): void {
    for (const waiting of waitingFor(sessionId)) this.add({ ...waiting, voice: null });
    void allRecordings().then((all) => {
      for (const { sound, seconds, ...spoken } of all) {
        const entry = this.#find(spoken.key);
        const stray = (entry ?? spoken).sessionId !== sessionId;
        const message = { ...spoken, sessionId, text: '', voice: { sound, seconds } };
        if (!stray && !entry) this.#take({ ...begun(message), kept: true });
        // Its talk is over meanwhile: in this one it is said when the person says so.
        if (stray && !(entry && isRunning(entry))) {
          this.#entries = this.#entries.filter(({ key }) => key !== spoken.key);
          this.#entries.push({ ...begun(message), kept: true, phase: 'failed' });
          this.#tell();
        }
      }
    });
  }

  /** The same message under the same key: the server knows whether it has it already. */
  retry(key: string): void {
    const entry = this.#find(key);
    if (!entry || isRunning(entry)) return;
    // Left from another talk and wanted in this one: opened again, the app knows it.
    if (entry.voice && entry.phase === 'failed' && !entry.error) {
      void keepRecording({ ...entry, ...entry.voice });
    }
    this.#change(key, { phase: entry.turn ? 'waiting' : 'sending', error: null });
    void this.#run(key);
  }

  remove(key: string): void {
    this.#drop(key);
    this.#entries = this.#entries.filter((entry) => entry.key !== key);
    this.#tell();
  }

  #take(entry: Outgoing): void {
    this.#entries = [...this.#entries, entry];
    this.#tell();
    void this.#run(entry.key);
  }

  /** The device need not keep it any longer. */
  #drop(key: string): void {
    dropWaiting(key);
    if (this.#find(key)?.voice) void dropRecording(key);
  }

  #find(key: string): Outgoing | undefined {
    return this.#entries.find((entry) => entry.key === key);
  }

  #change(key: string, part: Partial<Outgoing>): void {
    this.#entries = this.#entries.map((entry) => (entry.key === key ? { ...entry, ...part } : entry));
    this.#tell();
  }

  #tell(): void {
    const waits = this.#entries.some(({ phase }) => phase === 'queued');
    if (waits) this.#timer ??= setInterval(() => !document.hidden && this.#sendQueued(), TRY_QUEUED_MS);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const listener of this.#listeners) listener();
  }

  #sendQueued(): void {
    for (const { key, phase } of this.#entries) if (phase === 'queued') this.retry(key);
  }

  /** Until the server has every earlier message of the session; false where that takes too long. */
  async #inLine(key: string): Promise<boolean> {
    const until = Date.now() + IN_LINE_MS;
    const mine = this.#find(key);
    const isBefore = () => {
      const earlier = this.#entries.slice(
        0,
        this.#entries.findIndex((entry) => entry.key === key),
      );
      return earlier.some(
        (entry) =>
          entry.sessionId === mine?.sessionId &&
          (entry.phase === 'sending' || entry.phase === 'queued') &&
          entry.voice === null &&
          !this.#accepted.has(entry.key),
      );
    };
    while (isBefore() && Date.now() < until) await pause(50);
    return !isBefore();
  }

  async #run(key: string): Promise<void> {
    if (!(await this.#inLine(key))) return this.#hold(key);
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const entry = this.#find(key);
      if (!entry) return;
      let wait = FIRST_PAUSE_MS * 2 ** attempt;
      try {
        if (await this.#attempt(entry)) return;
      } catch (error) {
        const final = error instanceof NoReply || !isPassing(error) || isDeaf(error);
        if (final || (attempt === TRIES - 1 && error instanceof ApiError)) return this.#fail(key, error);
        // What the device says of its connection is only a hint: it is asked after a try, never instead of one.
        if (!(error instanceof ApiError) && !navigator.onLine) {
          this.#change(key, { gap: true });
          return this.#hold(key);
        }
        if (error instanceof ApiError) wait = Math.max(wait, (error.retryAfter ?? 0) * 1000);
      }
      // What came so far stays in sight; the whole reply takes its place.
      this.#change(key, { gap: true });
      if (attempt < TRIES - 1) await pause(Math.min(wait, LONGEST_PAUSE_MS));
    }
    this.#hold(key);
  }

  /** Nothing is lost and nothing is asked: it goes by itself when there is a connection. */
  #hold(key: string): void {
    if (this.#find(key)) this.#change(key, { phase: 'queued' });
  }

  #fail(key: string, error: unknown): void {
    // A call for help is met with care and sent no more: it stays in sight, and on no device.
    if (error instanceof ApiError && error.care) this.#drop(key);
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
    const { voice } = entry;
    const type = voice ? voice.sound.type || 'audio/webm' : 'application/json';
    const events = await openStream(`/api/sessions/${entry.sessionId}/${voice ? 'voice' : 'turns'}`, {
      method: 'POST',
      headers: { 'Content-Type': type, 'Idempotency-Key': entry.key },
      body: voice ? voice.sound : JSON.stringify({ text: entry.text }),
      ...(voice && { patienceMs: HEARING_MS }),
    });
    // From here on the server has it, whatever becomes of the connection.
    this.#accepted.add(entry.key);
    this.#drop(entry.key);
    // What stood in line behind it need not wait any longer.
    this.#sendQueued();
    for await (const event of events) {
      if (!this.#find(entry.key)) return true;
      if (this.#hear(entry.key, event)) return true;
    }
    return false;
  }

  /** True when it was the end. */
  #hear(key: string, { event, data }: SseEvent): boolean {
    const entry = this.#find(key);
    if (!entry) return true;
    const body: unknown = JSON.parse(data);
    if (event === 'turn') this.#takeTurn(entry, (body as { turn: Turn }).turn);
    if (event === 'replace' || (event === 'delta' && !entry.gap)) {
      const { reply_to: to, text } = body as { reply_to: string; text: string };
      const before = event === 'delta' && entry.reply?.to === to ? entry.reply.text : '';
      const reply = { to, text: before + text };
      this.#change(key, { phase: 'streaming', answer: null, gap: false, reply });
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

/** Nobody can hear recordings here: the words have to be written. */
function isDeaf(error: unknown): boolean {
  return error instanceof ApiError && error.code.startsWith('voice_');
}
