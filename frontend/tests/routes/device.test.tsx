import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newQueryClient } from '@/app/App';
import { forget, restore } from '@/shared/api/kept';
import type { Turn } from '@/shared/api/types';
import { FakeApi, json, refusal } from '../fakeApi';
import { me, newcomer, SESSION_ID, session, turn } from '../people';
import { renderApp } from '../render';

const KEY = 'relove/kept';
const ANNA = 7;
const HOUR_MS = 3_600_000;

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [turn('guide', 'Что сегодня откликается?')];
});

afterEach(() => {
  vi.useRealTimers();
  forget();
});

/** The app as somebody opens it on this device. */
function open(path: string, user = ANNA) {
  const client = newQueryClient();
  restore(client, user);
  return renderApp(path, client);
}

/** Closed after a look at it, when all that it shows has come. */
async function close(): Promise<void> {
  await waitFor(() => expect(api.sent('GET /api/events').length).toBeGreaterThan(0));
  await waitFor(() => {
    window.dispatchEvent(new Event('pagehide'));
    expect(localStorage.getItem(KEY)).toBeTruthy();
  });
  cleanup();
}

/** From now on the API says nothing at all. */
function holdBack(): FakeApi {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  return api;
}

async function seen(path: string, text: string | RegExp): Promise<void> {
  open(path);
  await screen.findAllByText(text);
  await waitFor(() => expect(document.querySelector('.skeleton')).toBeNull());
  await close();
}

const kept = () => localStorage.getItem(KEY) ?? '';

describe('what was seen last', () => {
  it('is on the screen at once when the app is opened again, though the API is silent', async () => {
    await seen('/', api.journey.stages[2]?.name ?? '');
    holdBack();
    const { container } = open('/');
    // No waiting here: it is the first picture.
    expect(container.querySelector('.skeleton')).toBeNull();
    expect(
      container.querySelectorAll('.node').length || screen.getAllByRole('button').length,
    ).toBeGreaterThan(11);
  });

  it('is the last page of the talk too, and each turn stands there once when the answer comes', async () => {
    await seen('/chat', 'Что сегодня откликается?');
    api.turns = [...api.turns, turn('person', 'Мне обидно'), turn('guide', 'Слышу вас')];
    let answer = () => undefined as undefined;
    api.on(`GET /api/sessions/${SESSION_ID}/turns`, async () => {
      await new Promise<void>((resolve) => {
        answer = () => resolve() as undefined;
      });
      return json({ items: api.turns, next: null });
    });
    const { container } = open('/chat');
    expect(await screen.findByText('Что сегодня откликается?')).toBeTruthy();
    expect(container.querySelector('.skeleton')).toBeNull();
    await waitFor(() => expect(api.sent(`GET /api/sessions/${SESSION_ID}/turns`).length).toBeGreaterThan(1));
    answer();
    expect(await screen.findByText('Слышу вас')).toBeTruthy();
    expect(screen.getAllByText('Что сегодня откликается?')).toHaveLength(1);
  });

  it('gives way to what the API says now', async () => {
    await seen('/profile', 'Анна');
    api.me = me({ first_name: 'Аня' });
    open('/profile');
    expect(await screen.findByRole('heading', { name: 'Аня' })).toBeTruthy();
  });

  it('holds one page of one talk, and no token', async () => {
    const many: Turn[] = Array.from({ length: 40 }, (_, n) => turn('person', `Слова ${n}`));
    api.turns = many;
    api.sessions = [
      session(),
      session({ id: 'old', status: 'completed', summary: 'Прежний разговор о маме', completed_at: null }),
    ];
    const older = [turn('person', 'Давнее признание')];
    api.on(`GET /api/sessions/${SESSION_ID}/turns`, (request) =>
      new URL(request.url).searchParams.has('before')
        ? json({ items: older, next: null })
        : json({ items: api.turns, next: 'c' }),
    );
    const { client } = open('/chat');
    await screen.findByText('Слова 39');
    fireEvent.click(await screen.findByRole('button', { name: 'Показать более ранние' }));
    await screen.findByText('Давнее признание');
    client.setQueryData(['streams'], { items: [{ slug: 'a', link: '/go/a?t=signed' }] });
    await close();
    expect(kept()).toContain('Слова 39');
    expect(kept()).toContain('"link":"/go/a"');
    for (const secret of ['Давнее признание', 'Прежний разговор', 'signed', 'access-', 'refresh-']) {
      expect(kept()).not.toContain(secret);
    }
  });
});

describe('nothing is shown of what was kept', () => {
  const nothing = () => {
    expect(newQueryClientAfter(ANNA).getQueryCache().getAll()).toHaveLength(0);
  };
  const newQueryClientAfter = (user: number) => {
    const client = newQueryClient();
    restore(client, user);
    return client;
  };

  it('to another person in the same browser, and it is gone', async () => {
    await seen('/', api.journey.stages[2]?.name ?? '');
    expect(newQueryClientAfter(8).getQueryCache().getAll()).toHaveLength(0);
    expect(kept()).toBe('');
    nothing();
  });

  it('after a day', async () => {
    await seen('/', api.journey.stages[2]?.name ?? '');
    vi.useFakeTimers({ now: Date.now() + 23 * HOUR_MS });
    expect(newQueryClientAfter(ANNA).getQueryData(['journey'])).toBeTruthy();
    vi.setSystemTime(Date.now() + 2 * HOUR_MS);
    nothing();
  });

  it('by an app that speaks another API', async () => {
    await seen('/', api.journey.stages[2]?.name ?? '');
    localStorage.setItem(KEY, kept().replace(/"api":"[^"]+"/, '"api":"other"'));
    nothing();
    expect(kept()).toBe('');
  });

  it('that nobody can read', () => {
    localStorage.setItem(KEY, '{"user":7,');
    nothing();
  });
});

describe('the copy on the device is emptied', () => {
  it('when the erasure of everything is asked for', async () => {
    api.on('DELETE /api/me', () =>
      json({ confirmation: 'sent_to_chat', expires_at: new Date(Date.now() + 600_000).toISOString() }, 202),
    );
    await seen('/profile/data', /Что хранит reLove/);
    expect(kept()).not.toBe('');
    open('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Отправить кнопку в чат' }));
    await waitFor(() => expect(kept()).toBe(''));
    window.dispatchEvent(new Event('pagehide'));
    expect(kept()).toBe('');
  });

  it('when nothing can sign the person in any more', async () => {
    await seen('/', api.journey.stages[2]?.name ?? '');
    api.on('POST /api/auth/telegram', () => refusal(401, 'init_data_expired'));
    open('/');
    expect(await screen.findByRole('heading', { name: 'Давайте откроем заново' })).toBeTruthy();
    await waitFor(() => expect(kept()).toBe(''));
  });

  it('in a pause for care: the words that led to it stay with the server', async () => {
    await seen('/chat', 'Что сегодня откликается?');
    api.me = me({ care_pause: { active: true, since: '2026-11-01T10:00:00Z', reason_code: 'abuse' } });
    open('/chat');
    await screen.findByText(/бережно/i);
    await waitFor(() => expect(kept()).toBe(''));
  });

  it('for who was erased and came again: they are somebody else', async () => {
    await seen('/chat', 'Что сегодня откликается?');
    api.me = newcomer({ id: '01990000-0000-7000-8000-00000000000b' });
    api.sessions = [];
    api.turns = [];
    const { client } = open('/chat');
    await waitFor(() =>
      expect(JSON.stringify(client.getQueryData(['turns', SESSION_ID]) ?? '')).not.toContain('откликается'),
    );
    await waitFor(() => {
      window.dispatchEvent(new Event('pagehide'));
      expect(kept()).not.toContain('Что сегодня откликается?');
    });
    expect(screen.queryByText('Что сегодня откликается?')).toBeNull();
  });
});
