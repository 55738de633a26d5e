import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import { GuideMark } from '@/shared/ui/GuideMark';

/** For who looks around first, or took the consent back: what is missing, and the way to it. */
export function WelcomeCard() {
  const { i18n } = useLingui();
  return (
    <section className="card appear p-5" aria-labelledby="welcome-title">
      <div className="flex items-center gap-3">
        <GuideMark />
        <h2 id="welcome-title" className="text-[22px]">
          {i18n.t('consent.title')}
        </h2>
      </div>
      <p className="mt-3 text-[15.5px] text-muted">{i18n.t('consent.ai')}</p>
      <Link href="/welcome" className="btn mt-4 w-full">
        {i18n.t('consent.go')}
        <ArrowRight size={19} aria-hidden="true" />
      </Link>
    </section>
  );
}
