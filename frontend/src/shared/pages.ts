/** The parts of the app that are fetched one by one. */
export type Part = 'chat' | 'map' | 'onboarding' | 'place' | 'profile' | 'readiness' | 'stage' | 'stream';

const PARTS: Record<string, Part> = {
  chat: 'chat',
  profile: 'profile',
  readiness: 'readiness',
  welcome: 'onboarding',
};

/** The part that an address opens. */
export function partOf(path: string): Part {
  const [, first = '', second] = path.split('/');
  if (first === 'streams') return second ? 'stream' : 'readiness';
  if (first === 'journey' && second) return 'stage';
  if (first === 'chat' && second) return 'place';
  return PARTS[first] ?? 'map';
}

const NAMED: Record<string, string> = {
  chat: '/chat',
  journey: '/',
  profile: '/profile',
  readiness: '/readiness',
};

/** The page that a link into the app names: `startapp=journey|readiness|chat|profile|stream-<slug>`. */
function pageOf(startParam: string | null | undefined): string | undefined {
  const stream = /^stream-([a-z0-9][a-z0-9_-]{0,63})$/i.exec(startParam ?? '')?.[1];
  return stream ? `/streams/${stream}` : NAMED[startParam ?? ''];
}

const OPENED = 'relove/opened';

/** The launch whose page was opened already, and that page. */
function opened(): string[] {
  try {
    return (sessionStorage.getItem(OPENED) ?? '').split(' ');
  } catch {
    // Blocked, as in a frame of another site.
    return [];
  }
}

/** What this launch was for; a reload finds it still. */
export const wantedPage = () => opened()[1] ?? '/';

/** The page to open: the one in the address, or the one that a link into the app asked for, once in a launch. */
export function firstPage(startParam: string | null | undefined, launch: string | null): string {
  const followed = opened()[0] === launch;
  return (location.pathname === '/' && !followed && pageOf(startParam)) || location.pathname;
}

/** From now on a reload stays where the person is. */
export function noteOpened(page: string, launch: string | null): void {
  if (opened()[0] !== launch) sessionStorage.setItem(OPENED, `${launch} ${page}`);
}
