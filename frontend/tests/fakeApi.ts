import { vi } from 'vitest';
import type { ConsentKind, Journey, Me, Session, Tokens, Turn } from '@/shared/api/types';
import { journey, me, NEXT_SESSION_ID, SESSION_ID, session } from './people';

type Handler = (request: Request) => Response | Promise<Response>;

export const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

export const refusal = (status: number, code: string, message = 'Не получилось'): Response =>
  json({ error: { code, message, request_id: 'r' } }, status);

/** A text/event-stream that a test writes step by step. */
export class EventStream {
  readonly response: Response;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor() {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
    });
    this.response = new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
  }

  send(event: string, data: unknown): void {
    this.#controller?.enqueue(new TextEncoder().encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
  }

  close(): void {
    this.#controller?.close();
  }
}

/** The API at its edge: the network. Everything behind `fetch` is the app's own. */
export class FakeApi {
  me: Me = me();
  journey: Journey = journey();
  sessions: Session[] = [session()];
  turns: Turn[] = [];
  readonly live = new EventStream();
  readonly requests: Request[] = [];
  readonly #handlers = new Map<string, Handler>();

  install(): this {
    vi.stubGlobal('fetch', async (input: Request | URL | string, init?: RequestInit) => {
      const request = input instanceof Request ? input : new Request(input, init);
      this.requests.push(request.clone());
      const own = this.#handlers.get(`${request.method} ${new URL(request.url).pathname}`);
      return own ? own(request) : this.#answer(request);
    });
    return this;
  }

  on(route: string, handler: Handler): this {
    this.#handlers.set(route, handler);
    return this;
  }

  sent(route: string): Request[] {
    return this.requests.filter(({ method, url }) => `${method} ${new URL(url).pathname}` === route);
  }

  tokens(name = '1'): Tokens {
    return {
      access_token: `access-${name}`,
      refresh_token: `refresh-${name}`,
      expires_in: 1800,
      user: this.me,
    };
  }

  async #answer(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    const route = `${request.method} ${path.replace(/sessions\/[^/]+/, 'sessions/{id}')}`;
    switch (route) {
      case 'POST /api/auth/telegram':
        return json(this.tokens());
      case 'GET /api/me':
        return json(this.me);
      case 'PATCH /api/me': {
        const patch = (await request.json()) as Partial<Me>;
        this.me = { ...this.me, ...patch, ...(patch.timezone && { timezone_confirmed: true }) };
        return json(this.me);
      }
      case 'PUT /api/me/consents': {
        const changes = (await request.json()) as Record<string, boolean>;
        const kept = this.me.consents.filter(({ kind }) => changes[kind] === undefined);
        const items = [
          ...kept,
          ...Object.entries(changes).map(([kind, granted]) => ({
            kind: kind as ConsentKind,
            granted,
            version: 1,
            at: new Date().toISOString(),
          })),
        ];
        this.me = { ...this.me, consents: items };
        return json({ items });
      }
      case 'GET /api/me/help':
        return json({ lines: [], country: this.me.country, countries: ['RU', 'KZ', 'EU'] });
      case 'GET /api/journey':
        return json(this.journey);
      case 'GET /api/sessions':
        return json({ items: this.sessions, next: null });
      case 'POST /api/sessions': {
        const { type } = (await request.json()) as Pick<Session, 'type'>;
        const before = this.sessions.map((one) => ({ ...one, status: 'completed' as const }));
        this.sessions = [
          session({ type, id: this.sessions.length ? NEXT_SESSION_ID : SESSION_ID }),
          ...before,
        ];
        return json(this.sessions[0], 201);
      }
      case 'POST /api/sessions/{id}/complete':
        this.sessions = [session({ status: 'completed', summary: 'Вот что прозвучало' })];
        return json(this.sessions[0]);
      case 'POST /api/sessions/{id}/stop':
        return new Response(null, { status: 204 });
      case 'GET /api/sessions/{id}/turns':
        return json({ items: this.turns, next: null });
      case 'GET /api/events':
        return this.live.response;
      default:
        return refusal(404, 'not_found');
    }
  }
}
