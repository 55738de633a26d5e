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

/** The page to open: the one in the address, or the one that a link into the app asked for. */
export function firstPage(startParam: string | null | undefined): string {
  return (location.pathname === '/' && pageOf(startParam)) || location.pathname;
}
