import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import { useMe } from '@/shared/api/me';
import { useReadiness } from '@/shared/api/readiness';
import { useStreams } from '@/shared/api/streams';
import type { Me, Readiness, StreamList } from '@/shared/api/types';
import { CareCard } from '@/shared/person/CareCard';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';
import { OtherStreams } from './OtherStreams';
import { ReadinessCard } from './ReadinessCard';
import { Recompute } from './Recompute';
import { TakingPart } from './TakingPart';

/** Nothing was read yet, or nothing that a number could stand on. */
function Beginning({ view }: { view: Readiness }) {
  const { i18n } = useLingui();
  const fresh = view.computed_at === null;
  return (
    <section className="card appear p-5" aria-labelledby="little-title">
      <h2 id="little-title" className="text-[20px]">
        {fresh ? i18n.t('readiness.freshTitle') : i18n.t('readiness.littleTitle')}
      </h2>
      <p className="mt-2 text-[15.5px] text-muted">{i18n.t('readiness.littleText')}</p>
      {!fresh && (
        <Link href="/chat" className="btn mt-4 mb-2 w-full">
          {i18n.t('readiness.talk')}
          <ArrowRight size={19} aria-hidden="true" />
        </Link>
      )}
      <Recompute view={view} />
    </section>
  );
}

interface Everything {
  view: Readiness;
  streams: StreamList;
  me: Me;
}

function Content({ view, streams, me }: Everything) {
  const taken = streams.items.filter(({ enrolment }) => enrolment?.state === 'active');
  if (view.paused || streams.paused || me.care_pause.active) {
    return (
      <div className="grid gap-4">
        <CareCard />
        <TakingPart streams={taken} />
      </div>
    );
  }
  const scored = view.items.filter(({ score }) => score !== null);
  const known = scored.length > 0;
  return (
    <div className="grid gap-4">
      <TakingPart streams={taken} />
      {known ? (
        <div>
          <Recompute view={view} />
        </div>
      ) : (
        <Beginning view={view} />
      )}
      {known && (
        <div className="grid gap-4 wide:block wide:columns-2 wide:gap-4 [&>*]:break-inside-avoid wide:[&>*]:mb-4">
          {scored.map((item, index) => (
            <ReadinessCard
              key={item.stream}
              item={item}
              stream={streams.items.find(({ slug }) => slug === item.stream)}
              gender={me.gender}
              first={index === 0}
            />
          ))}
        </div>
      )}
      <OtherStreams
        items={view.items.filter(({ score }) => score === null)}
        streams={streams.items}
        all={!known}
      />
    </div>
  );
}

/** For which programme this is the time: an advice, never a mark. */
export default function ReadinessScreen() {
  const { i18n } = useLingui();
  const [view, streams, me] = [useReadiness(), useStreams(), useMe()];
  const parts = [view, streams, me];
  const all = {
    data: view.data && streams.data && me.data && { view: view.data, streams: streams.data, me: me.data },
    error: view.error ?? streams.error ?? me.error,
    isError: parts.some(({ isError }) => isError),
    fetchStatus: view.fetchStatus,
    refetch: () => Promise.all(parts.map(({ refetch }) => refetch())),
  };
  return (
    <Screen label={i18n.t('tab.readiness')} wide>
      <h1 className="text-[27px]">{i18n.t('tab.readiness')}</h1>
      {!me.data?.care_pause.active && (
        <p className="mt-2 max-w-[60ch] text-[15.5px] text-muted">{i18n.t('readiness.lead')}</p>
      )}
      <div className="mt-4">
        <Loaded query={all} heights={[40, 300, 180]}>
          {(data) => <Content {...data} />}
        </Loaded>
      </div>
    </Screen>
  );
}
