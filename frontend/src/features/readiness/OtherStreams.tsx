import { useLingui } from '@lingui/react';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { ReadinessItem, Stream } from '@/shared/api/types';
import { Why } from './Why';

function Other({ item, stream }: { item: ReadinessItem; stream: Stream | undefined }) {
  const { i18n } = useLingui();
  const [open, toggle] = useState(false);
  const id = useId();
  return (
    <li className="px-5">
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => toggle(!open)}
          className="flex min-h-14 w-full items-center gap-3 py-2.5 text-left"
        >
          <span className="min-w-0 flex-1">
            {item.name}
            {stream && <span className="block text-[13.5px] text-muted">{stream.dates}</span>}
          </span>
          <ChevronDown
            size={19}
            aria-hidden="true"
            className={`shrink-0 text-muted transition-transform duration-200 ${open ? 'rotate-180' : ''}`}
          />
        </button>
      </h3>
      <div id={id} hidden={!open} className="appear pb-4">
        {stream && <p className="mb-4 text-[15.5px] text-muted">{stream.promise}</p>}
        <Why item={item} />
        <Link href={`/streams/${item.stream}`} className="btn btn-quiet mt-4 w-full">
          {i18n.t('readiness.about')}
          <span className="sr-only">: {item.name}</span>
        </Link>
      </div>
    </li>
  );
}

interface Props {
  items: ReadinessItem[];
  streams: Stream[];
  /** Of none there is a number. */
  all: boolean;
}

/** Programmes of which there is too little to tell: no number, and what would help to see. */
export function OtherStreams({ items, streams, all }: Props) {
  const { i18n } = useLingui();
  if (items.length === 0) return null;
  return (
    <section className="card pt-5 pb-2" aria-labelledby="others-title">
      <h2 id="others-title" className="px-5 text-[19px]">
        {all ? i18n.t('readiness.all') : i18n.t('readiness.others')}
      </h2>
      {!all && <p className="mt-1 px-5 text-[14px] text-muted">{i18n.t('readiness.othersHint')}</p>}
      <ul className="mt-2 divide-y divide-line">
        {items.map((item) => (
          <Other key={item.stream} item={item} stream={streams.find(({ slug }) => slug === item.stream)} />
        ))}
      </ul>
    </section>
  );
}
