import { useLingui } from '@lingui/react';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import JourneyScreen from '@/features/journey/JourneyScreen';
import { Screen } from '@/shared/ui/Screen';
import { Skeleton } from '@/shared/ui/Skeleton';

const ChatScreen = lazy(() => import('@/features/chat/ChatScreen'));
const ProfileScreen = lazy(() => import('@/features/profile/ProfileScreen'));
const DataScreen = lazy(() => import('@/features/profile/DataScreen'));

function Loading() {
  const { i18n } = useLingui();
  return (
    <Screen label={i18n.t('common.loading')}>
      <Skeleton heights={[36, 180, 180]} />
    </Screen>
  );
}

export function Pages() {
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => window.scrollTo(0, 0), [path]);
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/chat" component={ChatScreen} />
        <Route path="/profile" component={ProfileScreen} />
        <Route path="/profile/data" component={DataScreen} />
        <Route component={JourneyScreen} />
      </Switch>
    </Suspense>
  );
}
