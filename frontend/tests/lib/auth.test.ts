import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Auth, actAs, authorizedFetch, type RefreshStore } from '@/shared/api/auth';
import { SignInExpired } from '@/shared/api/errors';
import { FakeApi, json, refusal } from '../fakeApi';

class Store implements RefreshStore {
  value: string | null = null;
  read = () => Promise.resolve(this.value);
  write = (value: string | null) => {
    this.value = value;
  };
}

const LOGIN = 'POST /api/auth/telegram';
const REFRESH = 'POST /api/auth/refresh';

let api: FakeApi;
let store: Store;

beforeEach(() => {
  api = new FakeApi().install();
  store = new Store();
  actAs(new Auth('signed by Telegram', store));
});

const get = () => authorizedFetch(new Request(new URL('/api/me', location.origin)));
const sentWith = (route: string) => api.sent(route).map((request) => request.headers.get('Authorization'));

describe('sign-in', () => {
  it('exchanges the signed data once, however many ask at the same time', async () => {
    await Promise.all([get(), get(), get()]);
    expect(api.sent(LOGIN)).toHaveLength(1);
    expect(await api.sent(LOGIN)[0]?.json()).toEqual({ init_data: 'signed by Telegram' });
    expect(new Set(sentWith('GET /api/me'))).toEqual(new Set(['Bearer access-1']));
    expect(store.value).toBe('refresh-1');
  });

  it('renews a refused token by the refresh token and sends the request once more', async () => {
    await get();
    api.on('GET /api/me', (request) =>
      request.headers.get('Authorization') === 'Bearer access-2'
        ? json(api.me)
        : refusal(401, 'token_expired'),
    );
    api.on(REFRESH, () => json(api.tokens('2')));
    const answers = await Promise.all([get(), get()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(api.sent(REFRESH)).toHaveLength(1);
    expect(api.sent(LOGIN)).toHaveLength(1);
    expect(store.value).toBe('refresh-2');
  });

  it('does without a lock where the browser refuses one', async () => {
    const refuse = () => Promise.reject(new DOMException('denied', 'SecurityError'));
    vi.stubGlobal('navigator', { locks: { request: refuse } });
    expect((await get()).status).toBe(200);
    expect(api.sent(LOGIN)).toHaveLength(1);
  });

  it('does not ask a third time', async () => {
    api.on('GET /api/me', () => refusal(401, 'token_expired'));
    api.on(REFRESH, () => json(api.tokens('2')));
    expect((await get()).status).toBe(401);
    expect(api.sent('GET /api/me')).toHaveLength(2);
  });

  it('falls back on the signed data when the refresh token is refused', async () => {
    await get();
    api.on('GET /api/me', (request) =>
      request.headers.get('Authorization') === 'Bearer access-3'
        ? json(api.me)
        : refusal(401, 'token_expired'),
    );
    api.on(REFRESH, () => refusal(401, 'refresh_revoked'));
    api.on(LOGIN, () => json(api.tokens('3')));
    expect((await get()).status).toBe(200);
  });

  it('takes the refresh token of an earlier launch when the signed data is too old', async () => {
    store.value = 'kept';
    api.on(LOGIN, () => refusal(401, 'init_data_expired'));
    api.on(REFRESH, () => json(api.tokens('4')));
    await get();
    expect(await api.sent(REFRESH)[0]?.json()).toEqual({ refresh_token: 'kept' });
    expect(sentWith('GET /api/me')).toEqual(['Bearer access-4']);
  });

  it('says that it has expired when nothing is good any more', async () => {
    api.on(LOGIN, () => refusal(401, 'init_data_expired'));
    await expect(get()).rejects.toBeInstanceOf(SignInExpired);
  });

  it('forgets nothing when only the network failed', async () => {
    await get();
    api.on('GET /api/me', () => refusal(401, 'token_expired'));
    api.on(REFRESH, () => {
      throw new TypeError('network');
    });
    await expect(get()).rejects.toThrow('network');
    expect(store.value).toBe('refresh-1');
    expect(api.sent(LOGIN)).toHaveLength(1);
  });
});
