import { useLingui } from '@lingui/react';
import { HeartHandshake, Phone } from 'lucide-react';
import type { Session } from '@/shared/api/types';
import { RichText } from '@/shared/ui/RichText';

/** Care before anything else: no provocation, nothing offered, a way to a person and a way to talk. */
export function CareCard({ onTalk }: { onTalk: () => void }) {
  const { i18n } = useLingui();
  return (
    <section className="card appear p-5" aria-labelledby="care-title">
      <HeartHandshake size={28} className="text-brand" aria-hidden="true" />
      <h2 id="care-title" className="mt-2 text-[22px]">
        {i18n.t('care.title')}
      </h2>
      <p className="mt-2 text-[15.5px] text-muted">{i18n.t('care.text')}</p>
      <a href="tel:112" className="btn mt-4 w-full">
        <Phone size={18} aria-hidden="true" />
        {i18n.t('care.call')}
      </a>
      <button type="button" className="btn btn-quiet mt-2 w-full" onClick={onTalk}>
        {i18n.t('care.talk')}
      </button>
    </section>
  );
}

/** After an absence: what was, without a word about how long. */
export function ReturnCard({ last }: { last: Session }) {
  const { i18n } = useLingui();
  return (
    <section className="card appear p-5" aria-labelledby="return-title">
      <h2 id="return-title" className="text-[20px]">
        {i18n.t('return.title')}
      </h2>
      <p className="mt-2 line-clamp-6 text-[15.5px] whitespace-pre-line text-muted">
        <RichText text={last.summary ?? i18n.t('return.text')} />
      </p>
    </section>
  );
}
