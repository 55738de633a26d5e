import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { keepWaiting } from '@/shared/talk/outbox';
import { begun, type Outgoing, type Recording } from './outgoing';
import type { Sender } from './sender';

/** The way to the sender, which is fetched when the first picture stands. Words wait in the outbox until then. */
class Post {
  readonly #client: QueryClient;
  readonly #listeners = new Set<() => void>();
  #sender: Sender | null = null;
  /** Said before the sender came. */
  #early: Outgoing[] = [];
  #coming: Promise<Sender> | null = null;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly entries = (): Outgoing[] => this.#sender?.entries() ?? this.#early;

  /** Takes up what waits for a session. */
  resume(sessionId: string): void {
    void this.#fetch().then(
      (sender) => sender.resume(sessionId),
      // Without a connection even the sender cannot be fetched: what waits is kept, and is tried again.
      () => window.addEventListener('online', () => this.resume(sessionId), { once: true }),
    );
  }

  send(sessionId: string, text: string, after: string | null): void {
    if (this.#sender) {
      this.#sender.send(sessionId, text, after);
    } else {
      const message = { key: crypto.randomUUID(), sessionId, text, after };
      keepWaiting(message);
      this.#early = [...this.#early, begun({ ...message, voice: null })];
      this.#tell();
      this.resume(sessionId);
    }
  }

  sendVoice(sessionId: string, voice: Recording, after: string | null): void {
    void this.#fetch().then((sender) => sender.sendVoice(sessionId, voice, after));
  }

  retry(key: string): void {
    this.#sender?.retry(key);
  }

  remove(key: string): void {
    this.#sender?.remove(key);
  }

  async stop(sessionId: string): Promise<void> {
    await this.#sender?.stop(sessionId);
  }

  readonly #tell = () => {
    for (const listener of this.#listeners) listener();
  };

  #fetch(): Promise<Sender> {
    // What shows the messages on their way comes along, so that it is there even when the connection is not.
    this.#coming ??= Promise.all([import('./sender'), import('./OnTheWay')]).then(
      ([{ Sender }]) => {
        this.#sender = new Sender(this.#client);
        this.#sender.subscribe(this.#tell);
        return this.#sender;
      },
      (error: unknown) => {
        this.#coming = null;
        throw error;
      },
    );
    return this.#coming;
  }
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
