import { SecureValue } from '@/shared/telegram/secureStore';
import { takeAnswer, takeSignIn } from './early';
import { ApiError, errorFrom, SignInExpired } from './errors';
import type { Me, Tokens } from './types';

export interface RefreshStore {
  read(): Promise<string | null>;
  write(value: string | null): void;
}

const LOCK = 'relove/refresh';

/** One renewal at a time over all windows, where the browser can see to it. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  let result: Promise<T> | undefined;
  const once = () => {
    result ??= work();
    return result;
  };
  try {
    await locks?.request(LOCK, () => once().catch(() => undefined));
  } catch {
    // A browser that blocks storage in a frame of another site refuses locks there too.
  }
  return once();
}

function post(path: string, body: unknown): Promise<Response> {
  return globalThis.fetch(new URL(path, location.origin), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function read(answer: Promise<Response>): Promise<Tokens> {
  const response = await answer;
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as Tokens;
}

function refused(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
}

/** Keeps the person signed in without their ever seeing it. */
export class Auth {
  readonly #initData: string;
  readonly #store: RefreshStore;
  #access: string | null = null;
  #running: Promise<string> | null = null;
  /** Signed data is exchanged once; again only when the refresh token is gone. */
  #initDataUsed = false;
  #user: Me | null = null;

  constructor(initData: string, store: RefreshStore) {
    this.#initData = initData;
    this.#store = store;
  }

  /** A token to send. Signs in first when there is none. */
  async token(): Promise<string> {
    return this.#access ?? this.renew(null);
  }

  /** Another token in place of one that was refused; callers at the same time share one renewal. */
  renew(refusedToken: string | null): Promise<string> {
    if (this.#access !== null && this.#access !== refusedToken) return Promise.resolve(this.#access);
    this.#running ??= alone(() => this.#obtain()).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #obtain(): Promise<string> {
    const ways = this.#initDataUsed
      ? [this.#byRefresh, this.#byInitData]
      : [this.#byInitData, this.#byRefresh];
    for (const way of ways) {
      try {
        const tokens = await way();
        if (!tokens) continue;
        this.#access = tokens.access_token;
        this.#user = tokens.user;
        this.#store.write(tokens.refresh_token);
        return tokens.access_token;
      } catch (error) {
        // Only a refusal means that this way is closed; a lost network leaves all as it is.
        if (!refused(error)) throw error;
      }
    }
    this.#access = null;
    throw new SignInExpired();
  }

  /** Who signed in, as the server said it then; told once, for later it may be old. */
  async firstUser(): Promise<Me | null> {
    if (this.#access !== null) return null;
    await this.token();
    const user = this.#user;
    this.#user = null;
    return user;
  }

  readonly #byInitData = async (): Promise<Tokens> => {
    const ask = () => post('/api/auth/telegram', { init_data: this.#initData });
    const tokens = await read(takeSignIn(this.#initData)?.catch(ask) ?? ask());
    this.#initDataUsed = true;
    return tokens;
  };

  readonly #byRefresh = async (): Promise<Tokens | null> => {
    const refreshToken = await this.#store.read();
    return refreshToken ? read(post('/api/auth/refresh', { refresh_token: refreshToken })) : null;
  };
}

let current: Auth | null = null;

/** Called once, before anything is asked of the API. */
export function signInWith(initData: string, userId: number): Auth {
  current = new Auth(initData, new SecureValue(`relove.refresh.${userId}`));
  return current;
}

export function actAs(auth: Auth): void {
  current = auth;
}

/** The person, as far as signing in just said who they are; null when it was long ago. */
export const firstUser = async (): Promise<Me | null> => (await current?.firstUser()) ?? null;

/** Sends a request as the signed-in person; one refused token is renewed and the request sent once more. */
export async function authorizedFetch(request: Request): Promise<Response> {
  if (!current) throw new SignInExpired();
  const early = await takeAnswer(request);
  if (early) return early;
  const again = request.clone();
  const token = await current.token();
  request.headers.set('Authorization', `Bearer ${token}`);
  const response = await globalThis.fetch(request);
  if (response.status !== 401) return response;
  void response.body?.cancel();
  again.headers.set('Authorization', `Bearer ${await current.renew(token)}`);
  return globalThis.fetch(again);
}
