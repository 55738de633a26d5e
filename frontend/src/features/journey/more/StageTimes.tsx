import { useLingui } from '@lingui/react';
import type { Stage } from '@/shared/api/types';
import { duration } from '@/shared/i18n/format';
import { passedColour } from '@/shared/path/ring';

/** A short stay stays visible beside a long one. */
const LEAST_WIDTH = 6;

/** How long each stage took; longer is not worse, and the card says so. */
export function StageTimes({ stages }: { stages: Stage[] }) {
  const { i18n } = useLingui();
  const spent = stages.filter((stage) => stage.seconds > 0);
  const most = Math.max(0, ...spent.map((stage) => stage.seconds));
  const longest = spent.find((stage) => stage.seconds === most);
  return (
    <section className="card p-5" aria-labelledby="times-title">
      <h2 id="times-title" className="text-[19px]">
        {i18n.t('journey.times')}
      </h2>
      <p className="mt-1 text-[14px] text-muted">{i18n.t('journey.timesHint')}</p>
      {spent.length === 0 && <p className="mt-3 text-[15px]">{i18n.t('journey.timesEmpty')}</p>}
      <ul className={spent.length > 0 ? 'mt-4 grid gap-3' : 'hidden'}>
        {spent.map((stage, index) => (
          <li key={stage.key}>
            <div className="flex items-baseline justify-between gap-3 text-[14px]">
              <span className={stage.state === 'current' ? 'font-semibold' : ''}>{stage.name}</span>
              <span className="shrink-0 text-muted tabular-nums">{duration(i18n, stage.seconds)}</span>
            </div>
            <div className="mt-1.5 h-2 rounded-full bg-line">
              <div
                className="grow h-2 rounded-full"
                style={{
                  width: `${Math.max(LEAST_WIDTH, (stage.seconds / most) * 100)}%`,
                  animationDelay: `${index * 60}ms`,
                  background:
                    stage.state === 'current'
                      ? 'linear-gradient(90deg, var(--rose), var(--violet))'
                      : passedColour(stage.number),
                }}
              />
            </div>
          </li>
        ))}
      </ul>
      {longest && spent.length > 1 && (
        <p className="mt-4 text-[14px]">{i18n.t('journey.longest', { name: longest.name })}</p>
      )}
    </section>
  );
}
