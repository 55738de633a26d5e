import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Turn } from '@/shared/api/types';
import { EventStream, FakeApi, json } from '../fakeApi';
import { SESSION_ID, turn } from '../people';
import { renderApp } from '../render';

const SEND = `POST /api/sessions/${SESSION_ID}/turns`;
const TURNS = `/api/sessions/${SESSION_ID}/turns`;

let api: FakeApi;
let asked: Turn;
/** The connection of the moment. */
let live: EventStream;

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [turn('guide', 'Что сегодня откликается?')];
  asked = turn('person', 'Я устала', { source: 'bot' });
  api.on('GET /api/events', () => {
    live = new EventStream();
    return live.response;
  });
});

const piece = (n: number, text: string, to: Turn = asked) => ({
  session_id: SESSION_ID,
  reply_to: to.id,
  lines: [to.id],
  n,
  text,
});

/** The guide's turn is stored, in answer to these words. */
const told = (answer: Turn, to: Turn = asked) => ({ turn: answer, reply_to: to.id, lines: [to.id] });

async function openTalk(): Promise<void> {
  renderApp('/chat');
  await screen.findByText('Что сегодня откликается?');
  await waitFor(() => expect(live).toBeTruthy());
}

/** What the bot's window heard is news of this one too. */
async function askedInTheBot(): Promise<void> {
  api.turns = [...api.turns, asked];
  live.send('turn', { turn: asked });
  await screen.findByText('Я устала');
}

const bubbles = () => [...document.querySelectorAll('.bubble-guide')].map((one) => one.textContent);

describe('a reply that was begun in the chat of the bot', () => {
  it('is written here piece by piece, can be stopped, and stands once at the end', async () => {
    const stopped = vi.fn(() => new Response(null, { status: 204 }));
    api.on(`POST /api/sessions/${SESSION_ID}/stop`, stopped);
    await openTalk();
    await askedInTheBot();
    live.send('delta', piece(1, 'Слышу вас. '));
    expect(await screen.findByText('Слышу вас.', { exact: false })).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Остановить' }));
    await waitFor(() => expect(stopped).toHaveBeenCalled());
    live.send('delta', piece(2, 'Что в этом тяжелее всего?'));
    const answer = turn('guide', 'Слышу вас. Что в этом тяжелее всего?', { quick_replies: ['Одиночество'] });
    live.send('turn', told(answer));
    expect(await screen.findByRole('button', { name: 'Одиночество' })).toBeTruthy();
    expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Остановить' })).toBeNull();
    expect(document.querySelector(`[data-turn="${answer.id}"]`)).toBeTruthy();
  });

  it('waits for the whole after a hole, and shows no piece twice', async () => {
    await openTalk();
    await askedInTheBot();
    // Joined in between: these cannot be the beginning.
    live.send('delta', piece(7, 'середина '));
    live.send('replace', piece(8, 'Начало и середина '));
    expect(await screen.findByText(/Начало и середина/)).toBeTruthy();
    live.send('delta', piece(8, 'середина '));
    live.send('delta', piece(10, 'лишнее'));
    live.send('delta', piece(9, 'и конец'));
    await waitFor(() => expect(bubbles().at(-1)).toBe('Начало и середина и конец'));
  });

  it('goes on where it is after the connection was lost', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await openTalk();
    await askedInTheBot();
    live.send('delta', piece(1, 'Слышу вас. '));
    await screen.findByText(/Слышу вас/);
    const before = live;
    before.close();
    await vi.advanceTimersByTimeAsync(2000);
    await waitFor(() => expect(live).not.toBe(before));
    // What was shown stays in sight meanwhile.
    expect(bubbles().at(-1)).toContain('Слышу вас.');
    live.send('delta', piece(5, 'потерянное'));
    live.send('replace', piece(5, 'Слышу вас. Вы не одни, и потерянное'));
    await waitFor(() => expect(bubbles().at(-1)).toBe('Слышу вас. Вы не одни, и потерянное'));
    expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1);
    vi.useRealTimers();
  });

  it('stands once where it was finished while nobody listened', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await openTalk();
    await askedInTheBot();
    live.send('delta', piece(1, 'Слышу вас. '));
    await screen.findByText(/Слышу вас/);
    const before = live;
    api.turns = [...api.turns, turn('guide', 'Слышу вас. Это всё.')];
    before.close();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByText('Слышу вас. Это всё.')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1));
    expect(screen.queryByRole('button', { name: 'Остановить' })).toBeNull();
    vi.useRealTimers();
  });

  it('that comes to nothing leaves no half of it behind', async () => {
    await openTalk();
    await askedInTheBot();
    live.send('delta', piece(1, 'Слышу вас. '));
    await screen.findByText(/Слышу вас/);
    live.send('replace', piece(0, ''));
    await waitFor(() => expect(screen.queryByText(/Слышу вас/)).toBeNull());
    const care = turn('guide', 'Вы не обязаны справляться в одиночку.', { via: 'template' });
    live.send('turn', { turn: care, reply_to: 'a later line', lines: [asked.id, 'a later line'] });
    expect(await screen.findByText('Вы не обязаны справляться в одиночку.')).toBeTruthy();
    expect(bubbles()).toHaveLength(2);
  });

  it('is all there for who comes back to the talk from another tab', async () => {
    await openTalk();
    await askedInTheBot();
    fireEvent.click(screen.getByRole('link', { name: 'Путь' }));
    live.send('delta', piece(1, 'Слышу вас. '));
    const answer = turn('guide', 'Слышу вас. Это всё.');
    api.turns = [...api.turns, answer];
    live.send('turn', told(answer));
    fireEvent.click(screen.getByRole('link', { name: 'Разговор' }));
    expect(await screen.findByText('Слышу вас. Это всё.')).toBeTruthy();
    expect(bubbles().filter((one) => one?.includes('Слышу вас'))).toHaveLength(1);
  });
});

describe('a reply to own words', () => {
  it('comes by two ways and is shown once', async () => {
    const stream = new EventStream();
    api.on(SEND, () => stream.response);
    await openTalk();
    const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Сообщение' });
    fireEvent.change(box, { target: { value: 'Мне обидно' } });
    fireEvent.click(screen.getByRole('button', { name: 'Отправить' }));
    const mine = turn('person', 'Мне обидно');
    live.send('turn', { turn: mine });
    live.send('delta', piece(1, 'Слышу вас. ', mine));
    stream.send('turn', { turn: mine });
    stream.send('delta', { reply_to: mine.id, text: 'Слышу вас. ' });
    live.send('delta', piece(2, 'Обида важна.', mine));
    stream.send('delta', { reply_to: mine.id, text: 'Обида важна.' });
    expect(await screen.findByText(/Слышу вас/)).toBeTruthy();
    expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1);
    const answer = turn('guide', 'Слышу вас. Обида важна.', { quick_replies: ['О чём?'] });
    api.turns = [...api.turns, mine, answer];
    live.send('turn', told(answer, mine));
    stream.send('done', { turn: answer });
    stream.close();
    expect(await screen.findByRole('button', { name: 'О чём?' })).toBeTruthy();
    expect(screen.getAllByText(/Слышу вас/)).toHaveLength(1);
    expect(screen.getAllByText('Мне обидно')).toHaveLength(1);
  });

  it('goes on by the other way in the window that was opened anew in mid-stream', async () => {
    const mine = turn('person', 'Мне обидно');
    api.turns = [...api.turns, mine];
    api.on(`GET ${TURNS}`, () => json({ items: api.turns, next: null }));
    await openTalk();
    live.send('replace', piece(3, 'Слышу вас. ', mine));
    live.send('delta', piece(4, 'Обида важна.', mine));
    await waitFor(() => expect(bubbles().at(-1)).toBe('Слышу вас. Обида важна.'));
  });
});
