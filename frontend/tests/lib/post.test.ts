import 'fake-indexeddb/auto';
import { createStore, get } from 'idb-keyval';
import { beforeEach, expect, it, vi } from 'vitest';
import { newQueryClient } from '@/app/App';
import { Sender } from '@/features/chat/sender';
import { Post } from '@/features/chat/useSender';
import { Auth, actAs } from '@/shared/api/auth';
import { forget, restore } from '@/shared/api/kept';
import { waitingFor } from '@/shared/talk/outbox';
import { SecureValue } from '@/shared/telegram/secureStore';
import { EventStream, FakeApi } from '../fakeApi';
import { NEXT_SESSION_ID, SESSION_ID, turn } from '../people';

const SPOKEN = `POST /api/sessions/${SESSION_ID}/voice`;
const SAID = `POST /api/sessions/${SESSION_ID}/turns`;
const voice = () => ({ sound: new Blob(['sound'], { type: 'audio/webm' }), seconds: 3 });

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  actAs(new Auth('signed', new SecureValue('test')));
  restore(newQueryClient(), 7);
  return forget;
});

/** What comes with the first connection: the code that sends is not there before. */
function offlineUntil() {
  const fetched = { online: false };
  const post = new Post(newQueryClient(), () =>
    fetched.online ? Promise.resolve([{ Sender }, null]) : Promise.reject(new TypeError('no chunk')),
  );
  const connect = () => {
    fetched.online = true;
    window.dispatchEvent(new Event('online'));
  };
  return { post, connect };
}

it('keeps what was said and spoken before it could be sent, and sends it with the connection', async () => {
  const { post, connect } = offlineUntil();
  api.on(SPOKEN, () => new EventStream().response);
  api.on(SAID, () => new EventStream().response);
  post.send(SESSION_ID, 'Словами', null);
  post.sendVoice(SESSION_ID, voice(), null);
  // The refusal has to arrive first.
  await new Promise((resolve) => setTimeout(resolve));
  expect(post.entries().map(({ text, phase }) => [text, phase])).toEqual([
    ['Словами', 'queued'],
    ['', 'queued'],
  ]);
  connect();
  await vi.waitFor(() => expect(api.sent(SPOKEN)).toHaveLength(1));
  await vi.waitFor(() => expect(api.sent(SAID)).toHaveLength(1));
  expect(post.entries()).toHaveLength(2);
});

it('gives back what was said before it could be sent', async () => {
  const { post, connect } = offlineUntil();
  api.on(SAID, () => new EventStream().response);
  post.send(SESSION_ID, 'Передумала', null);
  post.send(SESSION_ID, 'Это останется', null);
  await new Promise((resolve) => setTimeout(resolve));
  const [first] = post.entries();
  post.remove(first?.key ?? '');
  expect(waitingFor(SESSION_ID).map(({ text }) => text)).toEqual(['Это останется']);
  connect();
  await vi.waitFor(() => expect(api.sent(SAID)).toHaveLength(1));
  expect(await api.sent(SAID)[0]?.json()).toMatchObject({ text: 'Это останется' });
});

it('takes up a recording that was left when the app was closed, under its own name, and once', async () => {
  const client = newQueryClient();
  const before = new Sender(client);
  api.on(SPOKEN, () => Promise.reject(new TypeError('network')));
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  before.add({ key: 'spoken-1', sessionId: SESSION_ID, text: '', after: null, voice: voice() });
  await vi.waitFor(() => expect(before.entries()[0]).toMatchObject({ phase: 'queued', kept: true }));

  const stream = new EventStream();
  api.on(SPOKEN, () => stream.response);
  const again = new Sender(newQueryClient());
  again.resume(SESSION_ID);
  await vi.waitFor(() => expect(api.sent(SPOKEN)).toHaveLength(2));
  const [first, second] = api.sent(SPOKEN);
  expect(second?.headers.get('Idempotency-Key')).toBe(first?.headers.get('Idempotency-Key'));
  expect(await second?.text()).toBe('sound');
  expect(again.entries()[0]).toMatchObject({ kept: true, voice: { seconds: 3 } });
  stream.send('turn', { turn: turn('person', 'Хочу к морю') });
  stream.send('done', { turn: turn('guide', 'Слышу') });
  await vi.waitFor(() => expect(again.entries()).toEqual([]));

  const third = new Sender(newQueryClient());
  third.resume(SESSION_ID);
  const { allRecordings } = await import('@/shared/talk/recordings');
  expect(await allRecordings()).toEqual([]);
  expect(third.entries()).toEqual([]);
});

it('offers what was spoken in a talk that is over in the next one, and sends it when told to', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  api.on(SPOKEN, () => Promise.reject(new TypeError('network')));
  const sender = new Sender(newQueryClient());
  sender.add({ key: 'spoken-2', sessionId: SESSION_ID, text: '', after: null, voice: voice() });
  await vi.waitFor(() => expect(sender.entries()[0]).toMatchObject({ phase: 'queued', kept: true }));
  // Its bytes alone are kept: where a browser keeps no Blob, one beside them would lose them.
  const kept = Object.keys((await get('spoken-2', createStore('relove', 'recordings'))) ?? {}).sort();
  expect(kept).toEqual(['after', 'at', 'bytes', 'key', 'seconds', 'sessionId', 'type', 'user']);
  const offered = { sessionId: NEXT_SESSION_ID, phase: 'failed', kept: true };
  for (const next of [sender, new Sender(newQueryClient())]) {
    next.resume(NEXT_SESSION_ID);
    await vi.waitFor(() => expect(next.entries()).toMatchObject([offered]));
  }
  const spoken = `POST /api/sessions/${NEXT_SESSION_ID}/voice`;
  api.on(spoken, () => new EventStream().response);
  sender.retry('spoken-2');
  await vi.waitFor(() => expect(api.sent(spoken)).toHaveLength(1));
  sender.remove('spoken-2');
});

it('gives a recording to nobody else, and keeps none for who is erased', async () => {
  const { forgetRecordings, keepRecording, allRecordings } = await import('@/shared/talk/recordings');
  const spoken = { key: 'a', sessionId: SESSION_ID, after: null, ...voice() };
  expect(await keepRecording(spoken)).toBe(true);
  restore(newQueryClient(), 8);
  expect(await allRecordings()).toEqual([]);
  await forgetRecordings(8);
  restore(newQueryClient(), 7);
  expect(await allRecordings()).toEqual([]);
  forget();
  expect(await keepRecording(spoken)).toBe(false);
});
