import type { QueryClient } from '@tanstack/react-query';
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
import { Broken } from '@/shared/ui/Broken';
import { type Ahead, part } from '@/shared/ui/part';
import { whenQuiet } from './quiet';

// Each part comes with its texts when it is first needed; the browser keeps what it has fetched once.
const pages = {
  chat: part(async () => {
    const screen = await withTexts(import('@/features/chat/ChatScreen'), chatTexts);
    await screen.drawnWith();
    return screen;
  }, Broken),
  // Its texts are among the first.
  map: part(() => import('@/features/journey/JourneyScreen'), Broken),
  onboarding: part(
    () => withTexts(import('@/features/onboarding/OnboardingScreen'), onboardingTexts),
    Broken,
  ),
  place: part(() => withTexts(import('@/features/place/PlaceScreen'), placeTexts), Broken),
  profile: part(() => withTexts(import('@/features/profile/ProfilePages'), profileTexts), Broken),
  readiness: part(() => withTexts(import('@/features/readiness/ReadinessScreen'), readinessTexts), Broken),
  stage: part(() => withTexts(import('@/features/stage/StageScreen'), stageTexts), Broken),
  stream: part(() => withTexts(import('@/features/streams/StreamScreen'), streamsTexts), Broken),
};

export const {
  chat: ChatScreen,
  map: JourneyScreen,
  onboarding: OnboardingScreen,
  place: PlaceScreen,
  profile: ProfilePages,
  readiness: ReadinessScreen,
  stage: StageScreen,
  stream: StreamScreen,
} = pages;

const nextAfter: Record<string, Part[]> = {
  '/': ['chat', 'stage', 'readiness', 'profile'],
  '/readiness': ['stream', 'place', 'chat', 'profile', 'map'],
  '/chat': ['map', 'readiness', 'profile'],
  '/profile': ['map', 'chat', 'readiness'],
};

/** A page that somebody is about to open. */
export async function fetchPage(path: string): Promise<void> {
  await pages[partOf(path)].fetch();
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
      for (const next of parts) {
        await pages[next].fetch();
        if (next === 'chat') await fetchTalk(client).catch(() => undefined);
      }
      // Then what these pages, and this one, open within themselves.
      for (const page of [partOf(path), ...parts]) {
        const loaded = (await pages[page].fetch()) as { ahead?: Ahead } | undefined;
        for (const inner of loaded?.ahead ?? []) await inner.fetch();
      }
    },
    DRAWN_MS,
  );
}
