import { useLingui } from '@lingui/react';
import { CircleCheck, Compass } from 'lucide-react';
import { Link } from 'wouter';
import type { Session } from '@/shared/api/types';
import { RichText } from '@/shared/ui/RichText';

/** What was found, in the guide's words, and where it shows on the map; the way on is the footer's. */
export function Summary({ session }: { session: Session }) {
  const { i18n } = useLingui();
  return (
    <section className="card appear mt-2 p-5" aria-labelledby="summary-title">
      <h2 id="summary-title" className="flex items-center gap-2 text-[19px]">
        <CircleCheck size={20} className="text-ok" aria-hidden="true" />
        {i18n.t('chat.summary')}
      </h2>
      <p className="mt-2 text-[15.5px] whitespace-pre-line [overflow-wrap:anywhere]">
        <RichText text={session.summary ?? i18n.t('chat.summaryEmpty')} />
      </p>
      <Link href="/" className="btn btn-quiet mt-4 w-full">
        <Compass size={19} aria-hidden="true" />
        {i18n.t('chat.toMap')}
      </Link>
    </section>
  );
}
