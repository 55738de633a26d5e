import { useLingui } from '@lingui/react';
import { Check, Sprout } from 'lucide-react';
import { useId } from 'react';
import type { ReadinessItem } from '@/shared/api/types';
import { OwnWords } from '@/shared/person/OwnWords';
import { whyOf } from './words';

/** What speaks for it, in the person's own words, and what could change it. */
export function Why({ item }: { item: ReadinessItem }) {
  const { i18n } = useLingui();
  const id = useId();
  return (
    <>
      {item.reasons.length > 0 && (
        <>
          <p id={`${id}for`} className="text-[14px] font-semibold text-muted">
            {i18n.t('readiness.ready')}
          </p>
          <ul aria-labelledby={`${id}for`} className="mt-2.5 grid gap-3.5">
            {item.reasons.map((reason) => (
              <li key={reason.text} className="grid grid-cols-[20px_1fr] gap-2.5">
                <Check size={20} className="mt-px text-ok" aria-hidden="true" />
                <div className="grid min-w-0 gap-1.5">
                  <span className="text-[15.5px] leading-snug">{whyOf(reason)}</span>
                  <OwnWords quote={reason.quote} turnId={reason.turn_ids[0]} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {item.would_raise.length > 0 && (
        <>
          <p
            id={`${id}raise`}
            className={`text-[14px] font-semibold text-muted ${item.reasons.length > 0 ? 'mt-5' : ''}`}
          >
            {i18n.t('readiness.ripens')}
          </p>
          <ul aria-labelledby={`${id}raise`} className="mt-2.5 grid gap-2.5">
            {item.would_raise.map((text) => (
              <li key={text} className="grid grid-cols-[20px_1fr] gap-2.5 text-[15.5px] leading-snug">
                <Sprout
                  size={20}
                  className="text-[color-mix(in_oklab,var(--amber)_62%,var(--text))]"
                  aria-hidden="true"
                />
                <span className="[overflow-wrap:anywhere]">{text}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
