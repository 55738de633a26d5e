import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeApi, json, refusal } from '../fakeApi';
import { begun, item, readiness, stream, TURN_ID, tell } from '../programmes';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

const card = (name: string) => screen.findByRole('region', { name });

describe('readiness', () => {
  it('says how ready, why in the own words of the person, and what could change it', async () => {
    tell(api, readiness([item()]), [stream()]);
    renderApp('/readiness');
    const first = await card('Путь Героя');
    expect(within(first).getByRole('meter').getAttribute('aria-valuenow')).toBe('78');
    expect(within(first).getByText('Самое время')).toBeTruthy();
    expect(within(first).getByText(/\+6 с прошлого раза/)).toBeTruthy();
    expect(within(first).getByText('Сказанное «нет»')).toBeTruthy();
    const words = within(first).getByRole('link', { name: /мир не рухнул/ });
    expect(words.getAttribute('href')).toBe(`/chat/at/${TURN_ID}`);
    expect(within(first).getByText('Назовите страх по имени')).toBeTruthy();
    expect(
      within(first)
        .getByRole('link', { name: /Узнать о программе/ })
        .getAttribute('href'),
    ).toBe('/streams/path');
    expect(screen.getByText(/Это не оценка вас, это совет, когда начинать/)).toBeTruthy();
  });

  it('gives no number where there is too little data', async () => {
    tell(api, readiness([item({ score: null, trend: null, reasons: [] })]), [stream()]);
    renderApp('/readiness');
    expect(await screen.findByRole('heading', { name: 'Пока мало данных' })).toBeTruthy();
    expect(screen.queryByRole('meter')).toBeNull();
    expect(document.body.textContent).not.toMatch(/\d\s?%/);
    fireEvent.click(screen.getByRole('button', { name: /Путь Героя/ }));
    expect(screen.getByText('Назовите страх по имени')).toBeTruthy();
  });

  it('leads back to the path where readiness is low, and names no price', async () => {
    tell(api, readiness([item({ score: 20, trend: null, low: true })]), [
      stream({ price: null, link: null }),
    ]);
    renderApp('/readiness');
    const low = await card('Путь Героя');
    expect(within(low).getByRole('link', { name: 'Вернуться к пути' }).getAttribute('href')).toBe('/');
    expect(low.textContent).not.toContain('₽');
  });

  it('keeps the word of who does not agree', async () => {
    api.me = { ...api.me, gender: 'female' };
    tell(api, readiness([item()]), [stream()]);
    api.on('POST /api/readiness/path/contest', () => json(item({ contested: true })));
    renderApp('/readiness');
    fireEvent.click(await screen.findByRole('button', { name: 'Я не согласна' }));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Рано' } });
    fireEvent.click(screen.getByRole('button', { name: 'Записать' }));
    expect(await screen.findByText(/Вы видите это иначе/)).toBeTruthy();
    expect(await api.sent('POST /api/readiness/path/contest')[0]?.json()).toEqual({ text: 'Рано' });
  });

  it('takes the word back when it could not be kept, and loses no letter of it', async () => {
    tell(api, readiness([item()]), [stream()]);
    api.on('POST /api/readiness/path/contest', () => refusal(500, 'internal', 'Сломалось у нас'));
    renderApp('/readiness');
    fireEvent.click(await screen.findByRole('button', { name: 'Не могу согласиться' }));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Рано' } });
    fireEvent.click(screen.getByRole('button', { name: 'Записать' }));
    expect(await screen.findByText('Сломалось у нас')).toBeTruthy();
    expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('Рано');
    expect(screen.queryByText(/Вы видите это иначе/)).toBeNull();
  });

  it('is read for the first time by one button', async () => {
    tell(api, readiness([item({ score: null })], { computed_at: null, via: null }), [stream()]);
    api.on('POST /api/readiness', () => json(readiness([item()])));
    renderApp('/readiness');
    fireEvent.click(await screen.findByRole('button', { name: 'Посмотреть мою готовность' }));
    expect(within(await card('Путь Героя')).getByRole('meter')).toBeTruthy();
  });

  it('says that nothing new was said', async () => {
    const view = readiness([item()]);
    tell(api, view, [stream()]);
    api.on('POST /api/readiness', () => json(view));
    renderApp('/readiness');
    fireEvent.click(await screen.findByRole('button', { name: 'Пересчитать' }));
    expect(await screen.findByText(/новых слов не было/)).toBeTruthy();
  });

  it('tells when it may be asked again, and asks no sooner', async () => {
    tell(api, readiness([item()]), [stream()]);
    const error = { code: 'too_many_requests', message: 'Слишком часто', request_id: 'r', retry_after: 21 };
    api.on('POST /api/readiness', () => json({ error }, 429));
    renderApp('/readiness');
    const again = await screen.findByRole('button', { name: 'Пересчитать' });
    fireEvent.click(again);
    expect(await screen.findByText(/через 21 секунду/)).toBeTruthy();
    fireEvent.click(again);
    expect(api.sent('POST /api/readiness')).toHaveLength(1);
  });

  it('sells nothing in a care pause, and keeps what the person takes part in', async () => {
    api.me = { ...api.me, care_pause: { active: true, since: null, reason_code: null } };
    tell(api, readiness([], { paused: true, computed_at: null }), [begun({ price: null, link: null })]);
    renderApp('/readiness');
    expect(await screen.findByRole('heading', { name: 'Сейчас главное — вы' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /Путь Героя/ }).getAttribute('href')).toBe('/streams/path');
    expect(screen.queryByRole('button', { name: /готовность|Пересчитать/ })).toBeNull();
  });

  it('has one way out of an error', async () => {
    tell(api, readiness([item()]), [stream()]);
    api.on('GET /api/readiness', () => refusal(500, 'internal', 'Сломалось у нас'));
    renderApp('/readiness');
    expect(await screen.findByText('Сломалось у нас')).toBeTruthy();
    tell(api, readiness([item()]), [stream()]);
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    await waitFor(() => expect(screen.getByRole('region', { name: 'Путь Героя' })).toBeTruthy());
  });
});
