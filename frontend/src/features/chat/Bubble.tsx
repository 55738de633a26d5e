import { useLingui } from '@lingui/react';
import { UserRound } from 'lucide-react';
import type { Turn } from '@/shared/api/types';
import { RichText } from '@/shared/ui/RichText';

/** For the eye the side and the colour say who speaks. It stands before the bubble, which holds the words alone. */
export function Speaker({ name, quiet = false }: { name: string; quiet?: boolean }) {
  return (
    <span className="sr-only" aria-live={quiet ? 'off' : undefined}>
      {name}:{' '}
    </span>
  );
}

interface Props {
  turn: Turn;
  /** What the guide is called. */
  name: string;
  /** To be said that it was prepared beforehand: the guide's turn before it was not. */
  written: boolean;
}

/** Who else may have written it is said under it, in small: a human of the team, or a reply prepared beforehand. */
export function GuideBubble({ turn, name, written }: Props) {
  const { i18n } = useLingui();
  return (
    <>
      {!turn.by_human && <Speaker name={name} />}
      <div className="bubble bubble-guide" data-turn={turn.id}>
        {turn.by_human && (
          <span className="mb-1 flex items-center gap-1.5 text-[12.5px] font-semibold text-brand">
            <UserRound size={14} aria-hidden="true" />
            {i18n.t('chat.byHuman')}
          </span>
        )}
        <RichText text={turn.text} />
        {turn.stopped && (
          <span className="mt-1 block text-[12.5px] text-muted">{i18n.t('chat.stopped')}</span>
        )}
        {written && <span className="mt-1 block text-[12.5px] text-muted">{i18n.t('chat.written')}</span>}
      </div>
    </>
  );
}

export function PersonBubble({ text, id }: { text: string; id?: string }) {
  const { i18n } = useLingui();
  return (
    <>
      <Speaker name={i18n.t('chat.you')} />
      <div className="bubble bubble-person" data-turn={id}>
        {text}
      </div>
    </>
  );
}
