import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { Link } from 'wouter';
import { Screen } from '@/shared/ui/Screen';

/** For which programme this is the time: an advice, never a mark. */
export default function ReadinessScreen() {
  const { i18n } = useLingui();
  return (
    <Screen label={i18n.t('tab.readiness')}>
      <h1 className="text-[27px]">{i18n.t('tab.readiness')}</h1>
      <p className="mt-2 text-[15.5px] text-muted">{i18n.t('readiness.lead')}</p>
      <section className="card appear mt-5 p-5" aria-labelledby="little-title">
        <h2 id="little-title" className="text-[20px]">
          {i18n.t('readiness.littleTitle')}
        </h2>
        <p className="mt-2 text-[15.5px] text-muted">{i18n.t('readiness.littleText')}</p>
        <Link href="/chat" className="btn mt-4 w-full">
          {i18n.t('readiness.talk')}
          <ArrowRight size={19} aria-hidden="true" />
        </Link>
      </section>
    </Screen>
  );
}
