import { useLingui } from '@lingui/react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api, unwrap } from '@/shared/api/client';
import { ApiError } from '@/shared/api/errors';
import type { Turn } from '@/shared/api/types';
import { dayName } from '@/shared/i18n/format';
import { useBackButton } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { RichText } from '@/shared/ui/RichText';
import { Screen } from '@/shared/ui/Screen';
import { UpLink } from '@/shared/ui/UpLink';

const placeQuery = (turnId: string) =>
  queryOptions({
    queryKey: ['place', turnId],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/turns/{turn_id}', { params: { path: { turn_id: turnId } }, signal })),
  });

interface WordsProps {
  turn: Turn;
  /** The one that the person came for. */
  meant: boolean;
  place: RefObject<HTMLLIElement | null>;
}

function Words({ turn, meant, place }: WordsProps) {
  const { i18n } = useLingui();
  const own = turn.role === 'person';
  const who = own ? i18n.t('place.you') : turn.by_human ? i18n.t('place.human') : i18n.t('place.guide');
  return (
    <li
      ref={meant ? place : undefined}
      tabIndex={meant ? -1 : undefined}
      aria-current={meant ? 'location' : undefined}
      className={`bubble ${own ? 'bubble-person' : 'bubble-guide'} ${meant ? 'outline-2 outline-offset-4 outline-brand' : ''}`}
    >
      <span className="sr-only">{who}: </span>
      <RichText text={turn.text} />
    </li>
  );
}

function Content({ turns, meant }: { turns: Turn[]; meant: string }) {
  const { i18n } = useLingui();
  const place = useRef<HTMLLIElement>(null);
  // After the page was brought to its top, which is done for every new page.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      place.current?.scrollIntoView({ block: 'center' });
      place.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  const at = turns.find(({ id }) => id === meant)?.created_at;
  return (
    <>
      <h1 className="text-[24px]">{i18n.t('place.title')}</h1>
      {at && <p className="mt-1 text-[14px] text-muted">{dayName(i18n, new Date(at), new Date())}</p>}
      <ol aria-label={i18n.t('place.title')} className="mt-5 flex flex-col gap-3">
        {turns.map((turn) => (
          <Words key={turn.id} turn={turn} meant={turn.id === meant} place={place} />
        ))}
      </ol>
      <Link href="/chat" className="btn btn-quiet mt-6 w-full">
        {i18n.t('place.chat')}
      </Link>
    </>
  );
}

function Gone() {
  const { i18n } = useLingui();
  return (
    <section className="card p-6 text-center">
      <h1 className="text-[22px]">{i18n.t('place.none')}</h1>
      <p className="mt-2 text-muted">{i18n.t('place.noneText')}</p>
      <Link href="/chat" className="btn btn-quiet mt-4">
        {i18n.t('place.chat')}
      </Link>
    </section>
  );
}

/** Where something was said, however long ago: what a quote on another screen leads to. */
export default function PlaceScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const { turn } = useParams<{ turn: string }>();
  const place = useQuery(placeQuery(turn));
  // The history's length would not do: in a frame it counts what the window around had open, too.
  const back = () => (history.state?.inside ? history.back() : go('/chat'));
  useBackButton(back);
  const gone = place.error instanceof ApiError && (place.error.status === 404 || place.error.status === 400);
  return (
    <Screen label={i18n.t('place.title')}>
      <UpLink
        href="/chat"
        text={i18n.t('place.up')}
        onClick={(event) => {
          event.preventDefault();
          back();
        }}
      />
      {gone ? (
        <Gone />
      ) : (
        <Loaded query={place} title={i18n.t('place.title')} heights={[30, 90, 56, 120]}>
          {({ items }) => <Content turns={items} meant={turn} />}
        </Loaded>
      )}
    </Screen>
  );
}
