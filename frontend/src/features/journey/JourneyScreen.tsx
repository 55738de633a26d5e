import { useLingui } from '@lingui/react';
import { ArrowRight, MessageCircle } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useJourney } from '@/shared/api/journey';
import { useMe } from '@/shared/api/me';
import { useSessions, useStartSession } from '@/shared/api/sessions';
import type { Journey, Me, Stage } from '@/shared/api/types';
import { ConsentCard } from '@/shared/person/ConsentCard';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { Loaded } from '@/shared/ui/Loaded';
import { useOnline } from '@/shared/ui/online';
import { Screen } from '@/shared/ui/Screen';
import { CareCard, ReturnCard } from './EntryCard';
import { type Entry, entryFor } from './entry';
import { JourneyRing } from './JourneyRing';
import { StageCard } from './StageCard';
import { StageTimes } from './StageTimes';
import { StoryElements } from './StoryElements';

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

/** The one main act of the screen: talk. */
function TalkButton({ entry }: { entry: Entry }) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const online = useOnline();
  const start = useStartSession();
  const session = 'session' in entry ? entry.session : undefined;
  const talk = () => {
    haptic.soft();
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

function OtherStageActs({ onBack }: { onBack: (() => void) | null }) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      <button type="button" className="btn btn-quiet flex-1 px-3 text-[15px]" onClick={() => go('/chat')}>
        <MessageCircle size={18} aria-hidden="true" />
        {i18n.t('tab.chat')}
      </button>
      {onBack && (
        <button type="button" className="btn btn-quiet flex-1 px-3 text-[15px]" onClick={onBack}>
          {i18n.t('journey.backToMine')}
        </button>
      )}
    </div>
  );
}

function Content({ journey, me, entry }: { journey: Journey; me: Me; entry: Entry }) {
  const [, go] = useLocation();
  const start = useStartSession();
  const [chosen, choose] = useState<string | null>(null);
  const current = journey.stages.find((stage) => stage.key === journey.current);
  const home = current ?? journey.stages[0];
  if (!home) return null;
  const selected = journey.stages.find((stage) => stage.key === chosen) ?? home;
  const select = (stage: Stage) => choose(stage.key === home.key ? null : stage.key);
  const begin = () => start.mutate('provocative', { onSettled: () => go('/chat') });
  const first = entry.kind === 'consent' || entry.kind === 'care';
  return (
    <>
      <Title name={me.first_name} days={journey.days} />
      {entry.kind === 'consent' && (
        <div className="mt-5 lg:max-w-[560px]">
          <ConsentCard onAgreed={begin} />
        </div>
      )}
      {entry.kind === 'care' && (
        <div className="mt-5 lg:max-w-[560px]">
          <CareCard onTalk={() => go('/chat')} />
        </div>
      )}
      <div className="lg:grid lg:grid-cols-2 lg:items-start lg:gap-8">
        <div className="-mx-2 mt-2 lg:sticky lg:top-4">
          <JourneyRing stages={journey.stages} current={current} selected={selected} onSelect={select} />
        </div>
        <div className="mt-3 grid gap-4">
          {entry.kind === 'return' && <ReturnCard last={entry.last} />}
          <StageCard key={selected.key} stage={selected} isStart={!current && selected.key === home.key}>
            {selected.key === home.key
              ? !first && <TalkButton entry={entry} />
              : !first && <OtherStageActs onBack={() => select(home)} />}
          </StageCard>
          <StageTimes stages={journey.stages} />
          <StoryElements elements={journey.elements} />
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
      <Loaded query={both} title={i18n.t('tab.journey')} heights={[36, 380, 220]}>
        {(data) => (
          <Content journey={data.journey} me={data.me} entry={entryFor(data.me, sessions.data, new Date())} />
        )}
      </Loaded>
    </Screen>
  );
}
