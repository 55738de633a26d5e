import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectHost } from '@/shared/telegram/host';
import { lasting } from '@/shared/telegram/storage';
import { EventStream, FakeApi, json } from '../fakeApi';
import { me, newcomer, SESSION_ID, turn } from '../people';
import { item, readiness, stream, tell } from '../programmes';
import { renderApp } from '../render';

const postEvent = vi.fn();

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  postEvent.mockClear();
  vi.stubGlobal('TelegramWebviewProxy', { postEvent });
  connectHost('9.1');
});

afterEach(() => {
  cleanup();
  connectHost('0.0');
  lasting.drafts = true;
});

/** What Telegram was told last of one kind. */
const told = (method: string): unknown =>
  JSON.parse(postEvent.mock.calls.filter(([name]) => name === method).at(-1)?.[1] ?? 'null');

const leads = () =>
  (told('web_app_setup_back_button') as { is_visible: boolean } | null)?.is_visible === true;

const back = () =>
  act(() => {
    window.dispatchEvent(
      new MessageEvent('message', {
        data: JSON.stringify({ eventType: 'back_button_pressed' }),
        source: window.parent,
      }),
    );
  });

const TURN = '01990000-0000-7000-9000-000000000001';

describe('Telegram’s way back', () => {
  it.each([
    ['/journey/stage_3', '/'],
    ['/streams/svoi-granitsy', '/readiness'],
    [`/chat/at/${TURN}`, '/chat'],
    ['/profile/portrait', '/profile'],
    ['/profile/portrait/changes', '/profile/portrait'],
    ['/profile/memory', '/profile'],
    ['/profile/manner', '/profile'],
    ['/profile/time', '/profile'],
    ['/profile/time/zone', '/profile/time'],
    ['/profile/consents', '/profile'],
    ['/profile/data', '/profile'],
    ['/profile/help', '/profile'],
  ])('on %s leads to %s, though the window around has a history of its own', async (path, parent) => {
    vi.spyOn(history, 'length', 'get').mockReturnValue(9);
    const away = vi.spyOn(history, 'back').mockImplementation(() => undefined);
    renderApp(path);
    await waitFor(() => expect(leads()).toBe(true), { timeout: 4000 });
    back();
    await waitFor(() => expect(location.pathname).toBe(parent));
    expect(away).not.toHaveBeenCalled();
  });

  it.each(['/', '/readiness', '/streams', '/chat', '/profile'])('is not shown on %s', async (path) => {
    renderApp(path);
    await screen.findByRole('navigation');
    await waitFor(() => expect(document.querySelector('main .skeleton')).toBeNull());
    expect(leads()).toBe(false);
  });

  it('leads from a quote’s place to the screen where it stood', async () => {
    const said = turn('person', 'У меня есть дочь Соня');
    api.on(`GET /api/turns/${said.id}`, () => json({ items: [said] }));
    api.on('GET /api/me/memory', () =>
      json({
        items: [
          {
            id: 'm1',
            kind: 'fact',
            key: null,
            text: 'Дочь',
            quote: said.text,
            sources: [{ turn_id: said.id, session_id: SESSION_ID }],
            confidence: 0.9,
            at: said.created_at,
            status: 'active',
          },
        ],
        next: null,
      }),
    );
    renderApp('/profile/memory');
    fireEvent.click(await screen.findByRole('link', { name: /Соня/ }));
    await screen.findByText('У меня есть дочь Соня');
    expect(location.pathname).toBe(`/chat/at/${said.id}`);
    back();
    await waitFor(() => expect(location.pathname).toBe('/profile/memory'));
  });

  it('goes step by step through the first steps, and has none on the first', async () => {
    api.me = newcomer();
    renderApp('/welcome');
    fireEvent.click(await screen.findByRole('button', { name: 'Дальше' }));
    await waitFor(() => expect(leads()).toBe(true));
    back();
    await waitFor(() => expect(leads()).toBe(false));
    expect(location.pathname).toBe('/welcome');
  });
});

const asks = () =>
  (told('web_app_setup_closing_behavior') as { need_confirmation: boolean } | null)?.need_confirmation ===
  true;
const type = async (name: string | RegExp, value: string) =>
  fireEvent.change(await screen.findByRole('textbox', { name }), { target: { value } });

describe('Telegram asks before closing', () => {
  it.each([
    '/',
    '/readiness',
    '/streams/svoi-granitsy',
    '/journey/stage_3',
    `/chat/at/${TURN}`,
    '/profile',
    '/profile/portrait',
    '/profile/memory',
    '/profile/manner',
    '/profile/time',
    '/profile/time/zone',
    '/profile/consents',
    '/profile/data',
    '/profile/help',
    '/chat',
    '/welcome',
  ])('never on %s, where nothing was typed', async (path) => {
    renderApp(path);
    await screen.findByRole('main');
    await waitFor(() => expect(document.querySelector('main .skeleton')).toBeNull());
    expect(asks()).toBe(false);
  });

  it('not in the talk, where words are safe on the device, and does where they are not', async () => {
    renderApp('/chat');
    await type('Сообщение', 'Не дописано');
    expect(asks()).toBe(false);
    lasting.drafts = false;
    await type('Сообщение', 'Не дописано, и негде');
    await waitFor(() => expect(asks()).toBe(true));
    await type('Сообщение', '');
    await waitFor(() => expect(asks()).toBe(false));
  });

  it('not while a message is on its way, or failed: it is kept', async () => {
    api.on(`POST /api/sessions/${SESSION_ID}/turns`, () => new EventStream().response);
    renderApp('/chat');
    await type('Сообщение', 'В пути');
    fireEvent.click(screen.getByRole('button', { name: 'Отправить' }));
    await screen.findByRole('button', { name: 'Остановить' });
    expect(asks()).toBe(false);
  });

  it('in the first steps only where the answers cannot be kept', async () => {
    api.me = newcomer();
    const { unmount } = renderApp('/welcome');
    await type('Как вас называть?', 'Анюта');
    expect(asks()).toBe(false);
    unmount();
    lasting.drafts = false;
    renderApp('/welcome');
    await type('Как вас называть?', 'Анюта Б');
    await waitFor(() => expect(asks()).toBe(true));
  });

  it('for a name that is not saved only where it cannot be kept', async () => {
    lasting.drafts = false;
    renderApp('/profile/manner');
    const name = await screen.findByRole<HTMLInputElement>('textbox');
    fireEvent.change(name, { target: { value: 'Анюта' } });
    await waitFor(() => expect(asks()).toBe(true));
    fireEvent.change(name, { target: { value: '' } });
    await waitFor(() => expect(asks()).toBe(false));
  });

  it('for an objection that is not sent only where it cannot be kept', async () => {
    lasting.drafts = false;
    api.me = me({ gender: 'female' });
    tell(api, readiness([item()]), [stream()]);
    api.on('POST /api/readiness/path/contest', () => json(item({ contested: true })));
    renderApp('/readiness');
    fireEvent.click(await screen.findByRole('button', { name: 'Я не согласна' }));
    expect(asks()).toBe(false);
    await type(/./, 'Это не про меня');
    await waitFor(() => expect(asks()).toBe(true));
    fireEvent.submit(screen.getByRole('textbox').closest('form') as HTMLFormElement);
    await waitFor(() => expect(asks()).toBe(false));
  });

  it('for a correction that is not saved only where it cannot be kept', async () => {
    api.on('GET /api/me/statements', () =>
      json({
        items: [
          {
            id: 'a1',
            kind: 'trait',
            text: 'Держит слово',
            turn_ids: [],
            confidence: 0.8,
            status: 'active',
            created_at: '2026-11-01T10:00:00Z',
            updated_at: '2026-11-01T10:00:00Z',
            sources: [],
          },
        ],
        next: null,
        summary: null,
        updated_at: '2026-11-01T10:00:00Z',
      }),
    );
    renderApp('/profile/portrait');
    fireEvent.click(await screen.findByRole('button', { name: /^Поправить/ }));
    expect(asks()).toBe(false);
    await type('Как на самом деле', 'Иначе');
    expect(asks()).toBe(false);
    lasting.drafts = false;
    await type('Как на самом деле', 'Совсем иначе');
    await waitFor(() => expect(asks()).toBe(true));
  });
});
