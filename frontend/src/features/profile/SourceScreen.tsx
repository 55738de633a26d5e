import { useLingui } from '@lingui/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import { Link, useParams, useSearch } from 'wouter';
import { flatten, turnsQuery } from '@/shared/api/turns';
import type { Turn } from '@/shared/api/types';
import { dayName } from '@/shared/i18n/format';
import { Failed } from '@/shared/ui/Failed';
import { RichText } from '@/shared/ui/RichText';
import { Skeleton } from '@/shared/ui/Skeleton';
import { Inner } from './Inner';

/** Turns before and after, so that the words stand where they were said. */
const AROUND = 2;

function Bubble({ turn, meant }: { turn: Turn; meant: boolean }) {
  const { i18n } = useLingui();
  const own = turn.role === 'person';
  const ring = meant ? 'outline-2 outline-offset-3 outline-brand' : '';
  return (
    <li
      aria-current={meant ? 'true' : undefined}
      className={`bubble ${own ? 'bubble-person' : 'bubble-guide'} ${ring}`}
    >
      <span className="sr-only">{own ? i18n.t('source.you') : i18n.t('source.guide')} </span>
      <RichText text={turn.text} />
    </li>
  );
}

/** The place in a talk that something was concluded from. */
export default function SourceScreen() {
  const { i18n } = useLingui();
  const { session = '', turn: wanted = '' } = useParams<{ session: string; turn: string }>();
  const from = new URLSearchParams(useSearch()).get('from');
  const query = useInfiniteQuery(turnsQuery(session));
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const turns = flatten(query.data);
  const place = turns.findIndex(({ id }) => id === wanted);
  // What was said before it may stand on the page before.
  const complete = place >= AROUND || (place >= 0 && !hasNextPage);
  const more = !complete && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (more) void fetchNextPage();
  }, [more, fetchNextPage]);
  const failed = place < 0 && (isError || query.fetchStatus === 'paused');
  const shown = turns.slice(Math.max(0, place - AROUND), place + AROUND + 1);
  const said = turns[place];
  return (
    <Inner
      title={i18n.t('source.title')}
      lead={said && i18n.t('source.lead', { day: dayName(i18n, new Date(said.created_at), new Date()) })}
      up={`/profile/${from === 'memory' || from === 'portrait/changes' ? from : 'portrait'}`}
    >
      <div className="mt-5">
        {failed && <Failed error={query.error} onRetry={() => void query.refetch()} />}
        {place >= 0 && (
          <ol className="flex flex-col gap-3">
            {shown.map((turn) => (
              <Bubble key={turn.id} turn={turn} meant={turn.id === wanted} />
            ))}
          </ol>
        )}
        {place < 0 && !failed && (isFetching || hasNextPage) && <Skeleton heights={[80, 56, 110]} />}
        {place < 0 && !failed && !isFetching && !hasNextPage && (
          <p className="card p-5 text-muted">{i18n.t('source.gone')}</p>
        )}
      </div>
      <Link href="/chat" className="btn btn-quiet mt-6 w-full">
        {i18n.t('portrait.toTalk')}
        <ArrowRight size={19} aria-hidden="true" />
      </Link>
    </Inner>
  );
}
