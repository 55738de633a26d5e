import type { Early } from '@/shared/api/early';
import { isNewcomer, SESSIONS, shownSession, TURNS } from '@/shared/api/first';
import type { SessionPage, Tokens } from '@/shared/api/types';
import { firstLanguage } from '@/shared/i18n/language';
import { firstPage, type Part, partOf } from '@/shared/pages';
import { isDark } from '@/shared/telegram/colors';

/** Built files by part, those of one language under `<part>.<language>`; the build writes them in. */
export type Files = Record<string, string[]>;

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** As the SDK will read it: from the address, after a reload from where the SDK has put it. */
function launchParams(): URLSearchParams {
  let query = location.hash.slice(1);
  if (!query.includes('tgWebAppData=')) {
    try {
      query = JSON.parse(sessionStorage.getItem('tapps/launchParams') ?? '""');
    } catch {
      // Blocked, as in a frame of another site, or not the SDK's.
    }
  }
  return new URLSearchParams(query);
}

const SESSION_LIST = `/api/sessions?limit=${SESSIONS}`;

const ASKED: Partial<Record<Part, string[]>> = {
  chat: [SESSION_LIST, '/api/journey'],
  map: ['/api/journey', SESSION_LIST],
  profile: ['/api/me/statements'],
  readiness: ['/api/readiness', '/api/streams'],
  stage: ['/api/journey'],
};

/** What the first picture of a part is drawn from. */
function asked(part: Part, path: string): string[] {
  const slug = /^\/streams\/([a-z0-9_-]+)$/i.exec(path)?.[1];
  if (slug) return [`/api/streams/${slug}`];
  return ASKED[part] ?? [];
}

function preload(files: Files, part: string, language: string): void {
  for (const name of [...(files[part] ?? []), ...(files[`${part}.${language}`] ?? [])]) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.crossOrigin = '';
    link.href = `/assets/${name}.js`;
    document.head.append(link);
  }
}

/** What stands there as JSON; nothing where it is none. */
function read<Kind extends object>(params: URLSearchParams, name: string): Partial<Kind> {
  try {
    return JSON.parse(params.get(name) ?? '{}');
  } catch {
    return {};
  }
}

/** The page's first picture of all, empty as it is, has Telegram's colours. */
function paint({ bg_color, secondary_bg_color }: Partial<Record<string, string>>): void {
  if (!bg_color) return;
  const { dataset, style } = document.documentElement;
  style.setProperty('--tg-theme-secondary-bg-color', secondary_bg_color ?? '');
  dataset.theme = isDark(bg_color) ? 'dark' : 'light';
}

/** Asks for all that the first picture needs while the bundle is on its way. What fails here is asked for again there. */
export function startEarly(files: Files): void {
  const params = launchParams();
  const initData = params.get('tgWebAppData');
  const signed = new URLSearchParams(initData ?? '');
  const path = firstPage(params.get('tgWebAppStartParam') ?? signed.get('start_param'), signed.get('hash'));
  const part = partOf(path);
  const language = firstLanguage(read<{ language_code: string }>(signed, 'user').language_code);
  paint(read(params, 'tgWebAppThemeParams'));
  preload(files, 'first', language);
  if (!initData) return;
  // Behind the first address a newcomer meets the first steps: which it is stands in the answer.
  if (part !== 'map') for (const name of new Set([part, path.slice(1)])) preload(files, name, language);

  const signIn = fetch('/api/auth/telegram', {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ init_data: initData }),
  });
  const answers: Early['answers'] = new Map();
  window.reloveEarly = { signIns: new Map([[initData, signIn]]), answers, at: Date.now() };
  const known = signIn
    .then(async (answer) => (answer.ok ? ((await answer.clone().json()) as Tokens) : null))
    .catch(() => null);

  const ask = (wanted: string) => {
    const answer = known
      .then(async (tokens) => {
        if (!tokens || isNewcomer(tokens.user)) return null;
        const response = await fetch(wanted, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
        if (part === 'chat' && wanted === SESSION_LIST && response.ok) {
          const talk = shownSession((await response.clone().json()) as SessionPage);
          if (talk) ask(`/api/sessions/${talk.id}/turns?limit=${TURNS}`);
        }
        return response;
      })
      .catch(() => null);
    answers.set(wanted, answer);
  };
  for (const wanted of asked(part, path)) ask(wanted);
  void known.then((tokens) => {
    const isNew = tokens !== null && isNewcomer(tokens.user);
    if (isNew || part === 'map') preload(files, isNew ? 'onboarding' : part, language);
  });
}
