import { useLingui } from '@lingui/react';
import { CalendarDays, Check } from 'lucide-react';
import { Link, useLocation, useParams } from 'wouter';
import { ApiError } from '@/shared/api/errors';
import { useMe } from '@/shared/api/me';
import { useStream } from '@/shared/api/streams';
import type { Stream } from '@/shared/api/types';
import { CareCard } from '@/shared/person/CareCard';
import { useBackButton } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';
import { UpLink } from '@/shared/ui/UpLink';
import { ExerciseItem } from './ExerciseItem';
import { Leave } from './Leave';
import { Progress } from './Progress';
import { Begin, Platform } from './Ways';

/** How ready the person is, in one line: the reasons stand on the screen that this one was opened from. */
function ReadinessLine({ stream }: { stream: Stream }) {
  const { i18n } = useLingui();
  const score = stream.readiness?.score ?? null;
  return (
    <Link
      href="/readiness"
      className="mt-3 inline-flex min-h-11 items-center gap-2 rounded-full bg-soft px-4 py-2 text-[14px] font-semibold"
    >
      {score === null ? i18n.t('streams.little') : i18n.t('streams.readiness', { score })}
    </Link>
  );
}

function About({ stream }: { stream: Stream }) {
  const { i18n } = useLingui();
  return (
    <section className="card p-5" aria-labelledby="about-title">
      <h2 id="about-title" className="text-[19px]">
        {i18n.t('streams.about')}
      </h2>
      <p className="mt-2 text-[15.5px] whitespace-pre-line text-muted">{stream.description}</p>
      {stream.suits.length > 0 && (
        <>
          <h3 className="mt-4 text-[14px] font-semibold">{i18n.t('streams.suits')}</h3>
          <ul className="mt-2 grid gap-2">
            {stream.suits.map((text) => (
              <li key={text} className="grid grid-cols-[20px_1fr] gap-2.5 text-[15.5px] leading-snug">
                <Check size={19} className="mt-px text-ok" aria-hidden="true" />
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Content({ stream, careful }: { stream: Stream; careful: boolean }) {
  const { i18n } = useLingui();
  const active = stream.enrolment?.state === 'active';
  const waiting = active ? stream.exercises.find(({ state }) => state === 'sent') : undefined;
  const begun = stream.enrolment !== null && stream.enrolment.state !== 'left';
  const starts =
    stream.starts_on &&
    i18n.date(new Date(`${stream.starts_on}T00:00`), { day: 'numeric', month: 'long', year: 'numeric' });
  return (
    <>
      <h1 className="text-[27px]">{stream.name}</h1>
      <p className="mt-2 text-[17px]">{stream.promise}</p>
      <p className="mt-2.5 flex items-start gap-2 text-[14px] text-muted">
        <CalendarDays size={18} className="mt-px shrink-0" aria-hidden="true" />
        {starts ? i18n.t('streams.starts', { at: starts, dates: stream.dates }) : stream.dates}
      </p>
      {!careful && <ReadinessLine stream={stream} />}
      <div className="mt-5 grid gap-4">
        {begun && stream.enrolment && <Progress enrolment={stream.enrolment} />}
        {!begun && !careful && (
          <div>
            <Begin stream={stream} />
          </div>
        )}
        <section className="card p-5" aria-labelledby="exercises-title">
          <h2 id="exercises-title" className="text-[19px]">
            {i18n.t('streams.exercises', { count: stream.exercises.length })}
          </h2>
          <p className="mt-1 text-[14px] text-muted">{i18n.t('streams.exercisesHint')}</p>
          <ol className="mt-4 grid gap-4">
            {stream.exercises.map((exercise) => (
              <ExerciseItem
                key={exercise.n}
                slug={stream.slug}
                exercise={exercise}
                open={active}
                next={exercise.n === waiting?.n}
              />
            ))}
          </ol>
        </section>
        <About stream={stream} />
        {!careful && <Platform stream={stream} />}
        {active && <Leave slug={stream.slug} />}
        {stream.enrolment?.state === 'completed' && !careful && (
          <div>
            <Begin stream={stream} />
          </div>
        )}
      </div>
    </>
  );
}

function NoSuch() {
  const { i18n } = useLingui();
  return (
    <section className="card p-6 text-center">
      <h1 className="text-[22px]">{i18n.t('streams.noneTitle')}</h1>
      <p className="mt-2 text-muted">{i18n.t('streams.noneText')}</p>
      <Link href="/readiness" className="btn btn-quiet mt-4">
        {i18n.t('streams.back')}
      </Link>
    </section>
  );
}

/** One programme: what it promises, its exercises, the way in. */
export default function StreamScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const { slug } = useParams<{ slug: string }>();
  const stream = useStream(slug);
  const me = useMe();
  useBackButton(() => go('/readiness', { state: { back: true } }));
  const refusal = stream.error instanceof ApiError ? stream.error : null;
  const careful = Boolean(me.data?.care_pause.active) || refusal?.code === 'care_pause';
  const takesPart = stream.data?.enrolment?.state === 'active';
  return (
    <Screen label={stream.data?.name ?? i18n.t('streams.title')}>
      <UpLink href="/readiness" text={i18n.t('streams.up')} />
      {careful && (
        <div className={takesPart ? 'mb-5' : ''}>
          {!takesPart && <h1 className="sr-only">{i18n.t('streams.title')}</h1>}
          <CareCard />
        </div>
      )}
      {refusal?.status === 404 ? (
        <NoSuch />
      ) : (
        (!careful || takesPart) && (
          <Loaded query={stream} title={i18n.t('streams.title')} heights={[36, 80, 50, 320]}>
            {(data) => <Content stream={data} careful={careful} />}
          </Loaded>
        )
      )}
    </Screen>
  );
}
