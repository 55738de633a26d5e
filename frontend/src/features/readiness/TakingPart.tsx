import { useLingui } from '@lingui/react';
import { ChevronRight } from 'lucide-react';
import { Link } from 'wouter';
import type { Stream } from '@/shared/api/types';

/** What the person is in the middle of: it stands before everything that could be begun. */
export function TakingPart({ streams }: { streams: Stream[] }) {
  const { i18n } = useLingui();
  if (streams.length === 0) return null;
  return (
    <section aria-labelledby="part-title" className="card p-2">
      <h2 id="part-title" className="px-3 pt-3 text-[19px]">
        {i18n.t('readiness.taking')}
      </h2>
      <ul className="mt-1">
        {streams.map(({ slug, name, enrolment }) => (
          <li key={slug}>
            <Link
              href={`/streams/${slug}`}
              className="flex min-h-14 items-center gap-3 rounded-2xl px-3 py-2.5"
            >
              <span className="min-w-0 flex-1">
                {name}
                <span className="block text-[13.5px] text-muted">
                  {i18n.t('readiness.done', { done: enrolment?.done ?? 0, total: enrolment?.total ?? 0 })}
                </span>
                <span aria-hidden="true" className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-line">
                  <span
                    className="grow block h-1.5 rounded-full"
                    style={{
                      width: `${(enrolment?.progress ?? 0) * 100}%`,
                      background: 'linear-gradient(90deg, var(--amber), var(--rose), var(--violet))',
                    }}
                  />
                </span>
              </span>
              <ChevronRight size={19} className="shrink-0 text-muted" aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
