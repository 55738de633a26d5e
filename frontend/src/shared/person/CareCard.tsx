import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { HeartHandshake, Phone } from 'lucide-react';
import { Link } from 'wouter';
import { helpQuery } from '@/shared/api/help';
import { useMe } from '@/shared/api/me';

/** Care before anything else: no provocation, nothing offered, a way to a person and a way to talk. */
export function CareCard() {
  const { i18n } = useLingui();
  const country = useMe().data?.country ?? '';
  const lines = useQuery(helpQuery(country)).data?.lines;
  // Until the country's own number is known, and where there is none: the one that most phones take anywhere.
  const number = lines?.find(({ covers }) => covers === 'emergency')?.number ?? '112';
  return (
    <section className="card appear p-5" aria-labelledby="care-title">
      <HeartHandshake size={28} className="text-brand" aria-hidden="true" />
      <h2 id="care-title" className="mt-2 text-[22px]">
        {i18n.t('care.title')}
      </h2>
      <p className="mt-2 text-[15.5px] text-muted">{i18n.t('care.text', { number })}</p>
      <a href={`tel:${number}`} className="btn mt-4 w-full">
        <Phone size={18} aria-hidden="true" />
        {i18n.t('care.call', { number })}
      </a>
      <Link href="/chat" className="btn btn-quiet mt-2 w-full">
        {i18n.t('care.talk')}
      </Link>
      <Link href="/profile/help" className="mt-1 grid min-h-11 place-items-center font-semibold text-brand">
        {i18n.t('care.lines')}
      </Link>
    </section>
  );
}
