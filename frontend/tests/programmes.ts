import type { Enrolment, Readiness, ReadinessItem, Stream } from '@/shared/api/types';
import type { FakeApi } from './fakeApi';
import { json } from './fakeApi';

export const TURN_ID = '01990000-0000-7000-9000-00000000000a';

export function item(part: Partial<ReadinessItem> = {}): ReadinessItem {
  return {
    stream: 'path',
    name: 'Путь Героя',
    score: 78,
    trend: 6,
    low: false,
    reasons: [{ text: 'Сказанное «нет»: «мир не рухнул»', quote: '«мир не рухнул»', turn_ids: [TURN_ID] }],
    would_raise: ['Назовите страх по имени'],
    contested: false,
    ...part,
  };
}

export function readiness(items: ReadinessItem[], part: Partial<Readiness> = {}): Readiness {
  return {
    items,
    best: items.filter(({ score }) => score !== null).map(({ stream }) => stream),
    computed_at: '2026-11-19T10:00:00Z',
    via: 'rules',
    paused: false,
    ...part,
  };
}

export function enrolment(part: Partial<Enrolment> = {}): Enrolment {
  return {
    id: '01990000-0000-7000-8000-0000000000ee',
    state: 'active',
    started_at: '2026-11-18T10:00:00Z',
    finished_at: null,
    done: 0,
    total: 3,
    progress: 0,
    next_at: '2026-11-22T06:30:00Z',
    ...part,
  };
}

export function stream(part: Partial<Stream> = {}): Stream {
  return {
    slug: 'path',
    name: 'Путь Героя',
    promise: 'Пять недель, чтобы дойти',
    description: 'О чём это',
    suits: ['вы готовы идти медленно'],
    dates: 'Начать можно в любой день',
    starts_on: null,
    price: { amount: 5900, currency: 'RUB', text: '5 900 ₽' },
    link: '/go/path?t=code',
    exercises: [1, 2, 3].map((n) => ({
      n,
      title: `Упражнение ${n}`,
      text: null,
      day: n * 2 - 1,
      state: 'ahead' as const,
    })),
    enrolment: null,
    readiness: null,
    interested: false,
    ...part,
  };
}

/** The first exercise came. */
export function begun(part: Partial<Stream> = {}): Stream {
  const [first, ...rest] = stream().exercises;
  if (!first) throw new Error('no exercises');
  return stream({
    exercises: [{ ...first, text: 'Запишите три слова', state: 'sent' }, ...rest],
    enrolment: enrolment(),
    ...part,
  });
}

/** What the API tells of readiness and of programmes. */
export function tell(api: FakeApi, view: Readiness, streams: Stream[]): void {
  api.on('GET /api/readiness', () => json(view));
  api.on('GET /api/streams', () => json({ items: streams, next: null, paused: view.paused }));
  for (const one of streams) api.on(`GET /api/streams/${one.slug}`, () => json(one));
}
