import { useLingui } from '@lingui/react';
import { HeartHandshake, Phone } from 'lucide-react';
import { Link } from 'wouter';

/** Care before anything else: no provocation, nothing offered, a way to a person and a way to talk. */
export function CareCard() {
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
      <Link href="/chat" className="btn btn-quiet mt-2 w-full">
        {i18n.t('care.talk')}
      </Link>
    </section>
  );
}
