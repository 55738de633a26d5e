import { useLingui } from '@lingui/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { flatten, turnsQuery } from '@/shared/api/turns';
import type { Session } from '@/shared/api/types';
import { isLongAgo, wasWelcomed, welcomeBack } from '@/shared/talk/absence';
import { haptic } from '@/shared/telegram/hooks';
import { RichText } from '@/shared/ui/RichText';

interface Props {
  session: Session;
  /** Another talk instead; absent where the way to it stands below already. */
  onNew: (() => void) | null;
}

/** After a week away: a warm word and where they stopped. It is no turn: nothing of it is kept. */
export function WarmReturn({ session, onNew }: Props) {
  const { i18n } = useLingui();
  const query = useInfiniteQuery(turnsQuery(session.id));
  const [wanted, setWanted] = useState(() => !wasWelcomed(session.id));
  const said = flatten(query.data).findLast(({ role }) => role === 'person');
  const here = !isLongAgo(said?.created_at ?? session.last_activity_at);
  if (!wanted || here || query.isPending) return null;
  const goOn = () => {
    haptic.soft();
    welcomeBack(session.id);
    setWanted(false);
    document.querySelector<HTMLElement>('main textarea')?.focus();
  };
  return (
    <section className="card appear mt-2 self-stretch p-5" aria-labelledby="back-title">
      <h2 id="back-title" className="text-[19px]">
        {i18n.t('return.title')}
      </h2>
      {said && (
        <>
          <p className="mt-2 text-[14px] text-muted">{i18n.t('back.stopped')}</p>
          <p className="mt-1 line-clamp-3 border-l-2 border-brand py-0.5 pl-3 text-[15.5px] [overflow-wrap:anywhere]">
            <RichText text={said.text} />
          </p>
        </>
      )}
      <p className="mt-3 text-[15.5px]">{onNew ? i18n.t('back.open') : i18n.t('back.ended')}</p>
      {onNew && (
        <div className="mt-4 flex flex-wrap gap-2">
          <button type="button" className="btn flex-[1_1_9rem] px-4" onClick={goOn}>
            {i18n.t('back.goOn')}
          </button>
          <button
            type="button"
            className="btn btn-quiet flex-[1_1_9rem] px-4"
            onClick={() => {
              haptic.soft();
              onNew();
            }}
          >
            {i18n.t('back.new')}
          </button>
        </div>
      )}
    </section>
  );
}
