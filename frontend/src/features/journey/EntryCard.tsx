import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Session } from '@/shared/api/types';
import { RichText } from '@/shared/ui/RichText';

interface Props {
  last: Session;
  /** It is still open: its last question waits, and nothing was lost. */
  open: boolean;
  children: ReactNode;
}

/** After an absence: what was, without a word about how long, and one small step. */
export function ReturnCard({ last, open, children }: Props) {
  const { i18n } = useLingui();
  return (
    <section className="card appear p-5" aria-labelledby="return-title">
      <h2 id="return-title" className="text-[22px]">
        {i18n.t('return.title')}
      </h2>
      {last.summary ? (
        <>
          <h3 className="mt-3 text-[13px] font-semibold text-brand">{i18n.t('return.was')}</h3>
          <p className="mt-1 line-clamp-5 text-[15.5px] whitespace-pre-line text-muted [overflow-wrap:anywhere]">
            <RichText text={last.summary.replace(/\n+/g, '\n')} />
          </p>
        </>
      ) : (
        <p className="mt-2 text-[15.5px] text-muted">{i18n.t('return.text')}</p>
      )}
      <h3 className="mt-4 text-[13px] font-semibold text-brand">{i18n.t('return.step')}</h3>
      <p className="mt-1 text-[15.5px]">{open ? i18n.t('return.stepOpen') : i18n.t('return.stepNew')}</p>
      {children}
    </section>
  );
}
