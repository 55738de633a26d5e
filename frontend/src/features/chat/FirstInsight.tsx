import { useLingui } from '@lingui/react';
import { Sparkles } from 'lucide-react';
import { Link } from 'wouter';
import { useJourney } from '@/shared/api/journey';
import { useSessions } from '@/shared/api/sessions';
import { OwnWords } from '@/shared/person/OwnWords';

/** In the first talk, before the next question: what the answers say, in the person's words, or that it is too early. */
export default function FirstInsight({ answers }: { answers: number }) {
  const { i18n } = useLingui();
  const first = useSessions().data?.items.length === 1;
  const stages = useJourney(first).data?.stages;
  if (!first || !stages) return null;
  const found = stages.flatMap(({ insights }) => insights).find(({ evidenced, quote }) => evidenced && quote);
  if (!found?.quote && answers < 2) return null;
  return (
    <section className="card appear my-1 px-4 py-3" aria-labelledby="first-insight">
      <h2 id="first-insight" className="flex items-center gap-2 text-[17px]">
        <Sparkles size={18} className="shrink-0 text-brand" aria-hidden="true" />
        {i18n.t('first.title')}
      </h2>
      {found?.quote ? (
        <>
          <p className="mt-1 mb-1 text-[15px]">{found.name}</p>
          <OwnWords quote={found.quote} turnId={null} />
          <p className="mt-2 flex flex-wrap items-center justify-between gap-x-3 text-[13.5px] text-muted">
            {i18n.t('first.early')}
            <Link href="/" className="-my-2 inline-flex min-h-11 items-center font-semibold text-brand">
              {i18n.t('first.map')}
            </Link>
          </p>
        </>
      ) : (
        <p className="mt-1.5 text-[15px] text-muted">{i18n.t('first.none')}</p>
      )}
    </section>
  );
}
