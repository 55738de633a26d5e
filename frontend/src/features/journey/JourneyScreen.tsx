import { useLingui } from '@lingui/react';
import { ArrowRight, Share2 } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useJourney } from '@/shared/api/journey';
import { useMe } from '@/shared/api/me';
import { useSessions, useStartSession } from '@/shared/api/sessions';
import type { Journey, Me, Stage } from '@/shared/api/types';
import { withTexts } from '@/shared/i18n';
import { CareCard } from '@/shared/person/CareCard';
import { WelcomeCard } from '@/shared/person/WelcomeCard';
import { welcomeBack } from '@/shared/talk/absence';
import { haptic } from '@/shared/telegram/hooks';
import { errorText, Failed } from '@/shared/ui/Failed';
import { Loaded } from '@/shared/ui/Loaded';
import { LostSheet } from '@/shared/ui/LostSheet';
import { useOnline } from '@/shared/ui/online';
import { type Ahead, part } from '@/shared/ui/part';
import { Screen } from '@/shared/ui/Screen';
import { Skeleton } from '@/shared/ui/Skeleton';
import { ReturnCard } from './EntryCard';
import { type Entry, entryFor } from './entry';
import { JourneyRing } from './JourneyRing';
import { moreTexts } from './more/texts';
import { StageCard } from './StageCard';

const BelowMap = part(() => withTexts(import('./more/BelowMap'), moreTexts), Failed);
const ShareSheet = part(() => withTexts(import('./more/ShareSheet'), moreTexts), LostSheet);

export const ahead: Ahead = [ShareSheet];

function Title({ name, days }: { name: string; days: number }) {
  const { i18n } = useLingui();
  if (days < 1) return <h1 className="text-[27px]">{i18n.t('journey.welcome', { name })}</h1>;
  return (
    <h1 className="text-[27px]">
      {i18n.t('journey.title', { name })}{' '}
      <span className="text-brand">{i18n.t('time.days', { count: days })}</span>
    </h1>
  );
}

/** In the free corner of the map: to share it as a picture. */
function ShareButton() {
  const { i18n } = useLingui();
  const [sharing, share] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={i18n.t('share.title')}
        onClick={() => share(true)}
        className="absolute top-0 right-1 grid size-11 place-items-center rounded-full text-brand"
      >
        <Share2 size={21} aria-hidden="true" />
      </button>
      {sharing && (
        <Suspense fallback={null}>
          <ShareSheet onClose={() => share(false)} />
        </Suspense>
      )}
    </>
  );
}

/** The one main act of the screen: talk. */
function TalkButton({ entry }: { entry: Entry }) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const online = useOnline();
  const start = useStartSession();
  const session = 'session' in entry ? entry.session : undefined;
  const talk = () => {
    haptic.soft();
    // What was is told here already.
    if (entry.kind === 'return') welcomeBack(entry.last.id);
    if (session) go('/chat');
    else if (!start.isPending) start.mutate('provocative', { onSuccess: () => go('/chat') });
  };
  return (
    <>
      <button type="button" className="btn mt-4 w-full" aria-disabled={start.isPending} onClick={talk}>
        {session ? i18n.t('journey.continue') : i18n.t('journey.start')}
        <ArrowRight size={19} aria-hidden="true" />
      </button>
      <p className="mt-2.5 text-center text-[13px] text-muted" role={start.isError ? 'alert' : undefined}>
        {start.isError
          ? errorText(i18n, start.error, online)
          : session
            ? i18n.t('journey.continueHint')
            : i18n.t('journey.startHint')}
      </p>
    </>
  );
}

/** What can be done with the stage that is looked at: read more of it, and come back to one's own. */
function StageActs({ stage, onBack }: { stage: Stage; onBack: (() => void) | null }) {
  const { i18n } = useLingui();
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <Link href={`/journey/${stage.key}`} className="btn btn-quiet flex-1 px-3 text-[15px]">
        {i18n.t('journey.more')}
      </Link>
      {onBack && (
        <button type="button" className="btn btn-quiet flex-1 px-3 text-[15px]" onClick={onBack}>
          {i18n.t('journey.backToMine')}
        </button>
      )}
    </div>
  );
}

function Content({ journey, me, entry }: { journey: Journey; me: Me; entry: Entry }) {
  const [chosen, choose] = useState<string | null>(null);
  const current = journey.stages.find((stage) => stage.key === journey.current);
  const home = current ?? journey.stages[0];
  if (!home) return null;
  const selected = journey.stages.find((stage) => stage.key === chosen) ?? home;
  const select = (stage: Stage) => choose(stage.key === home.key ? null : stage.key);
  const atHome = selected.key === home.key;
  // One main act on the screen: where a card above the map holds it, the stage has none.
  const talks = atHome && (entry.kind === 'continue' || entry.kind === 'start');
  return (
    <>
      <Title name={me.called ?? me.first_name} days={journey.days} />
      <div className="wide:mt-2 wide:grid wide:grid-cols-2 wide:grid-rows-[auto_1fr] wide:items-start wide:gap-x-8">
        {entry.kind !== 'continue' && entry.kind !== 'start' && (
          <div className="mt-5 wide:col-start-2 wide:mt-3">
            {entry.kind === 'consent' && <WelcomeCard />}
            {entry.kind === 'care' && <CareCard />}
            {entry.kind === 'return' && (
              <ReturnCard last={entry.last} open={entry.session !== undefined}>
                <TalkButton entry={entry} />
              </ReturnCard>
            )}
          </div>
        )}
        <div className="relative -mx-2 mt-2 wide:sticky wide:top-4 wide:col-start-1 wide:row-span-2 wide:row-start-1">
          <JourneyRing stages={journey.stages} current={current} selected={selected} onSelect={select} />
          {current && <ShareButton />}
        </div>
        <div className="mt-3 grid gap-4 wide:col-start-2">
          <StageCard
            key={selected.key}
            stage={selected}
            isStart={!current && atHome}
            acts={<StageActs stage={selected} onBack={atHome ? null : () => select(home)} />}
          >
            {talks && <TalkButton entry={entry} />}
          </StageCard>
          <Suspense fallback={<Skeleton heights={[300, 220]} />}>
            <BelowMap journey={journey} />
          </Suspense>
        </div>
      </div>
    </>
  );
}

export default function JourneyScreen() {
  const { i18n } = useLingui();
  const journey = useJourney();
  const me = useMe();
  const sessions = useSessions();
  const both = {
    data: journey.data && me.data && { journey: journey.data, me: me.data },
    error: journey.error ?? me.error,
    isError: journey.isError || me.isError,
    fetchStatus: journey.fetchStatus,
    refetch: () => Promise.all([journey.refetch(), me.refetch()]),
  };
  return (
    <Screen label={i18n.t('tab.journey')} wide>
      <div className="map">
        <Loaded query={both} title={i18n.t('tab.journey')} heights={[36, 380, 220]}>
          {(data) => (
            <Content
              journey={data.journey}
              me={data.me}
              entry={entryFor(data.me, sessions.data, new Date())}
            />
          )}
        </Loaded>
      </div>
    </Screen>
  );
}
