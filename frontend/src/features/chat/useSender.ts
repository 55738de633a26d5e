import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { allWaiting, dropWaiting, keepWaiting } from '@/shared/talk/outbox';
import { begun, isRunning, type Message, type Outgoing, type Recording } from './outgoing';
import type { Sender } from './sender';

/** How often what could not be fetched is asked for again, where the device does not tell of its connection. */
const AGAIN_MS = 5000;

type Parts = Promise<[Pick<typeof import('./sender'), 'Sender'>, unknown]>;

// What shows the messages on their way comes along, so that it is there even when the connection is not.
const fetchParts = (): Parts => Promise.all([import('./sender'), import('./OnTheWay')]);

/** The way to the sender, which is fetched when the first picture stands. Words wait in the outbox until then. */
export class Post {
  readonly #client: QueryClient;
  readonly #parts: () => Parts;
  readonly #listeners = new Set<() => void>();
  #sender: Sender | null = null;
  /** Said before the sender came. */
  #early: Outgoing[] = [];
  #coming: Promise<Sender> | null = null;

  constructor(client: QueryClient, parts = fetchParts) {
    this.#client = client;
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): Outgoing[] => this.#sender?.entries() ?? this.#early;

  /** Takes up what waits for a session. */
  resume(sessionId: string): void {
    this.fetch().then(
      (sender) => sender.resume(sessionId),
      // Without a connection even the sender cannot be fetched: what waits is kept, and is tried again.
      () => {
        this.#early = this.#early.map((entry) => ({ ...entry, phase: 'queued' }));
        this.#tell();
        const again = () => {
          clearTimeout(timer);
          window.removeEventListener('online', again);
          this.resume(sessionId);
        };
        const timer = setTimeout(again, AGAIN_MS);
        window.addEventListener('online', again);
      },
    );
  }

  /** Takes back what waits in another session: one is open at a time, so that one is over. */
  strays(sessionId: string): string[] {
    const known = new Map(this.entries().map((entry) => [entry.key, entry]));
    return allWaiting().flatMap(({ key, sessionId: its, text }) => {
      const entry = known.get(key);
      if (its === sessionId || (entry && isRunning(entry))) return [];
      this.remove(key);
      dropWaiting(key);
      return text;
    });
  }

  send(sessionId: string, text: string, after: string | null): void {
    const message = { key: crypto.randomUUID(), sessionId, text, after };
    keepWaiting(message);
    this.#say({ ...message, voice: null });
  }

  sendVoice(sessionId: string, voice: Recording, after: string | null): void {
    this.#say({ key: crypto.randomUUID(), sessionId, text: '', after, voice });
  }

  retry(key: string): void {
    const entry = this.#early.find((one) => one.key === key);
    if (entry) this.resume(entry.sessionId);
    else this.#sender?.retry(key);
  }

  remove(key: string): void {
    this.#sender?.remove(key);
    if (!this.#early.some((one) => one.key === key)) return;
    dropWaiting(key);
    this.#early = this.#early.filter((one) => one.key !== key);
    this.#tell();
  }

  /** Everything that sends; whoever begins to record is sure that it can be sent. */
  fetch(): Promise<Sender> {
    this.#coming ??= this.#parts().then(
      ([{ Sender }]) => {
        const sender = new Sender(this.#client);
        sender.subscribe(this.#tell);
        this.#sender = sender;
        for (const message of this.#early.splice(0)) sender.add(message);
        return sender;
      },
      (error: unknown) => {
        this.#coming = null;
        throw error;
      },
    );
    return this.#coming;
  }

  #say(message: Message): void {
    if (this.#sender) {
      this.#sender.add(message);
      return;
    }
    this.#early = [...this.#early, begun(message)];
    this.#tell();
    this.resume(message.sessionId);
  }

  readonly #tell = () => {
    for (const listener of this.#listeners) listener();
  };
}

const posts = new WeakMap<QueryClient, Post>();

function postOf(client: QueryClient): Post {
  const known = posts.get(client);
  if (known) return known;
  const made = new Post(client);
  posts.set(client, made);
  return made;
}

/** The messages of one session that are on their way, and the one who sends them. */
export function useSender(sessionId: string | undefined) {
  const sender = postOf(useQueryClient());
  const entries = useSyncExternalStore(sender.subscribe, sender.entries);
  useEffect(() => {
    if (sessionId) sender.resume(sessionId);
  }, [sender, sessionId]);
  const outgoing = useMemo(
    () => entries.filter((entry) => entry.sessionId === sessionId),
    [entries, sessionId],
  );
  return { sender, outgoing };
}
