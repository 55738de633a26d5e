import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newQueryClient } from '@/app/App';
import { forget, owner, restore } from '@/shared/api/kept';
import { keepWaiting, waitingFor } from '@/shared/talk/outbox';
import { connectHost } from '@/shared/telegram/host';
import { ANNA, field, onTheDevice, open, press } from '../device';
import { FakeApi, json } from '../fakeApi';
import { me, NEXT_SESSION_ID, newcomer, SESSION_ID, session, turn } from '../people';

const BORIS = 8;
const SAID = `POST /api/sessions/${SESSION_ID}/turns`;

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [turn('guide', 'Что сегодня откликается?')];
});

afterEach(() => {
  vi.restoreAllMocks();
  cleanup();
  connectHost('0.0');
  forget();
});

/** Anna answers the first steps and closes the app before she agrees. */
async function annaAnswers() {
  api.me = newcomer();
  open('/welcome');
  fireEvent.change(await field('Как вас называть?'), { target: { value: 'Анюта' } });
  await press('Дальше');
  fireEvent.change(await field('Что привело вас сюда?'), { target: { value: 'Он меня бьёт' } });
  await waitFor(() => expect(onTheDevice()).toContain('Он меня бьёт'));
}

async function annaWrites(text = 'Не дописано про мужа') {
  open('/chat');
  fireEvent.change(await field('Сообщение'), { target: { value: text } });
  await waitFor(() => expect(onTheDevice()).toContain(text));
}

/** Without a connection: it waits on the device. */
async function annaSends(text = 'Сказано без связи') {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  api.on(SAID, () => Promise.reject(new TypeError('network')));
  await annaWrites(text);
  await press('Отправить');
  await screen.findByText('Отправится, когда появится связь');
}

describe('what a newcomer answered', () => {
  it('is never the next one’s: they see their own name, and their first turn is their own', async () => {
    await annaAnswers();
    api.me = newcomer({
      id: '01990000-0000-7000-8000-00000000000b',
      telegram_id: BORIS,
      first_name: 'Борис',
    });
    api.sessions = [];
    open('/welcome', BORIS);
    expect((await field('Как вас называть?')).value).toBe('Борис');
    await press('Дальше');
    expect((await field('Что привело вас сюда?')).value).toBe('');
    await press('Дальше');
    await press('Мне есть 18, согласие даю');
    await screen.findByText('Что сегодня откликается?');
    expect(await api.sent('PATCH /api/me').at(-1)?.json()).toMatchObject({ called: 'Борис' });
    expect(api.sent(SAID)).toHaveLength(0);
    expect(onTheDevice()).not.toContain('бьёт');
  });

  it('is theirs again after the app was closed', async () => {
    await annaAnswers();
    open('/welcome');
    expect((await field('Что привело вас сюда?')).value).toBe('Он меня бьёт');
  });

  it('is gone for who was erased and comes again', async () => {
    await annaAnswers();
    api.me = newcomer({ id: '01990000-0000-7000-8000-00000000000c' });
    open('/welcome');
    expect((await field('Как вас называть?')).value).toBe('Анна');
    expect(onTheDevice()).not.toContain('бьёт');
  });
});

describe('what was typed in the talk and not sent', () => {
  it('is gone from the device when somebody else opens the app', async () => {
    await annaWrites();
    api.me = me({ id: '01990000-0000-7000-8000-00000000000b', telegram_id: BORIS });
    open('/chat', BORIS);
    expect((await field('Сообщение')).value).toBe('');
    expect(onTheDevice()).not.toContain('мужа');
  });

  it('is theirs again after the app was closed', async () => {
    await annaWrites();
    open('/chat');
    expect((await field('Сообщение')).value).toBe('Не дописано про мужа');
  });
});

describe('what waits for a connection', () => {
  it('is sent by nobody else', async () => {
    await annaSends();
    api.me = me({ id: '01990000-0000-7000-8000-00000000000b', telegram_id: BORIS });
    const before = api.sent(SAID).length;
    open('/chat', BORIS);
    await field('Сообщение');
    expect(waitingFor(SESSION_ID)).toEqual([]);
    expect(api.sent(SAID)).toHaveLength(before);
    expect(onTheDevice()).not.toContain('Сказано');
  });

  it('is all there when the app is opened again, however much it is', async () => {
    restore(newQueryClient(), ANNA);
    const said = Array.from({ length: 80 }, (_, n) => `Слово ${n}`);
    for (const text of said) keepWaiting({ key: text, sessionId: SESSION_ID, text, after: null });
    expect(waitingFor(SESSION_ID).map(({ text }) => text)).toEqual(said);
  });

  it('can be taken back: its words stand in the field, and nothing of it is sent', async () => {
    const sentHere = async () => {
      const bodies = await Promise.all(api.sent(SAID).map((request) => request.clone().text()));
      return bodies.filter((body) => /Первое|Второе/.test(body));
    };
    await annaSends('Первое');
    vi.useFakeTimers({ shouldAdvanceTime: true });
    fireEvent.change(await field('Сообщение'), { target: { value: 'Второе' } });
    await press('Отправить');
    // It stands in line behind the first.
    await vi.advanceTimersByTimeAsync(4000);
    vi.useRealTimers();
    fireEvent.change(await field('Сообщение'), { target: { value: 'Третье' } });
    await press('Вернуть в поле');
    const box = await field('Сообщение');
    expect(box.value).toBe('Третье\nПервое\nВторое');
    expect(document.activeElement).toBe(box);
    expect(waitingFor(SESSION_ID)).toEqual([]);
    expect(screen.queryByText('Отправится, когда появится связь')).toBeNull();
    const before = await sentHere();
    window.dispatchEvent(new Event('online'));
    open('/chat');
    expect((await field('Сообщение')).value).toBe('Третье\nПервое\nВторое');
    expect(await sentHere()).toEqual(before);
  });

  it('is said not to outlive the app where the device has no room, and Telegram asks before it closes', async () => {
    vi.stubGlobal('localStorage', {
      length: 0,
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    const postEvent = vi.fn();
    vi.stubGlobal('TelegramWebviewProxy', { postEvent });
    connectHost('9.1');
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    api.on(SAID, () => Promise.reject(new TypeError('network')));
    open('/chat');
    fireEvent.change(await field('Сообщение'), { target: { value: 'Нет места' } });
    await press('Отправить');
    expect(await screen.findByText(/не закрывайте приложение/i)).toBeTruthy();
    expect(postEvent).toHaveBeenCalledWith(
      'web_app_setup_closing_behavior',
      JSON.stringify({ need_confirmation: true }),
    );
    // It is sent all the same when the connection is back.
    expect(waitingFor(SESSION_ID).map(({ text }) => text)).toEqual(['Нет места']);
  });
});

describe('when another talk was begun in the bot meanwhile', () => {
  const another = () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    api.sessions = [session({ id: NEXT_SESSION_ID }), session({ status: 'completed' })];
    api.turns = [];
  };

  it('what was typed stands in its field', async () => {
    await annaWrites();
    another();
    open('/chat');
    expect((await field('Сообщение')).value).toBe('Не дописано про мужа');
  });

  it('what waited for a connection stands there too, and is sent by the person alone', async () => {
    await annaSends('Первое');
    fireEvent.change(await field('Сообщение'), { target: { value: 'Второе' } });
    another();
    open('/chat');
    expect((await field('Сообщение')).value).toBe('Второе\nПервое');
    expect(waitingFor(SESSION_ID)).toEqual([]);
    open('/chat');
    expect((await field('Сообщение')).value).toBe('Второе\nПервое');
  });
});

describe('nothing of it stays', () => {
  it('when the erasure of everything was asked for', async () => {
    await annaSends();
    await annaWrites('И ещё набрано');
    api.on('DELETE /api/me', () =>
      json({ confirmation: 'sent_to_chat', expires_at: new Date(Date.now() + 600_000).toISOString() }, 202),
    );
    open('/profile/data');
    await press('Удалить всё');
    await press('Отправить кнопку в чат');
    await waitFor(() => expect(onTheDevice()).not.toContain('набрано'));
    expect(onTheDevice()).not.toContain('Сказано');
    expect(owner.user).toBeNull();
  });
});

it('stays when only the sign-in ran out: opened again, no word is lost', async () => {
  await annaWrites();
  api.on('POST /api/auth/telegram', () => json({ error: { code: 'init_data_expired', message: '' } }, 401));
  open('/chat');
  expect(await screen.findByRole('heading', { name: 'Давайте откроем заново' })).toBeTruthy();
  api.on('POST /api/auth/telegram', () => json(api.tokens()));
  open('/chat');
  expect((await field('Сообщение')).value).toBe('Не дописано про мужа');
});
