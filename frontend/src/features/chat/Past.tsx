import { useLingui } from '@lingui/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allSessionsQuery } from '@/shared/api/sessions';
import { flatten, turnsQuery } from '@/shared/api/turns';
import type { Session } from '@/shared/api/types';
import { dayName } from '@/shared/i18n/format';
import { Failed } from '@/shared/ui/Failed';
import { RichText } from '@/shared/ui/RichText';
import { Skeleton } from '@/shared/ui/Skeleton';
import { kindName } from './kindName';
import Older from './Older';
import { TurnList } from './TurnList';

/** How many older talks were open when the screen was left. */
const kept = new Map<string, number>();

interface PastSessionProps {
  session: Session;
  /** The uppermost one leads further back. */
  onOlder: (() => void) | null;
  loading: boolean;
}

function PastSession({ session, onOlder, loading }: PastSessionProps) {
  const { i18n } = useLingui();
  const query = useInfiniteQuery(turnsQuery(session.id));
  const turns = flatten(query.data);
  const more = query.hasNextPage ? () => void query.fetchNextPage() : onOlder;
  return (
    <>
      {query.data && more && (
        <Older
          key={turns[0]?.id ?? session.id}
          label={i18n.t('chat.older')}
          loading={query.isFetchingNextPage || loading}
          onNeeded={() => !query.isFetchingNextPage && more()}
        />
      )}
      {query.isPending && query.fetchStatus !== 'paused' && <Skeleton heights={[80, 56, 110]} />}
      {!query.data && (query.isError || query.fetchStatus === 'paused') && (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      )}
      <TurnList turns={turns} />
      {session.summary && (
        <details className="card self-stretch px-4 py-1 text-[15px]">
          <summary className="flex min-h-11 items-center font-semibold text-brand">
            {i18n.t('chat.summary')}
          </summary>
          <p className="pb-3 whitespace-pre-line [overflow-wrap:anywhere]">
            <RichText text={session.summary} />
          </p>
        </details>
      )}
      <p className="mx-auto my-2 w-fit rounded-full bg-soft px-3.5 py-1.5 text-center text-[12.5px] text-muted">
        {i18n.t('chat.endedAt', {
          kind: kindName(i18n, session.type),
          day: dayName(i18n, new Date(session.completed_at ?? session.last_activity_at), new Date()),
        })}
      </p>
    </>
  );
}

interface Props {
  shown: Session;
  /** The reader's place is to be kept from now on. */
  onHold: () => void;
}

/** The talks before the one that is shown, one after another without an end. */
export default function Past({ shown, onHold }: Props) {
  const { i18n } = useLingui();
  const [opened, setOpened] = useState(() => kept.get(shown.id) ?? 0);
  const all = useInfiniteQuery(allSessionsQuery);
  const earlier = (all.data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter(({ id, started_at }) => id !== shown.id && started_at < shown.started_at);
  const open = () => {
    onHold();
    if (opened >= earlier.length && all.hasNextPage && !all.isFetchingNextPage) void all.fetchNextPage();
    if (opened < earlier.length || all.hasNextPage) {
      kept.set(shown.id, opened + 1);
      setOpened(opened + 1);
    }
  };
  const more = opened < earlier.length || all.hasNextPage;
  if (opened === 0) {
    return more ? (
      <Older byHand label={i18n.t('chat.past')} loading={all.isFetchingNextPage} onNeeded={open} />
    ) : null;
  }
  const visible = earlier.slice(0, opened).reverse();
  return visible.map((session, index) => (
    <PastSession
      key={session.id}
      session={session}
      onOlder={index === 0 && more ? open : null}
      loading={all.isFetchingNextPage}
    />
  ));
}
