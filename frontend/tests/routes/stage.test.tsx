import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '@/shared/api/types';
import { FakeApi, json, refusal } from '../fakeApi';
import { session, turn } from '../people';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

function withStage(number: number, part: Partial<Stage>): void {
  api.journey = {
    ...api.journey,
    stages: api.journey.stages.map((stage) => (stage.number === number ? { ...stage, ...part } : stage)),
  };
}

describe('a stage', () => {
  it('is told in full: what it is, what was said there with the place, how long', async () => {
    withStage(3, {
      completion: 0.5,
      started_at: '2026-11-01T10:00:00Z',
      insights: [
        { key: 'a', name: 'Назван страх', evidenced: true, turn_id: 'turn-1', quote: 'боюсь тишины' },
        { key: 'b', name: 'Найдена опора', evidenced: false, turn_id: null, quote: null },
      ],
      said: [{ quote: 'сестра всегда рядом', turn_ids: ['turn-2'] }],
    });
    renderApp('/journey/stage_3');
    expect(await screen.findByRole('heading', { level: 1, name: 'Имя этапа 3' })).toBeTruthy();
    expect(screen.getByText('Описание этапа 3')).toBeTruthy();
    expect(screen.getByText('1 из 2')).toBeTruthy();
    expect(screen.getByRole('link', { name: /боюсь тишины/ }).getAttribute('href')).toBe('/chat/at/turn-1');
    const said = screen.getByRole('region', { name: 'Что ещё вы здесь говорили' });
    expect(
      within(said)
        .getByRole('link', { name: /сестра/ })
        .getAttribute('href'),
    ).toBe('/chat/at/turn-2');
    const time = screen.getByRole('region', { name: 'Время на этапе' });
    expect(within(time).getByText('3 дня')).toBeTruthy();
    expect(within(time).getByText(/Дольше — не значит хуже/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'К разговору' })).toBeTruthy();
  });

  it('gives no number where there is too little data', async () => {
    renderApp('/journey/stage_3');
    expect(await screen.findByText(/Пока мало данных/)).toBeTruthy();
    expect(screen.queryByRole('meter')).toBeNull();
  });

  it('leads to its neighbours and back to the map', async () => {
    renderApp('/journey/stage_3');
    fireEvent.click(await screen.findByRole('link', { name: 'Имя этапа 4' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Имя этапа 4' })).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'К карте пути' }));
    expect(await screen.findByRole('heading', { level: 1, name: /вы в пути/ })).toBeTruthy();
  });

  it('has the way back above, as every inner screen has', async () => {
    renderApp('/journey/stage_3');
    fireEvent.click(await screen.findByRole('link', { name: 'Назад' }));
    expect(await screen.findByRole('heading', { level: 1, name: /вы в пути/ })).toBeTruthy();
  });

  it('says so where there is none', async () => {
    renderApp('/journey/nowhere');
    expect(await screen.findByRole('heading', { name: 'Такого этапа на карте нет' })).toBeTruthy();
  });
});

describe('the place in the talk', () => {
  it('shows what was said around, the words themselves marked', async () => {
    const items = [turn('guide', 'Чего вы боитесь?'), turn('person', 'боюсь тишины'), turn('guide', 'Слышу')];
    const meant = items[1]?.id ?? '';
    api.on(`GET /api/turns/${meant}`, () => json({ session: session(), items }));
    renderApp(`/chat/at/${meant}`);
    const words = await screen.findByText('боюсь тишины');
    expect(words.closest('li')?.getAttribute('aria-current')).toBe('location');
    expect(screen.getByText('Чего вы боитесь?')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'К разговору' }).getAttribute('href')).toBe('/chat');
    expect(screen.getByRole('link', { name: 'Назад' }).getAttribute('href')).toBe('/chat');
  });

  it('says that the words are gone', async () => {
    api.on('GET /api/turns/lost', () => refusal(404, 'not_found'));
    renderApp('/chat/at/lost');
    expect(await screen.findByRole('heading', { name: 'Этих слов больше нет' })).toBeTruthy();
  });
});

describe('who goes by keyboard', () => {
  it('goes on from the top of the screen that a link led to', async () => {
    renderApp('/');
    fireEvent.click(await screen.findByRole('link', { name: 'Подробнее об этапе' }));
    await screen.findByRole('heading', { level: 1, name: 'Имя этапа 3' });
    expect(document.activeElement).toBe(screen.getByRole('main'));
    const next = screen.getByRole('link', { name: 'Имя этапа 4' });
    next.focus();
    fireEvent.click(next);
    await screen.findByRole('heading', { level: 1, name: 'Имя этапа 4' });
    expect(document.activeElement).toBe(screen.getByRole('main'));
  });
});
