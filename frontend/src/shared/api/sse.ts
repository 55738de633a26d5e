import { authorizedFetch } from './auth';
import { errorFrom } from './errors';

export interface SseEvent {
  event: string;
  data: string;
}

/** The server says something every 15 s, if only a ping: a longer silence is a dead connection. */
const SILENCE_MS = 40_000;
const HEADERS_WITHIN_MS = 25_000;

/** Reads a text/event-stream body, wherever its pieces were cut. Comments and unfinished events are dropped. */
export async function* readSse(
  body: ReadableStream<Uint8Array>,
  silenceMs = SILENCE_MS,
): AsyncGenerator<SseEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  let event = 'message';
  let data: string[] = [];
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(watchdog);
    // A network that went away without a word ends nothing by itself.
    watchdog = setTimeout(() => void reader.cancel().catch(() => undefined), silenceMs);
  };
  try {
    for (;;) {
      heard();
      const { value, done } = await reader.read();
      if (done) return;
      buffer += decoder.decode(value, { stream: true });
      // A lone CR at the end may be half of a CRLF: it waits for the next piece.
      const lines = buffer.split(/\r\n|\n|\r(?!$)/);
      buffer = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event, data: data.join('\n') };
          event = 'message';
          data = [];
          continue;
        }
        const colon = line.indexOf(':');
        if (colon === 0) continue;
        const field = colon < 0 ? line : line.slice(0, colon);
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'data') data.push(text);
        else if (field === 'event') event = text;
      }
    }
  } finally {
    clearTimeout(watchdog);
    // Leaving early must end the request too, or the server would go on writing to nobody.
    await reader.cancel().catch(() => undefined);
  }
}

interface Opening extends Omit<RequestInit, 'signal'> {
  signal?: AbortSignal;
  /** How long the answer may take to begin. */
  patienceMs?: number;
}

/** Asks for a stream as the signed-in person. Throws what the server says, or the network's silence. */
export async function openStream(path: string, opening: Opening = {}): Promise<AsyncGenerator<SseEvent>> {
  const { signal, patienceMs = HEADERS_WITHIN_MS, ...init } = opening;
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), patienceMs);
  signal?.addEventListener('abort', () => impatience.abort());
  try {
    const headers = new Headers(init.headers);
    headers.set('Accept', 'text/event-stream');
    const url = new URL(path, location.origin);
    const response = await authorizedFetch(new Request(url, { ...init, headers, signal: impatience.signal }));
    if (!response.ok || !response.body) throw await errorFrom(response);
    return readSse(response.body);
  } finally {
    clearTimeout(timer);
  }
}
