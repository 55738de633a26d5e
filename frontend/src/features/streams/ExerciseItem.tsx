import { useLingui } from '@lingui/react';
import { Check, Minus } from 'lucide-react';
import { useCloseExercise } from '@/shared/api/streams';
import type { Exercise } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import { RichText } from '@/shared/ui/RichText';

function Mark({ exercise }: { exercise: Exercise }) {
  const look = {
    done: 'bg-ok text-card',
    sent: 'bg-brand text-onbrand',
    skipped: 'bg-line text-muted',
    ahead: 'border border-field text-muted',
  }[exercise.state];
  return (
    <span
      aria-hidden="true"
      className={`grid size-8 shrink-0 place-items-center rounded-full text-[14px] font-semibold transition-colors ${look}`}
    >
      {exercise.state === 'done' ? (
        <Check size={17} />
      ) : exercise.state === 'skipped' ? (
        <Minus size={17} />
      ) : (
        exercise.n
      )}
    </span>
  );
}

interface Props {
  slug: string;
  exercise: Exercise;
  /** The person takes part: what came can be closed. */
  open: boolean;
  /** The first one that waits for them: the page's main act. */
  next: boolean;
}

export function ExerciseItem({ slug, exercise, open, next }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const close = useCloseExercise(slug);
  const end = (state: 'done' | 'skipped') => {
    if (close.isPending) return;
    close.mutate(
      { n: exercise.n, state },
      {
        onSuccess: () => (state === 'done' ? haptic.success() : haptic.soft()),
        onError: () => haptic.error(),
      },
    );
  };
  const states = {
    done: i18n.t('streams.stateDone'),
    skipped: i18n.t('streams.stateSkipped'),
    sent: i18n.t('streams.stateSent'),
    ahead: i18n.t('streams.day', { day: exercise.day }),
  };
  const waits = open && exercise.state === 'sent';
  return (
    <li className="grid grid-cols-[32px_1fr] gap-3">
      <Mark exercise={exercise} />
      <div className="min-w-0 pt-1">
        <h3 className={`leading-snug ${waits ? 'font-semibold' : ''}`}>{exercise.title}</h3>
        <p className="text-[13.5px] text-muted">{states[exercise.state]}</p>
        {exercise.text && (
          <details open={waits} className="mt-1">
            <summary className="flex min-h-11 items-center text-[14px] font-semibold text-brand">
              {i18n.t('streams.text')}
            </summary>
            <p className="text-[15.5px] whitespace-pre-line [overflow-wrap:anywhere]">
              <RichText text={exercise.text} />
            </p>
          </details>
        )}
        {waits && (
          <div className="mt-3 flex flex-wrap gap-2">
            <button
              type="button"
              className={`btn flex-1 px-3 ${next ? '' : 'btn-quiet'}`}
              aria-disabled={close.isPending}
              onClick={() => end('done')}
            >
              <Check size={18} aria-hidden="true" />
              {i18n.t('streams.markDone')}
            </button>
            <button
              type="button"
              className="min-h-11 px-3 font-semibold text-muted"
              aria-disabled={close.isPending}
              onClick={() => end('skipped')}
            >
              {i18n.t('streams.skip')}
            </button>
          </div>
        )}
        {close.isError && (
          <p role="alert" className="mt-1 text-[14px] text-bad">
            {errorText(i18n, close.error, online)}
          </p>
        )}
      </div>
    </li>
  );
}
