import { expect, it, vi } from 'vitest';
import { readSse, type SseEvent } from '@/shared/api/sse';

function body(parts: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

async function all(parts: Uint8Array[]): Promise<SseEvent[]> {
  const events: SseEvent[] = [];
  for await (const event of readSse(body(parts))) events.push(event);
  return events;
}

const encode = (text: string) => new TextEncoder().encode(text);

it('reads the same wherever the bytes are cut, inside a letter too', async () => {
  const bytes = encode(
    ': ping\n\nevent: delta\ndata: {"text":"Слышу "}\n\nevent: delta\r\ndata: a\r\ndata: b\r\n\r\ndata: x\n\n',
  );
  const wanted = [
    { event: 'delta', data: '{"text":"Слышу "}' },
    { event: 'delta', data: 'a\nb' },
    { event: 'message', data: 'x' },
  ];
  for (let at = 1; at < bytes.length; at += 1) {
    expect(await all([bytes.slice(0, at), bytes.slice(at)]), `cut at ${at}`).toEqual(wanted);
  }
  expect(await all([...bytes].map((byte) => Uint8Array.of(byte)))).toEqual(wanted);
});

it('drops an event that was not finished', async () => {
  expect(await all([encode('data: a\n\ndata: cut')])).toEqual([{ event: 'message', data: 'a' }]);
});

it('ends the request when the reader has had enough', async () => {
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(encode('data: a\n\n')),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of readSse(endless)) break;
  expect(cancelled).toBe(true);
});

it('gives up a connection that says nothing any more', async () => {
  vi.useFakeTimers();
  try {
    let cancelled = false;
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(': ping\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    const read = readSse(silent, 40_000).next();
    await vi.advanceTimersByTimeAsync(39_000);
    expect(cancelled).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await read).toEqual({ done: true, value: undefined });
    expect(cancelled).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});
