import { useLingui } from '@lingui/react';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { Me, ReadinessItem, Stream } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Contest } from './Contest';
import { Score } from './Score';
import { Why } from './Why';

interface Props {
  item: ReadinessItem;
  stream: Stream | undefined;
  gender: Me['gender'];
  /** The readiest one explains itself at once. */
  first: boolean;
}

export function ReadinessCard({ item, stream, gender, first }: Props) {
  const { i18n } = useLingui();
  const [open, toggle] = useState(first);
  const id = useId();
  const facts = [stream?.dates, stream?.price?.text].filter(Boolean).join('\u00a0· ');
  const about = `/streams/${item.stream}`;
  return (
    <section className="card p-5" aria-labelledby={`${id}name`}>
      <h2 id={`${id}name`} className="text-[21px]">
        {item.name}
      </h2>
      {facts && <p className="mt-1 text-[14px] text-muted">{facts}</p>}
      <Score item={item} />
      <button
        type="button"
        aria-expanded={open}
        aria-controls={`${id}why`}
        onClick={() => {
          haptic.soft();
          toggle(!open);
        }}
        className="mt-3 flex min-h-11 w-full items-center justify-between gap-3 font-semibold text-brand"
      >
        {i18n.t('readiness.why')}
        <ChevronDown
          size={20}
          aria-hidden="true"
          className={`transition-transform duration-200 ${open ? 'rotate-180' : ''}`}
        />
      </button>
      <div id={`${id}why`} hidden={!open} className="appear mt-2">
        <Why item={item} />
        <Contest item={item} gender={gender} />
      </div>
      {item.low ? (
        <>
          <p className="mt-4 text-[15px]">{i18n.t('readiness.lowText')}</p>
          <Link href="/" className={`btn mt-3 w-full ${first ? '' : 'btn-quiet'}`}>
            {i18n.t('readiness.toPath')}
          </Link>
          <Link href={about} className="mt-1 grid min-h-11 place-items-center font-semibold text-brand">
            {i18n.t('readiness.about')}
            <span className="sr-only">: {item.name}</span>
          </Link>
        </>
      ) : (
        <Link href={about} className={`btn mt-4 w-full ${first ? '' : 'btn-quiet'}`}>
          {i18n.t('readiness.about')}
          <span className="sr-only">: {item.name}</span>
        </Link>
      )}
    </section>
  );
}
