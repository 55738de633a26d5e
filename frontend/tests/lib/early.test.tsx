import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEarly } from '@/early/start';
import { Auth, actAs, authorizedFetch, firstUser } from '@/shared/api/auth';
import { SecureValue } from '@/shared/telegram/secureStore';
import { FakeApi, json, refusal } from '../fakeApi';
import { newcomer, SESSION_ID, turn } from '../people';
import { renderApp } from '../render';

const SIGN_IN = 'POST /api/auth/telegram';
/** What `renderApp` is opened with. */
const SIGNED = 'signed';
const IN_RUSSIAN = 'user=%7B%22language_code%22%3A%22ru%22%7D&hash=1';
const FILES = {
  map: ['Map-1'],
  chat: ['Chat-1', 'beside-1'],
  'chat.ru': ['ru-2'],
  'first.ru': ['ru-1'],
  'first.en': ['en-1'],
  onboarding: ['Steps-1'],
};

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

afterEach(() => {
  window.reloveEarly = undefined;
  for (const link of document.head.querySelectorAll('link')) link.remove();
});

/** The page's own script, as it runs while the bundle is on its way. */
function early(path = '/', initData = SIGNED, more = ''): void {
  history.replaceState(null, '', `${path}#tgWebAppData=${encodeURIComponent(initData)}${more}`);
  startEarly(FILES);
}

/** Then the app itself, which is given the same launch data. */
const open = (path = '/') => renderApp(path);

const read = (path: string) => authorizedFetch(new Request(new URL(path, location.origin)));
const preloaded = () =>
  [...document.head.querySelectorAll('link')].map((link) => link.getAttribute('href')?.slice(8, -3));
const sent = (path: string) => api.sent(`GET ${path}`).length;

describe('what is asked for while the bundle is on its way', () => {
  it('is taken over by the app, which asks for none of it again', async () => {
    early();
    open();
    expect(await screen.findByRole('heading', { level: 1, name: /Анна/ })).toBeTruthy();
    expect(api.sent(SIGN_IN)).toHaveLength(1);
    expect(await api.sent(SIGN_IN)[0]?.json()).toEqual({ init_data: SIGNED });
    expect([sent('/api/me'), sent('/api/journey'), sent('/api/sessions')]).toEqual([0, 1, 1]);
    expect(api.sent('GET /api/journey')[0]?.headers.get('Authorization')).toBe('Bearer access-1');
  });

  it('reaches as far as the words of the open talk', async () => {
    api.turns = [turn('guide', 'Что сегодня откликается?')];
    early('/chat');
    await waitFor(() => expect(sent(`/api/sessions/${SESSION_ID}/turns`)).toBe(1));
    open('/chat');
    expect(await screen.findByText('Что сегодня откликается?')).toBeTruthy();
    expect(sent('/api/sessions')).toBe(1);
  });

  it('is what the link into the app asked for', async () => {
    early('/', SIGNED, '&tgWebAppStartParam=stream-put-geroya');
    await waitFor(() => expect(sent('/api/streams/put-geroya')).toBe(1));
    early('/', `${IN_RUSSIAN}&start_param=readiness`);
    await waitFor(() => expect([sent('/api/readiness'), sent('/api/streams')]).toEqual([1, 1]));
    expect(sent('/api/journey')).toBe(0);
  });

  it('comes with the files of the page, in the language of the person', () => {
    early('/chat', IN_RUSSIAN);
    expect(preloaded()).toEqual(['ru-1', 'Chat-1', 'beside-1', 'ru-2']);
  });

  it('is nothing outside of Telegram', () => {
    history.replaceState(null, '', '/chat');
    startEarly(FILES);
    expect(api.requests).toHaveLength(0);
    expect(preloaded()).toEqual(['en-1']);
  });

  it('is found after a reload, too', () => {
    sessionStorage.setItem(
      'tapps/launchParams',
      JSON.stringify(new URLSearchParams({ tgWebAppData: SIGNED }).toString()),
    );
    history.replaceState(null, '', '/chat');
    startEarly(FILES);
    expect(api.sent(SIGN_IN)).toHaveLength(1);
  });

  it('brings a newcomer the first steps, and asks for nothing that is not there yet', async () => {
    api.me = newcomer();
    early();
    await waitFor(() => expect(preloaded()).toContain('Steps-1'));
    expect(api.requests).toHaveLength(1);
    open();
    expect(await screen.findByRole('heading', { name: 'Как вас называть?' })).toBeTruthy();
    expect(api.sent(SIGN_IN)).toHaveLength(1);
  });
});

describe('where it failed', () => {
  it('the app signs in by itself', async () => {
    let tries = 0;
    api.on(SIGN_IN, () => {
      tries += 1;
      if (tries === 1) throw new TypeError('network');
      return json(api.tokens());
    });
    early();
    open();
    expect(await screen.findByRole('heading', { level: 1, name: /Анна/ })).toBeTruthy();
    expect([tries, sent('/api/journey')]).toEqual([2, 1]);
  });

  it('a refusal stands', async () => {
    api.on(SIGN_IN, () => refusal(401, 'init_data_expired'));
    early();
    open();
    expect(await screen.findByRole('heading', { name: 'Давайте откроем заново' })).toBeTruthy();
    expect(sent('/api/journey')).toBe(0);
  });

  it('the refresh token of an earlier launch still signs in', async () => {
    api.on(SIGN_IN, () => refusal(401, 'init_data_expired'));
    api.on('POST /api/auth/refresh', () => json(api.tokens('2')));
    early();
    const store = new SecureValue('test');
    store.write('kept');
    actAs(new Auth(SIGNED, store));
    expect((await read('/api/journey')).status).toBe(200);
    expect(api.sent('GET /api/journey')[0]?.headers.get('Authorization')).toBe('Bearer access-2');
  });

  it('an answer that went wrong is asked for again', async () => {
    let tries = 0;
    api.on('GET /api/journey', () => {
      tries += 1;
      return tries === 1 ? refusal(503, 'unavailable') : json(api.journey);
    });
    early();
    open();
    expect(await screen.findByRole('heading', { level: 1, name: /Анна/ })).toBeTruthy();
    expect(tries).toBe(2);
  });
});

describe('what came early', () => {
  beforeEach(async () => {
    early();
    actAs(new Auth(SIGNED, new SecureValue('test')));
    await waitFor(() => expect(sent('/api/journey')).toBe(1));
  });

  it('is given once', async () => {
    await read('/api/journey');
    expect(sent('/api/journey')).toBe(1);
    await read('/api/journey');
    expect(sent('/api/journey')).toBe(2);
  });

  it('is not given when anything was changed meanwhile', async () => {
    api.on('POST /api/readiness', () => json({}));
    await authorizedFetch(new Request(new URL('/api/readiness', location.origin), { method: 'POST' }));
    await read('/api/journey');
    expect(sent('/api/journey')).toBe(2);
  });

  it('is not given when it is old', async () => {
    if (window.reloveEarly) window.reloveEarly.at -= 60_000;
    await read('/api/journey');
    expect(sent('/api/journey')).toBe(2);
  });

  it('is not given to anybody else', async () => {
    actAs(new Auth('somebody else', new SecureValue('test')));
    await Promise.all([firstUser(), read('/api/me')]);
    expect(api.sent(SIGN_IN)).toHaveLength(2);
    await read('/api/journey');
    expect(sent('/api/journey')).toBe(2);
  });
});
