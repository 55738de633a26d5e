import { useLingui } from '@lingui/react';
import { Fragment, useEffect, useRef } from 'react';
import type { Turn } from '@/shared/api/types';
import { dayName, sameDay } from '@/shared/i18n/format';
import { GuideBubble, PersonBubble } from './Bubble';

interface OlderProps {
  loading: boolean;
  onNeeded: () => void;
}

/** Older turns come by themselves when the top is near; the button is for who has no scroll wheel. */
export function Older({ loading, onNeeded }: OlderProps) {
  const { i18n } = useLingui();
  const button = useRef<HTMLButtonElement>(null);
  const needed = useRef(onNeeded);
  needed.current = onNeeded;
  useEffect(() => {
    if (!button.current || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && needed.current(), {
      rootMargin: '200px 0px 0px',
    });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button
      ref={button}
      type="button"
      onClick={onNeeded}
      className="min-h-11 self-center px-4 text-[13px] text-muted"
    >
      {loading ? i18n.t('common.loading') : i18n.t('chat.older')}
    </button>
  );
}

/** The stored conversation, parted by days. */
export function TurnList({ turns }: { turns: Turn[] }) {
  const { i18n } = useLingui();
  const today = new Date();
  return turns.map((turn, index) => {
    const date = new Date(turn.created_at);
    const before = turns[index - 1];
    const newDay = !before || !sameDay(new Date(before.created_at), date);
    return (
      <Fragment key={turn.id}>
        {newDay && (
          <p className="self-center px-3 py-1 text-[12.5px] text-muted">
            <time dateTime={turn.created_at}>{dayName(i18n, date, today)}</time>
          </p>
        )}
        {turn.role === 'person' ? (
          <PersonBubble text={turn.text} />
        ) : (
          <GuideBubble text={turn.text} note={turn.stopped ? i18n.t('chat.stopped') : null} />
        )}
      </Fragment>
    );
  });
}
