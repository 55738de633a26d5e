import type { QueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { chatTexts } from '@/features/chat/texts';
import { onboardingTexts } from '@/features/onboarding/texts';
import { placeTexts } from '@/features/place/texts';
import { profileTexts } from '@/features/profile/texts';
import { readinessTexts } from '@/features/readiness/texts';
import { stageTexts } from '@/features/stage/texts';
import { streamsTexts } from '@/features/streams/texts';
import { isNewcomer, meQuery } from '@/shared/api/me';
import { activeSession, sessionsQuery } from '@/shared/api/sessions';
import { turnsQuery } from '@/shared/api/turns';
import { withTexts } from '@/shared/i18n';
import { type Part, partOf } from '@/shared/pages';
import { whenQuiet } from './quiet';

// Each part comes with its texts when it is first needed; the browser keeps what it has fetched once.
const load = {
  chat: () => withTexts(import('@/features/chat/ChatScreen'), chatTexts),
  // Its texts are among the first.
  map: () => import('@/features/journey/JourneyScreen'),
  onboarding: () => withTexts(import('@/features/onboarding/OnboardingScreen'), onboardingTexts),
  place: () => withTexts(import('@/features/place/PlaceScreen'), placeTexts),
  profile: () => withTexts(import('@/features/profile/ProfilePages'), profileTexts),
  readiness: () => withTexts(import('@/features/readiness/ReadinessScreen'), readinessTexts),
  stage: () => withTexts(import('@/features/stage/StageScreen'), stageTexts),
  stream: () => withTexts(import('@/features/streams/StreamScreen'), streamsTexts),
};

type Loaded<Name extends Part> = Awaited<ReturnType<(typeof load)[Name]>>;

const here = new Map<Part, unknown>();

async function fetchPart(part: Part): Promise<void> {
  if (!here.has(part)) here.set(part, await load[part]());
}

/** What is here already is drawn at once: a promise, even of something known, would show a skeleton before it. */
const screen = <Name extends Part>(part: Name) =>
  lazy<Loaded<Name>['default']>(() => {
    const known = here.get(part) as Loaded<Name> | undefined;
    // biome-ignore lint/suspicious/noThenProperty: this is what may answer at once
    const loading = known ? { then: (go: (it: Loaded<Name>) => void) => go(known) } : load[part]();
    return loading as Promise<Loaded<Name>>;
  });

export const ChatScreen = screen('chat');
export const JourneyScreen = screen('map');
export const OnboardingScreen = screen('onboarding');
export const PlaceScreen = screen('place');
export const ProfilePages = screen('profile');
export const ReadinessScreen = screen('readiness');
export const StageScreen = screen('stage');
export const StreamScreen = screen('stream');

const nextAfter: Record<string, Part[]> = {
  '/': ['chat', 'stage', 'readiness', 'profile'],
  '/readiness': ['stream', 'place', 'chat', 'profile', 'map'],
  '/chat': ['map', 'readiness', 'profile'],
  '/profile': ['map', 'chat', 'readiness'],
};

/** A page that somebody is about to open. */
export async function fetchPage(path: string): Promise<void> {
  await fetchPart(partOf(path)).catch(() => undefined);
}

/** All that the first picture is drawn with, but for its data: who somebody is decides which page they see. */
export async function firstPart(client: QueryClient, path: string): Promise<void> {
  const me =
    client.getQueryData(meQuery.queryKey) ?? (await client.ensureQueryData(meQuery).catch(() => null));
  await fetchPage(me && isNewcomer(me) && partOf(path) !== 'profile' ? '/welcome' : path);
}

/** The words of the open talk, so that it stands there when it is opened. */
async function fetchTalk(client: QueryClient): Promise<void> {
  const session = activeSession(await client.ensureQueryData(sessionsQuery));
  if (session) await client.prefetchInfiniteQuery(turnsQuery(session.id));
}

/** What is opened now comes first, with all that it brings. */
const DRAWN_MS = 400;

/** What is likely to be opened from here, the likeliest first, when nothing else is to be done. */
export function fetchNext(path: string, client: QueryClient): () => void {
  const parts = nextAfter[path] ?? ['map'];
  return whenQuiet(
    client,
    async () => {
      for (const part of parts) {
        await fetchPart(part).catch(() => undefined);
        if (part === 'chat') await fetchTalk(client).catch(() => undefined);
      }
    },
    DRAWN_MS,
  );
}
