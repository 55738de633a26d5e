import { useLingui } from '@lingui/react';
import { Fragment, Suspense } from 'react';
import type { Turn } from '@/shared/api/types';
import { dayName, sameDay } from '@/shared/i18n/format';
import { part } from '@/shared/ui/part';
import { GuideBubble, PersonBubble } from './Bubble';
import { useGuideName } from './guideName';

export const FirstInsight = part(() => import('./FirstInsight'));

/** After so many answers a first insight is no news any more: the map holds it. */
const NEWS = 3;

/** The stored conversation, parted by days. */
export function TurnList({ turns }: { turns: Turn[] }) {
  const { i18n } = useLingui();
  const name = useGuideName();
  const today = new Date();
  const answers = turns.filter(({ role }) => role === 'person').length;
  // Said once for those that follow one another.
  let told = false;
  return turns.map((turn, index) => {
    const date = new Date(turn.created_at);
    const before = turns[index - 1];
    const newDay = !before || !sameDay(new Date(before.created_at), date);
    const written = turn.via === 'template' && !told;
    if (turn.role !== 'person') told = turn.via === 'template';
    return (
      <Fragment key={turn.id}>
        {newDay && (
          <p className="self-center px-3 py-1 text-[12.5px] text-muted">
            <time dateTime={turn.created_at}>{dayName(i18n, date, today)}</time>
          </p>
        )}
        {turn.role === 'person' ? (
          <PersonBubble text={turn.text} id={turn.id} />
        ) : (
          <>
            {answers > 0 && answers <= NEWS && index === turns.length - 1 && (
              <Suspense>
                <FirstInsight answers={answers} />
              </Suspense>
            )}
            <GuideBubble turn={turn} name={name} written={written} />
          </>
        )}
      </Fragment>
    );
  });
}
