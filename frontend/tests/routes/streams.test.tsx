import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Stream } from '@/shared/api/types';
import { FakeApi, json, refusal } from '../fakeApi';
import { begun, enrolment, readiness, stream, tell } from '../programmes';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

function open(shown: Stream) {
  tell(api, readiness([]), [shown]);
  renderApp('/streams/path');
  return screen.findByRole('heading', { level: 1, name: 'Путь Героя' });
}

describe('a programme', () => {
  it('says what it is, what it costs, and where it is', async () => {
    await open(stream());
    expect(screen.getByText('Пять недель, чтобы дойти')).toBeTruthy();
    expect(screen.getByText('5 900 ₽')).toBeTruthy();
    const link = screen.getByRole('link', { name: /Открыть на платформе/ });
    expect(link.getAttribute('href')).toBe('https://app.relove.test/go/path?t=code');
    expect(screen.getByRole('heading', { name: '3 упражнения' })).toBeTruthy();
    expect(screen.getByText('День 3')).toBeTruthy();
    expect(screen.getByText('Готовность: пока мало данных')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Назад' }).getAttribute('href')).toBe('/readiness');
  });

  it('is begun by one button, and the first exercise is there at once', async () => {
    await open(stream());
    api.on('POST /api/streams/path/enrolments', () => {
      tell(api, readiness([]), [begun()]);
      return json(begun(), 201);
    });
    fireEvent.click(screen.getByRole('button', { name: 'Начать упражнения' }));
    expect(await screen.findByText('Запишите три слова')).toBeTruthy();
    expect(screen.getByText('Ждёт вас')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Начать упражнения' })).toBeNull();
  });

  it('marks an exercise as done before the answer comes', async () => {
    await open(begun());
    let answer: (response: Response) => void = () => undefined;
    api.on(
      'POST /api/streams/path/exercises/1',
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    fireEvent.click(screen.getByRole('button', { name: 'Сделано' }));
    await waitFor(() => expect(screen.queryByText('Ждёт вас')).toBeNull());
    expect(await api.sent('POST /api/streams/path/exercises/1')[0]?.json()).toEqual({ state: 'done' });
    const after = begun({ enrolment: enrolment({ done: 1, progress: 0.33 }) });
    const [first, ...rest] = after.exercises;
    if (!first) throw new Error('no exercises');
    const shown = { ...after, exercises: [{ ...first, state: 'done' as const }, ...rest] };
    tell(api, readiness([]), [shown]);
    answer(json(shown));
    expect(await screen.findByText('Сделано 1 из 3')).toBeTruthy();
  });

  it('takes the mark back when it was refused', async () => {
    await open(begun());
    api.on('POST /api/streams/path/exercises/1', () => refusal(500, 'internal', 'Не записалось'));
    fireEvent.click(screen.getByRole('button', { name: 'Пропустить' }));
    expect(await screen.findByText('Не записалось')).toBeTruthy();
    expect(screen.getByText('Ждёт вас')).toBeTruthy();
  });

  it('asks before somebody leaves, and leaves', async () => {
    await open(begun());
    api.on('DELETE /api/streams/path/enrolments', () => {
      tell(api, readiness([]), [stream({ enrolment: enrolment({ state: 'left' }) })]);
      return new Response(null, { status: 204 });
    });
    fireEvent.click(screen.getByRole('button', { name: 'Выйти из программы' }));
    const dialog = screen.getByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Выйти' }));
    expect(await screen.findByRole('button', { name: 'Начать заново' })).toBeTruthy();
    expect(api.sent('DELETE /api/streams/path/enrolments')).toHaveLength(1);
  });

  it('notes an interest at once', async () => {
    await open(stream());
    api.on('POST /api/streams/path/interest', () => json(stream({ interested: true })));
    fireEvent.click(screen.getByRole('button', { name: 'Мне это интересно' }));
    const pressed = await screen.findByRole('button', { name: 'Вам это интересно' });
    expect(pressed.getAttribute('aria-pressed')).toBe('true');
  });

  it('leads back to the path where readiness is low: no price, no way to the platform', async () => {
    await open(stream({ price: null, link: null, readiness: { score: 20, trend: null, contested: false } }));
    expect(screen.getByRole('link', { name: 'Вернуться к пути' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: /платформе/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Начать упражнения' })).toBeTruthy();
  });

  it('puts care first and sells nothing', async () => {
    api.me = { ...api.me, care_pause: { active: true, since: null, reason_code: null } };
    api.on('GET /api/streams/path', () => refusal(409, 'care_pause', 'Подождёт'));
    renderApp('/streams/path');
    expect(await screen.findByRole('heading', { name: 'Сейчас главное — вы' })).toBeTruthy();
    expect(screen.queryByText('5 900 ₽')).toBeNull();
  });

  it('says so where there is none, with a way back', async () => {
    renderApp('/streams/gone');
    expect(await screen.findByRole('heading', { name: 'Такой программы нет' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'К готовности' })).toBeTruthy();
  });
});
