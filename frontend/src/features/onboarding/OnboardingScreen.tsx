import { useLingui } from '@lingui/react';
import { useLocation } from 'wouter';
import { ConsentCard } from '@/shared/person/ConsentCard';
import { Screen } from '@/shared/ui/Screen';

/** The first steps, to the first question. */
export default function OnboardingScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  return (
    <Screen label={i18n.t('consent.title')}>
      <ConsentCard onAgreed={() => go('/chat')} />
    </Screen>
  );
}
