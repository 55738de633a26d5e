import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Stage } from '@/shared/api/types';
import { duration } from '@/shared/i18n/format';

/** How much of what completes the stage was heard: named insights, never a number out of nothing. */
function Completion({ stage }: { stage: Stage }) {
  const { i18n } = useLingui();
  if (stage.state === 'ahead') return null;
  if (stage.completion === null) {
    return <p className="mt-4 text-[14px] text-muted">{i18n.t('journey.littleData')}</p>;
  }
  const heard = stage.insights.filter(({ evidenced }) => evidenced).length;
  return (
    <div className="mt-4">
      <div className="flex items-baseline justify-between gap-3 text-[14px]">
        <span className="font-semibold">{i18n.t('journey.noticed')}</span>
        <span className="shrink-0 text-muted">
          {i18n.t('journey.heard', { heard, total: stage.insights.length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot take the colours of the path */}
      <div
        role="meter"
        aria-label={i18n.t('journey.noticed')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(stage.completion * 100)}
        className="mt-2 h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className="grow h-2 rounded-full"
          style={{
            width: `${stage.completion * 100}%`,
            background: 'linear-gradient(90deg, var(--amber), var(--rose), var(--violet))',
          }}
        />
      </div>
    </div>
  );
}

interface Props {
  stage: Stage;
  /** Nothing is known yet: the path begins here. */
  isStart: boolean;
  /** The screen's main act, where this card holds it. */
  children: ReactNode;
  /** What else can be done with this stage. */
  acts: ReactNode;
}

export function StageCard({ stage, isStart, children, acts }: Props) {
  const { i18n } = useLingui();
  const states = {
    current: i18n.t('journey.here'),
    done: i18n.t('journey.passed'),
    ahead: i18n.t('journey.ahead'),
  };
  return (
    <section className="stage-card card appear p-5" aria-live="polite">
      <div className="flex items-center justify-between gap-3">
        <span className="text-[13px] font-semibold text-brand">
          {isStart ? i18n.t('journey.beginsHere') : states[stage.state]}
        </span>
        {stage.seconds > 0 && <span className="text-[13px] text-muted">{duration(i18n, stage.seconds)}</span>}
      </div>
      <h2 className="mt-1.5 text-[22px]">{stage.name}</h2>
      <p className="mt-2 line-clamp-4 text-[15.5px] text-muted">{stage.description}</p>
      {children}
      <Completion stage={stage} />
      {acts}
    </section>
  );
}
