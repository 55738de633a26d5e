import { useLingui } from '@lingui/react';
import { Link, useLocation } from 'wouter';
import { useBackButton } from '@/shared/telegram/hooks';
import { Screen } from '@/shared/ui/Screen';

/** One programme: what it promises, its exercises, the way in. */
export default function StreamScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  useBackButton(() => go('/readiness'));
  return (
    <Screen label={i18n.t('streams.title')}>
      <h1 className="text-[27px]">{i18n.t('streams.title')}</h1>
      <p className="mt-3 text-[15.5px] text-muted">{i18n.t('streams.closed')}</p>
      <Link href="/readiness" className="btn btn-quiet mt-5 w-full">
        {i18n.t('streams.back')}
      </Link>
    </Screen>
  );
}
