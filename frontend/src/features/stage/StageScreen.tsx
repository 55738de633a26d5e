import { useLingui } from '@lingui/react';
import { ArrowLeft, ArrowRight, Check, Circle } from 'lucide-react';
import { useId } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { useJourney } from '@/shared/api/journey';
import { useMe } from '@/shared/api/me';
import type { Journey, Stage } from '@/shared/api/types';
import { duration } from '@/shared/i18n/format';
import { Scene } from '@/shared/path/Scene';
import { OwnWords } from '@/shared/person/OwnWords';
import { useBackButton } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';
import { UpLink } from '@/shared/ui/UpLink';

/** The landscape of the stage, in its own light, with its number. */
function Head({ stage }: { stage: Stage }) {
  const { i18n } = useLingui();
  const id = useId();
  const states = {
    current: i18n.t('stage.here'),
    done: i18n.t('stage.passed'),
    ahead: i18n.t('stage.ahead'),
  };
  return (
    <div className="flex flex-col items-center text-center">
      <svg viewBox="90 90 200 200" className="w-[148px]" aria-hidden="true">
        <Scene id={id} stageNumber={stage.number} />
        <text
          x="190"
          y="176"
          textAnchor="middle"
          fill="#fff"
          fontFamily="var(--display)"
          fontWeight="600"
          fontSize="62"
        >
          {stage.number}
        </text>
      </svg>
      <p className="mt-3 text-[13px] font-semibold text-brand">
        {i18n.t('stage.number', { number: stage.number })} · {states[stage.state]}
      </p>
      <h1 className="mt-1 text-[27px]">{stage.name}</h1>
    </div>
  );
}

/** When and how long; longer is not worse, and it says so. */
function Time({ stage }: { stage: Stage }) {
  const { i18n } = useLingui();
  if (!stage.started_at || stage.seconds <= 0) return null;
  const day = (at: string) => i18n.date(new Date(at), { day: 'numeric', month: 'long' });
  const span = stage.finished_at
    ? i18n.t('stage.span', { from: day(stage.started_at), to: day(stage.finished_at) })
    : i18n.t('stage.since', { from: day(stage.started_at) });
  return (
    <section className="card p-5" aria-labelledby="time-title">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="time-title" className="text-[19px]">
          {i18n.t('stage.time')}
        </h2>
        <span className="shrink-0 font-semibold">{duration(i18n, stage.seconds)}</span>
      </div>
      <p className="mt-1 text-[14px] text-muted">{span}</p>
      <p className="mt-1 text-[14px] text-muted">{i18n.t('stage.pace')}</p>
    </section>
  );
}

/** What completes the stage, each with the person's own words where they were heard. */
function Insights({ stage }: { stage: Stage }) {
  const { i18n } = useLingui();
  const heard = stage.insights.filter(({ evidenced }) => evidenced).length;
  const ahead = stage.state === 'ahead';
  const little = stage.completion === null && heard === 0;
  return (
    <section className="card p-5" aria-labelledby="insights-title">
      <div className="flex items-baseline justify-between gap-3">
        <h2 id="insights-title" className="text-[19px]">
          {ahead ? i18n.t('stage.willBe') : i18n.t('stage.insights')}
        </h2>
        {!little && (
          <span className="shrink-0 text-[14px] text-muted">
            {i18n.t('stage.heard', { heard, total: stage.insights.length })}
          </span>
        )}
      </div>
      {little && !ahead && <p className="mt-1 text-[14px] text-muted">{i18n.t('stage.little')}</p>}
      {!little && stage.completion !== null && (
        // biome-ignore lint/a11y/useSemanticElements: a meter element cannot take the colours of the path
        <div
          role="meter"
          aria-label={i18n.t('stage.insights')}
          aria-valuemin={0}
          aria-valuemax={stage.insights.length}
          aria-valuenow={heard}
          className="mt-3 h-2 overflow-hidden rounded-full bg-line"
        >
          <div
            className="grow h-2 rounded-full"
            style={{
              width: `${stage.completion * 100}%`,
              background: 'linear-gradient(90deg, var(--amber), var(--rose), var(--violet))',
            }}
          />
        </div>
      )}
      <ul className="mt-4 grid gap-4">
        {stage.insights.map((insight) => (
          <li key={insight.key} className="grid grid-cols-[20px_1fr] gap-2.5 text-[15.5px] leading-snug">
            {insight.evidenced ? (
              <Check size={19} className="mt-px text-ok" aria-label={i18n.t('journey.evidenced')} />
            ) : (
              <Circle size={17} className="mt-0.5 text-muted" aria-label={i18n.t('journey.notYet')} />
            )}
            <div className="grid min-w-0 gap-1.5">
              <span className={insight.evidenced ? '' : 'text-muted'}>{insight.name}</span>
              {insight.quote && <OwnWords quote={insight.quote} turnId={insight.turn_id} />}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What else the person said there, each with its place in the talk. */
function Said({ stage }: { stage: Stage }) {
  const { i18n } = useLingui();
  if (stage.said.length === 0) return null;
  return (
    <section className="card p-5" aria-labelledby="said-title">
      <h2 id="said-title" className="text-[19px]">
        {i18n.t('stage.said')}
      </h2>
      <ul className="mt-3 grid gap-2.5">
        {stage.said.map(({ quote, turn_ids: [turnId] }) => (
          <li key={`${turnId}${quote}`}>
            <OwnWords quote={quote} turnId={turnId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Neighbours({ stages, stage }: { stages: Stage[]; stage: Stage }) {
  const { i18n } = useLingui();
  const before = stages[stage.number - 2];
  const after = stages[stage.number];
  const look = 'flex min-h-14 min-w-0 flex-1 items-center gap-2 rounded-2xl p-3 text-[14.5px] text-brand';
  return (
    <nav aria-label={i18n.t('stage.neighbours')} className="flex gap-2">
      {before && (
        <Link href={`/journey/${before.key}`} className={look}>
          <ArrowLeft size={18} className="shrink-0" aria-hidden="true" />
          <span className="min-w-0 [overflow-wrap:anywhere]">{before.name}</span>
        </Link>
      )}
      {after && (
        <Link href={`/journey/${after.key}`} className={`${look} justify-end text-right`}>
          <span className="min-w-0 [overflow-wrap:anywhere]">{after.name}</span>
          <ArrowRight size={18} className="shrink-0" aria-hidden="true" />
        </Link>
      )}
    </nav>
  );
}

function Content({ journey, stageKey, careful }: { journey: Journey; stageKey: string; careful: boolean }) {
  const { i18n } = useLingui();
  const stage = journey.stages.find(({ key }) => key === stageKey);
  if (!stage) {
    return (
      <section className="card p-6 text-center">
        <h1 className="text-[22px]">{i18n.t('stage.none')}</h1>
        <Link href="/" className="btn btn-quiet mt-4">
          {i18n.t('stage.back')}
        </Link>
      </section>
    );
  }
  return (
    <div key={stage.key} className="appear">
      <Head stage={stage} />
      <p className="mt-3 text-[16px]">{stage.description}</p>
      <div className="mt-5 grid gap-4">
        <Insights stage={stage} />
        <Said stage={stage} />
        <Time stage={stage} />
        {stage.state === 'current' && !careful && (
          <Link href="/chat" className="btn w-full">
            {i18n.t('stage.talk')}
            <ArrowRight size={19} aria-hidden="true" />
          </Link>
        )}
        <Neighbours stages={journey.stages} stage={stage} />
        <Link href="/" className="btn btn-quiet w-full">
          {i18n.t('stage.back')}
        </Link>
      </div>
    </div>
  );
}

/** One stage of the path, told in full: what it is, what was said there, how long it took. */
export default function StageScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const { stage: key } = useParams<{ stage: string }>();
  const journey = useJourney();
  const me = useMe();
  useBackButton(() => go('/', { state: { back: true } }));
  return (
    <Screen key={key} label={i18n.t('stage.page')}>
      <UpLink href="/" text={i18n.t('stage.up')} />
      <Loaded query={journey} title={i18n.t('stage.page')} heights={[148, 60, 220]}>
        {(data) => <Content journey={data} stageKey={key} careful={Boolean(me.data?.care_pause.active)} />}
      </Loaded>
    </Screen>
  );
}
