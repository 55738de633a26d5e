import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingFor } from '@/shared/talk/outbox';
import { EventStream, FakeApi, json, refusal } from '../fakeApi';
import { SESSION_ID, session, turn, withdrawn } from '../people';
import { renderApp } from '../render';

const SEND = `POST /api/sessions/${SESSION_ID}/turns`;

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [turn('guide', 'Что сегодня откликается?', { quick_replies: ['Мы поссорились', 'Не знаю'] })];
});

const field = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Сообщение' });

async function write(text: string) {
  const box = await field();
  fireEvent.change(box, { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: 'Отправить' }));
}

describe('the guide', () => {
  it('is called and looks as the server says, and is marked as AI', async () => {
    api.me = { ...api.me, persona: { name: 'Фёдор', face: '/persona.png' } };
    renderApp('/chat');
    expect(await screen.findByRole('heading', { name: 'Фёдор ИИ' })).toBeTruthy();
    expect(document.querySelector('img[src="/persona.png"]')).toBeTruthy();
  });
});

describe('a message', () => {
  it('is drawn at once, its reply piece by piece, and each turn once at the end', async () => {
    const stream = new EventStream();
    api.on(SEND, () => stream.response);
    renderApp('/chat');
    await screen.findByText('Что сегодня откликается?');
    await write('  Мне обидно ');
    expect(screen.getByText('Мне обидно')).toBeTruthy();
    expect((await field()).value).toBe('');
    expect(screen.getByRole('button', { name: 'Остановить' })).toBeTruthy();
    expect(await screen.findByRole('status', { name: 'Проводник печатает' })).toBeTruthy();

    const asked = turn('person', 'Мне обидно');
    const answer = turn('guide', 'Слышу вас. Обида говорит о важном.', { quick_replies: ['О чём?'] });
    stream.send('turn', { turn: asked });
    // The same news by the other way must change nothing.
    api.live.send('turn', { turn: asked });
    stream.send('delta', { reply_to: asked.id, text: 'Слышу вас. ' });
    expect(await screen.findByText('Слышу вас.', { exact: false })).toBeTruthy();
    // By ear, too, one knows who says it.
    expect(screen.getByRole('log').textContent).toMatch(
      /Наташа: Что сегодня откликается\?.*Вы: Мне обидно.*Наташа: Слышу вас\./,
    );
    api.live.send('turn', { turn: answer });
    stream.send('delta', { reply_to: asked.id, text: 'Обида говорит о важном.' });
    stream.send('done', { turn: answer });
    stream.close();

    expect(await screen.findByRole('button', { name: 'О чём?' })).toBeTruthy();
    expect(screen.getAllByText('Мне обидно')).toHaveLength(1);
    expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Остановить' })).toBeNull();
  });

  it('takes a reply that is written anew', async () => {
    const stream = new EventStream();
    api.on(SEND, () => stream.response);
    renderApp('/chat');
    await write('Кто ты?');
    const asked = turn('person', 'Кто ты?');
    stream.send('turn', { turn: asked });
    stream.send('delta', { reply_to: asked.id, text: 'Я человек' });
    await screen.findByText('Я человек');
    stream.send('replace', { reply_to: asked.id, text: 'Я ИИ-проводник' });
    expect(await screen.findByText('Я ИИ-проводник')).toBeTruthy();
    expect(screen.queryByText('Я человек')).toBeNull();
  });

  it('that is refused goes back into the field; without a connection it waits and goes under its own key', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(true);
    const answers = [refusal(403, 'consent_required', 'Нужно согласие')];
    api.on(SEND, () => answers.shift() ?? Promise.reject(new TypeError('network')));
    renderApp('/chat');
    await write('Первое');
    // Refused for good: the words go back into the field.
    fireEvent.click(await screen.findByRole('button', { name: 'Исправить' }));
    expect((await field()).value).toBe('Первое');
    online.mockReturnValue(false);
    fireEvent.click(screen.getByRole('button', { name: 'Отправить' }));
    expect(await screen.findByText('Отправится, когда появится связь')).toBeTruthy();
    expect(waitingFor(SESSION_ID).map(({ text }) => text)).toEqual(['Первое']);
    const stream = new EventStream();
    api.on(SEND, () => stream.response);
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    api.turns.push(turn('person', 'Первое'), turn('guide', 'Вот и ответ'));
    stream.send('turn', { turn: api.turns.at(-2) });
    stream.send('done', { turn: api.turns.at(-1) });
    stream.close();
    expect(await screen.findByText('Вот и ответ')).toBeTruthy();
    const keys = api.sent(SEND).map((request) => request.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(3);
    expect(keys[1]).toBe(keys[2]);
    expect(keys[0]).not.toBe(keys[1]);
    expect(screen.getAllByText('Первое')).toHaveLength(1);
    expect(waitingFor(SESSION_ID)).toEqual([]);
  });

  it('that is refused but calls for help is met with care at once, and the device holds nothing of it', async () => {
    const said = 'Спасибо, что сказали об этом.\n\n• 112 — Экстренная помощь';
    const error = { code: 'too_many_requests', message: said, request_id: 'r', retry_after: 60 };
    let asked = 0;
    api.on(SEND, () => {
      asked += 1;
      return json({ error: { ...error, details: { care: true } } }, 429);
    });
    const { unmount } = renderApp('/chat');
    await write('Мне не для чего жить');
    expect((await screen.findByRole('alert')).textContent).toContain('• 112 — Экстренная помощь');
    expect(asked).toBe(1);
    expect(screen.getByText('Мне не для чего жить')).toBeTruthy();
    expect(JSON.stringify({ ...localStorage })).not.toContain('Мне не для чего жить');
    unmount();
    renderApp('/chat');
    expect((await field()).value).toBe('');
    await screen.findByText('Что сегодня откликается?');
    expect(screen.queryByText('Мне не для чего жить')).toBeNull();
    expect(asked).toBe(1);
  });

  it('is tried again by itself after a cut stream', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    try {
      const asked = turn('person', 'Алло');
      let calls = 0;
      api.on(SEND, () => {
        calls += 1;
        const stream = new EventStream();
        stream.send('turn', { turn: asked });
        if (calls === 2) stream.send('done', { turn: turn('guide', 'Я здесь') });
        stream.close();
        return stream.response;
      });
      renderApp('/chat');
      await write('Алло');
      await waitFor(() => expect(calls).toBe(1));
      await vi.advanceTimersByTimeAsync(2000);
      expect(await screen.findByText('Я здесь')).toBeTruthy();
      const keys = new Set(api.sent(SEND).map((request) => request.headers.get('Idempotency-Key')));
      expect(keys.size).toBe(1);
      expect(screen.getAllByText('Алло')).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('can be a quick reply, sent as it stands', async () => {
    api.on(SEND, () => new EventStream().response);
    renderApp('/chat');
    fireEvent.click(await screen.findByRole('button', { name: 'Мы поссорились' }));
    await waitFor(() => expect(api.sent(SEND)).toHaveLength(1));
    expect(await api.sent(SEND)[0]?.json()).toEqual({ text: 'Мы поссорились' });
    expect(screen.queryByRole('button', { name: 'Не знаю' })).toBeNull();
  });

  it('can have its reply stopped, with the next words in the field as well', async () => {
    api.on(SEND, () => new EventStream().response);
    renderApp('/chat');
    await write('Расскажи');
    expect(screen.queryByRole('button', { name: 'Отправить' })).toBeNull();
    fireEvent.change(await field(), { target: { value: 'И ещё' } });
    expect(screen.getByRole('button', { name: 'Отправить' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Остановить' }));
    await waitFor(() => expect(api.sent(`POST /api/sessions/${SESSION_ID}/stop`)).toHaveLength(1));
  });

  it('that is not finished is there when the app is opened again', async () => {
    const { unmount } = renderApp('/chat');
    fireEvent.change(await field(), { target: { value: 'не дописано' } });
    unmount();
    renderApp('/chat');
    expect((await field()).value).toBe('не дописано');
  });
});

describe('the conversation', () => {
  it('shows what is written in the bot as it happens', async () => {
    renderApp('/chat');
    await screen.findByText('Что сегодня откликается?');
    const words = turn('person', 'Пишу из чата', { source: 'bot' });
    api.live.send('turn', { turn: words });
    api.live.send('turn', { turn: words });
    expect(await screen.findByText('Пишу из чата')).toBeTruthy();
    expect(screen.getAllByText('Пишу из чата')).toHaveLength(1);
  });

  it('loads older words', async () => {
    const older = turn('guide', 'Самое начало', { created_at: '2026-10-01T10:00:00Z' });
    api.on(`GET /api/sessions/${SESSION_ID}/turns`, (request) =>
      new URL(request.url).searchParams.get('before') === 'cursor'
        ? json({ items: [older], next: null })
        : json({ items: api.turns, next: 'cursor' }),
    );
    renderApp('/chat');
    fireEvent.click(await screen.findByRole('button', { name: 'Показать более ранние' }));
    expect(await screen.findByText('Самое начало')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Показать более ранние' })).toBeNull());
  });

  it('ends with a summary, and another can begin', async () => {
    renderApp('/chat');
    fireEvent.click(await screen.findByRole('button', { name: 'Завершить разговор' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Завершить и подвести итог' }));
    expect(await screen.findByText('Вот что прозвучало')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
    fireEvent.click(await screen.findByRole('button', { name: 'Начать разговор' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Диагностика/ }));
    expect(await field()).toBeTruthy();
    const started = api.sent('POST /api/sessions')[0];
    expect(await started?.json()).toEqual({ type: 'diagnostic', finish_active: false });
  });

  it('goes on with the session that the other window began', async () => {
    api.sessions = [];
    api.on('POST /api/sessions', () => {
      api.sessions = [session()];
      return refusal(409, 'session_active');
    });
    renderApp('/chat');
    fireEvent.click(await screen.findByRole('button', { name: 'Начать разговор' }));
    fireEvent.click(await screen.findByRole('button', { name: /^Свободный/ }));
    expect(await screen.findByText('Что сегодня откликается?')).toBeTruthy();
  });

  it('asks for consent first where it was taken back', async () => {
    api.me = withdrawn();
    api.sessions = [];
    renderApp('/chat');
    const link = await screen.findByRole('link', { name: 'Познакомиться' });
    expect(link.getAttribute('href')).toBe('/welcome');
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
