import { useLingui } from '@lingui/react';
import type { Enrolment } from '@/shared/api/types';

/** How far somebody came, and when the next exercise is there. Nothing is counted against them. */
export function Progress({ enrolment }: { enrolment: Enrolment }) {
  const { i18n } = useLingui();
  const { done, total, progress, state } = enrolment;
  const next =
    enrolment.next_at &&
    i18n.date(new Date(enrolment.next_at), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
  return (
    <section className="card p-5" aria-labelledby="progress-title">
      <h2 id="progress-title" className="text-[19px]">
        {state === 'completed' ? i18n.t('streams.completed') : i18n.t('streams.taking')}
      </h2>
      <p className="mt-1 text-[14px] text-muted">{i18n.t('streams.done', { done, total })}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot take the colours of the path */}
      <div
        role="meter"
        aria-label={i18n.t('streams.meter')}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="mt-3 h-2.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className="grow h-2.5 rounded-full"
          style={{
            width: `${progress * 100}%`,
            background: 'linear-gradient(90deg, var(--amber), var(--rose), var(--violet))',
          }}
        />
      </div>
      {state === 'active' && (
        <p className="mt-3 text-[14px]">
          {next && done < total ? i18n.t('streams.next', { at: next }) : i18n.t('streams.pace')}
        </p>
      )}
    </section>
  );
}
