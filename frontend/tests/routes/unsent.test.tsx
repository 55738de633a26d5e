import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forget } from '@/shared/api/kept';
import { field, onTheDevice, open, press } from '../device';
import { FakeApi, json } from '../fakeApi';
import { item, readiness, stream, tell } from '../programmes';

const CONTEST = 'POST /api/readiness/path/contest';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  tell(api, readiness([item()]), [stream()]);
  const at = '2026-11-01T10:00:00Z';
  const held = {
    turn_ids: [],
    confidence: 0.8,
    status: 'active',
    created_at: at,
    updated_at: at,
    sources: [],
  };
  const items = [
    { id: 'a1', kind: 'trait', text: 'Держит слово', ...held },
    { id: 'a2', kind: 'trait', text: 'Молчит о важном', ...held },
  ];
  api.on('GET /api/me/statements', () => json({ items, next: null, summary: null, updated_at: at }));
});

afterEach(() => {
  cleanup();
  forget();
});

const refusedWithCare = () =>
  json(
    { error: { code: 'care_pause', message: 'Вы не одни', request_id: 'r', details: { care: true } } },
    409,
  );

async function corrects(text: string) {
  open('/profile/portrait');
  await press(/^Поправить: Держит слово/);
  fireEvent.change(await field('Как на самом деле'), { target: { value: text } });
}

async function objects(text: string) {
  open('/readiness');
  await press('Не могу согласиться');
  fireEvent.change(await screen.findByRole('textbox'), { target: { value: text } });
}

describe('a correction that was typed and not saved', () => {
  it('stands there again after another screen, and after the app was closed', async () => {
    await corrects('Держу, когда верю');
    fireEvent.click(await screen.findByRole('link', { name: 'Путь' }));
    await screen.findByRole('heading', { level: 1, name: /путь/i });
    history.replaceState(null, '', '/profile/portrait');
    expect((await field('Как на самом деле')).value).toBe('Держу, когда верю');
    open('/profile/portrait');
    const kept = await field('Как на самом деле');
    expect(kept.value).toBe('Держу, когда верю');
    // Nobody asked for the keyboard.
    expect(document.activeElement).not.toBe(kept);
    expect(screen.getAllByRole('button', { name: /^Поправить/ })).toHaveLength(1);
  });

  it('is gone when it was cancelled', async () => {
    await corrects('Держу, когда верю');
    await press('Отмена');
    open('/profile/portrait');
    expect(await screen.findByText('Держит слово')).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('stays on no device when it was a call for help', async () => {
    api.on('PATCH /api/me/statements/a1', refusedWithCare);
    await corrects('Не хочу жить');
    await waitFor(() => expect(onTheDevice()).toContain('Не хочу жить'));
    await press('Сохранить');
    expect(await screen.findByText('Вы не одни')).toBeTruthy();
    expect(onTheDevice()).not.toContain('Не хочу жить');
  });
});

describe('an objection that was typed and not sent', () => {
  it('stands there again when the app is opened again', async () => {
    await objects('Мне рано');
    open('/readiness');
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox')).value).toBe('Мне рано');
  });

  it('waits where the person says: not now', async () => {
    await objects('Мне рано');
    await press('Не сейчас');
    await press('Не могу согласиться');
    expect((await screen.findByRole<HTMLTextAreaElement>('textbox')).value).toBe('Мне рано');
  });

  it('is not asked for again when it arrives after the person went on to another screen', async () => {
    let arrive = () => {};
    api.on(CONTEST, () => new Promise((done) => (arrive = () => done(json(item({ contested: true }))))));
    await objects('Мне рано');
    fireEvent.submit(screen.getByRole('textbox').closest('form') as HTMLFormElement);
    await waitFor(() => expect(api.sent(CONTEST)).toHaveLength(1));
    fireEvent.click(await screen.findByRole('link', { name: 'Путь' }));
    await waitFor(() => expect(screen.queryByText(/Вы видите это иначе/)).toBeNull());
    expect(onTheDevice()).toContain('Мне рано');
    arrive();
    await waitFor(() => expect(onTheDevice()).not.toContain('Мне рано'));
  });
});
