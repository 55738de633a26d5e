import type { Journey, Me, Session, Stage, Turn } from '@/shared/api/types';

export const SESSION_ID = '01990000-0000-7000-8000-000000000001';
export const NEXT_SESSION_ID = '01990000-0000-7000-8000-000000000002';

export function me(part: Partial<Me> = {}): Me {
  const at = '2026-11-01T10:00:00Z';
  return {
    id: '01990000-0000-7000-8000-00000000000a',
    telegram_id: 7,
    first_name: 'Анна',
    called: null,
    gender: null,
    formality: 'vy',
    language: 'ru',
    timezone: 'Europe/Moscow',
    timezone_confirmed: true,
    country: 'RU',
    role: 'person',
    consents: [
      { kind: 'guided_work', granted: true, version: 1, at },
      { kind: 'profile', granted: true, version: 1, at },
      { kind: 'news', granted: false, version: 1, at },
    ],
    directness: 'direct',
    proactive_paused: false,
    quiet_hours: { from: '22:00', to: '08:00' },
    care_pause: { active: false, since: null, reason_code: null },
    hand_over: null,
    stage: 'stage_3',
    voice: true,
    persona: { name: 'Наташа', face: null },
    entitlements: [],
    limits: {},
    ...part,
  };
}

/** Nothing was decided yet. */
export const newcomer = (part: Partial<Me> = {}) => me({ consents: [], timezone_confirmed: false, ...part });

/** Agreed once and took it back. */
export const withdrawn = () =>
  me({ consents: me().consents.map((consent) => ({ ...consent, granted: false })) });

export function session(part: Partial<Session> = {}): Session {
  return {
    id: SESSION_ID,
    type: 'provocative',
    status: 'active',
    stage: 'stage_3',
    state: 'talking',
    question_count: 1,
    started_at: new Date(Date.now() - 3_600_000).toISOString(),
    last_activity_at: new Date(Date.now() - 60_000).toISOString(),
    completed_at: null,
    summary: null,
    ...part,
  };
}

let turns = 0;

/** Later calls give later turns. */
export function turn(role: Turn['role'], text: string, part: Partial<Turn> = {}): Turn {
  turns += 1;
  return {
    id: `01990000-0000-7000-9000-${String(turns).padStart(12, '0')}`,
    session_id: SESSION_ID,
    role,
    text,
    created_at: new Date(Date.UTC(2026, 10, 1, 10, 0, turns)).toISOString(),
    source: role === 'person' ? 'mini_app' : 'bot',
    via: role === 'person' ? null : 'template',
    quick_replies: [],
    stopped: false,
    in_care: false,
    by_human: false,
    ...part,
  };
}

export function journey(current: number | null = 3): Journey {
  const stages = Array.from({ length: 12 }, (_, index): Stage => {
    const number = index + 1;
    const here = current ?? 0;
    return {
      key: `stage_${number}`,
      number,
      name: `Имя этапа ${number}`,
      description: `Описание этапа ${number}`,
      state: number < here ? 'done' : number === here ? 'current' : 'ahead',
      started_at: null,
      finished_at: null,
      seconds: number <= here ? number * 86_400 : 0,
      completion: number < here ? 1 : null,
      insights: [{ key: 'a', name: 'Названо вслух', evidenced: number < here, turn_id: null }],
      said: [],
    };
  });
  const elements = ['Герой', 'Перемена', 'Поиск', 'Союзники', 'Вызов', 'Преображение', 'Наследие'];
  return {
    stages,
    elements: elements.map((name, index) => ({ key: `e${index}`, name, quotes: [], said: [] })),
    current: current === null ? null : `stage_${current}`,
    days: current === null ? 0 : 6,
  };
}
