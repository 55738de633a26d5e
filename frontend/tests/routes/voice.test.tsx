import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { owner } from '@/shared/api/kept';
import { allRecordings, forgetRecordings, keepRecording } from '@/shared/talk/recordings';
import { connectHost } from '@/shared/telegram/host';
import { EventStream, FakeApi, json, refusal } from '../fakeApi';
import { me, NEXT_SESSION_ID, SESSION_ID, turn } from '../people';
import { renderApp } from '../render';
import 'fake-indexeddb/auto';

const SPOKEN = `POST /api/sessions/${SESSION_ID}/voice`;
const SAID = `POST /api/sessions/${SESSION_ID}/turns`;
const postEvent = vi.fn();

let api: FakeApi;

/** A microphone as the browser has it: what it hears comes when it is told to stop. */
class Recorder {
  static isTypeSupported = () => true;
  state = 'inactive';
  mimeType = 'audio/webm;codecs=opus';
  ondataavailable: ((event: { data: Blob }) => void) | undefined;
  onstop: (() => void) | undefined;
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.ondataavailable?.({ data: new Blob(['sound']) });
    this.onstop?.();
  }
}

function microphone(getUserMedia: () => Promise<unknown>) {
  vi.stubGlobal('MediaRecorder', Recorder);
  Object.defineProperty(navigator, 'mediaDevices', { value: { getUserMedia }, configurable: true });
}

const heard = () => microphone(() => Promise.resolve({ getTracks: () => [] }));
const button = (name: string) => screen.findByRole('button', { name });
const press = async (name: string) => fireEvent.click(await button(name));
/** What Telegram was told, in short: what the finger felt, and whether closing is asked about. */
const felt = () =>
  postEvent.mock.calls
    .filter(([name]) => name === 'web_app_trigger_haptic_feedback')
    .map(([, params]) =>
      (({ impact_style, notification_type }) => impact_style ?? notification_type)(JSON.parse(params)),
    );
const asks = () =>
  postEvent.mock.calls.filter(([name]) => name === 'web_app_setup_closing_behavior').at(-1)?.[1] ===
  JSON.stringify({ need_confirmation: true });

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [turn('guide', 'Что сегодня откликается?')];
  postEvent.mockClear();
  vi.stubGlobal('TelegramWebviewProxy', { postEvent });
  connectHost('9.1');
  heard();
});

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  vi.useRealTimers();
  await forgetRecordings(null);
  connectHost('0.0');
  Reflect.deleteProperty(navigator, 'mediaDevices');
});

/** On the device lies what was spoken in a talk that is over. */
async function leaveOne() {
  owner.user = 7;
  const spoken = { key: 'left', sessionId: NEXT_SESSION_ID, after: null, seconds: 3 };
  await keepRecording({ ...spoken, sound: new Blob(['sound'], { type: 'audio/webm' }) });
}

async function speak() {
  renderApp('/chat');
  await press('Записать голосовое');
  await press('Закончить запись');
}

describe('the microphone', () => {
  it('is shown only where somebody hears', async () => {
    api.me = me({ voice: false });
    renderApp('/chat');
    expect(await button('Отправить')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Записать голосовое' })).toBeNull();
  });

  it.each([
    ['NotAllowedError', /Нет доступа к микрофону/],
    ['NotFoundError', /Микрофон не нашёлся/],
  ])('that says %s is spoken of plainly, and one can write', async (name, words) => {
    microphone(() => Promise.reject(new DOMException('no', name)));
    renderApp('/chat');
    await press('Записать голосовое');
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(asks()).toBe(false);
    await press('Написать словами');
    expect(await screen.findByRole('textbox', { name: 'Сообщение' })).toBeTruthy();
  });
});

describe('a recording', () => {
  it('is asked about before closing until it is safe, and is the person’s turn when it was heard', async () => {
    const stream = new EventStream();
    api.on(SPOKEN, () => stream.response);
    await speak();
    await button('Отправить запись');
    expect(asks()).toBe(true);
    await press('Отправить запись');
    expect(felt()).toEqual(['soft']);
    expect(await screen.findByText('Голосовое сообщение')).toBeTruthy();
    await waitFor(() => expect(asks()).toBe(false));
    const said = turn('person', 'Хочу к морю');
    const answer = turn('guide', 'Что там?');
    api.turns.push(said, answer);
    stream.send('turn', { turn: said });
    stream.send('done', { turn: answer });
    expect(await screen.findByText('Хочу к морю')).toBeTruthy();
    expect(screen.queryByText('Голосовое сообщение')).toBeNull();
  });

  it('that cannot be heard just now can be tried again, and is not lost by that', async () => {
    api.on(SPOKEN, () => refusal(409, 'voice_unavailable', 'Распознавание сейчас не работает'));
    await speak();
    await press('Отправить запись');
    await screen.findByText('Распознавание сейчас не работает');
    expect(await button('Удалить запись')).toBeTruthy();
    await press('Повторить');
    await waitFor(() => expect(api.sent(SPOKEN)).toHaveLength(2));
    const [first, second] = api.sent(SPOKEN).map((request) => request.headers.get('Idempotency-Key'));
    expect(first).toBe(second);
  });

  it('that does not arrive is spoken of as one, and can be heard, sent again or deleted', async () => {
    api.on(SPOKEN, () => new Response(null, { status: 500 }));
    await speak();
    await button('Отправить запись');
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await press('Отправить запись');
    await vi.advanceTimersByTimeAsync(6000);
    vi.useRealTimers();
    const said = await screen.findByRole('alert');
    expect(said.textContent).toMatch(/запись не дошла/);
    expect(said.textContent).not.toMatch(/текст/);
    expect(screen.getByLabelText('Прослушать запись')).toBeTruthy();
    expect(await button('Повторить')).toBeTruthy();
    await press('Удалить запись');
    await waitFor(() => expect(screen.queryByText('Голосовое сообщение')).toBeNull());
    expect(await allRecordings()).toEqual([]);
  });

  it('of a talk that is over can be heard, sent here or deleted, and then never returns', async () => {
    await leaveOne();
    const { unmount } = renderApp('/chat');
    expect(await screen.findByText(/осталась от прошлого разговора/)).toBeTruthy();
    expect(screen.getByLabelText('Прослушать запись')).toBeTruthy();
    expect(await button('Отправить запись')).toBeTruthy();
    await press('Удалить запись');
    await waitFor(() => expect(screen.queryByText('Голосовое сообщение')).toBeNull());
    expect(await allRecordings()).toEqual([]);
    unmount();
    renderApp('/chat');
    await button('Записать голосовое');
    expect(await allRecordings()).toEqual([]);
    expect(screen.queryByText('Голосовое сообщение')).toBeNull();
    expect(api.sent(SPOKEN)).toEqual([]);
  });

  it('of a talk that is over belongs to this one when it is sent here', async () => {
    await leaveOne();
    api.on(SPOKEN, () => Promise.reject(new TypeError('network')));
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    renderApp('/chat');
    await press('Отправить запись');
    await screen.findByText('Отправится, когда появится связь');
    expect((await allRecordings()).map(({ key, sessionId }) => [key, sessionId])).toEqual([
      ['left', SESSION_ID],
    ]);
    expect((await allRecordings())[0]?.sound.size).toBeGreaterThan(0);
  });

  it('that waits for a connection can be thrown away', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    api.on(SPOKEN, () => Promise.reject(new TypeError('network')));
    await speak();
    await press('Отправить запись');
    await screen.findByText('Отправится, когда появится связь');
    await waitFor(async () => expect(await allRecordings()).toHaveLength(1));
    expect(screen.queryByRole('button', { name: 'Вернуть в поле' })).toBeNull();
    await press('Удалить запись');
    await waitFor(() => expect(screen.queryByText('Голосовое сообщение')).toBeNull());
    expect(await allRecordings()).toEqual([]);
  });

  it('that is refused with words of care leaves the device', async () => {
    const error = { code: 'care_pause', message: 'Вы не одни', request_id: 'r', details: { care: true } };
    api.on(SPOKEN, () => json({ error }, 409));
    await speak();
    await press('Отправить запись');
    expect(await screen.findByText('Вы не одни')).toBeTruthy();
    expect(screen.getByText('Голосовое сообщение')).toBeTruthy();
    expect(await allRecordings()).toEqual([]);
  });

  it('is made while a reply can be stopped', async () => {
    renderApp('/chat');
    await press('Записать голосовое');
    await button('Закончить запись');
    expect(screen.queryByRole('button', { name: 'Остановить ответ' })).toBeNull();
    const asked = turn('person', 'Пишу из чата', { source: 'bot' });
    api.live.send('turn', { turn: asked });
    const lines = [asked.id];
    api.live.send('delta', { session_id: SESSION_ID, reply_to: asked.id, lines, n: 1, text: 'Слышу. ' });
    await press('Остановить ответ');
    await waitFor(() => expect(api.sent(`POST /api/sessions/${SESSION_ID}/stop`)).toHaveLength(1));
    await press('Закончить запись');
    await press('Удалить запись');
  });

  it('is there again after a look at another screen', async () => {
    await speak();
    await button('Отправить запись');
    fireEvent.click(screen.getByRole('link', { name: 'Профиль' }));
    await screen.findByRole('main', { name: 'Профиль' });
    fireEvent.click(screen.getByRole('link', { name: 'Разговор' }));
    expect(await button('Отправить запись')).toBeTruthy();
    // The talk ended meanwhile: what was spoken waits in the next one, as what was typed does.
    await press('Завершить разговор');
    await press('Завершить и подвести итог');
    await press('Начать разговор');
    fireEvent.click(await screen.findByRole('button', { name: /^Диагностика/ }));
    await button('Отправить запись');
    await press('Удалить запись');
    expect(await screen.findByRole('textbox', { name: 'Сообщение' })).toBeTruthy();
  });
});

describe('the finger feels', () => {
  it('a soft touch for a message, and an error where a reply could not be stopped', async () => {
    api.on(SAID, () => new EventStream().response);
    api.on(`POST /api/sessions/${SESSION_ID}/stop`, () => refusal(503, 'unavailable'));
    renderApp('/chat');
    const field = await screen.findByRole('textbox', { name: 'Сообщение' });
    fireEvent.change(field, { target: { value: 'Говори' } });
    expect(felt()).toEqual([]);
    await press('Отправить');
    expect(felt()).toEqual(['soft']);
    await press('Остановить');
    expect((await screen.findByRole('alert')).textContent).toBeTruthy();
    expect(felt()).toEqual(['soft', 'error']);
  });

  it('a success when the talk was ended', async () => {
    renderApp('/chat');
    await press('Завершить разговор');
    await press('Завершить и подвести итог');
    await screen.findByText('Вот что прозвучало');
    await waitFor(() => expect(felt()).toEqual(['success']));
  });

  it('nothing while one only reads', async () => {
    for (const path of ['/', '/readiness', '/chat', '/profile', '/profile/memory']) {
      const { unmount } = renderApp(path);
      await screen.findByRole('main');
      unmount();
    }
    expect(felt()).toEqual([]);
  });
});
