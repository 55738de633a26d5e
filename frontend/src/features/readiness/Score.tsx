import { useLingui } from '@lingui/react';
import { TrendingDown, TrendingUp } from 'lucide-react';
import type { ReadinessItem } from '@/shared/api/types';
import { TIMELY, verdictOf } from './words';

function Trend({ trend }: { trend: number }) {
  const { i18n } = useLingui();
  const Icon = trend > 0 ? TrendingUp : TrendingDown;
  const change = i18n.number(trend, { signDisplay: 'always' });
  return (
    <span className="ml-auto flex items-center gap-1.5 text-[13px] text-muted">
      <Icon size={16} className={trend > 0 ? 'text-ok' : 'text-muted'} aria-hidden="true" />
      {i18n.t('readiness.trend', { change })}
    </span>
  );
}

/** The number, one word for it, where it goes, and a bar with the mark of the right time. */
export function Score({ item }: { item: ReadinessItem }) {
  const { i18n } = useLingui();
  if (item.score === null) return null;
  const verdicts = {
    little: i18n.t('readiness.little'),
    path: i18n.t('readiness.path'),
    ripening: i18n.t('readiness.ripening'),
    timely: i18n.t('readiness.timely'),
  };
  const verdict = verdictOf(item);
  return (
    <>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <span className="font-display text-[40px] leading-none font-semibold tabular-nums">
          {item.score}
          <span className="text-[22px]">%</span>
        </span>
        <span className={`font-semibold ${verdict === 'timely' ? 'text-ok' : 'text-ink'}`}>
          {verdicts[verdict]}
        </span>
        {item.trend !== null && item.trend !== 0 && <Trend trend={item.trend} />}
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a meter element cannot take the colours of the path */}
      <div
        role="meter"
        aria-label={i18n.t('readiness.meter', { name: item.name })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={item.score}
        className="relative mt-3 h-3 overflow-hidden rounded-full bg-line"
      >
        <div
          className="grow h-3 rounded-full"
          style={{
            width: `${item.score}%`,
            background: 'linear-gradient(90deg, var(--violet), var(--rose) 60%, var(--amber))',
          }}
        />
        <span
          aria-hidden="true"
          className="absolute inset-y-0 w-[3px] bg-card"
          style={{ left: `${TIMELY}%` }}
        />
      </div>
    </>
  );
}
