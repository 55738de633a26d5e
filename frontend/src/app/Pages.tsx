import { useLingui } from '@lingui/react';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { chatTexts } from '@/features/chat/texts';
import JourneyScreen from '@/features/journey/JourneyScreen';
import { profileTexts } from '@/features/profile/texts';
import { withTexts } from '@/shared/i18n';
import { Screen } from '@/shared/ui/Screen';
import { Skeleton } from '@/shared/ui/Skeleton';
import { Boundary } from './Boundary';

const loadChat = () => withTexts(import('@/features/chat/ChatScreen'), chatTexts);
const loadProfile = () => withTexts(import('@/features/profile/ProfileScreen'), profileTexts);
const ChatScreen = lazy(loadChat);
const ProfileScreen = lazy(loadProfile);
const DataScreen = lazy(() => withTexts(import('@/features/profile/DataScreen'), profileTexts));

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
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no way to clean up.
    window.scrollTo(0, 0);
  }, [path]);
  useEffect(() => {
    // The other tabs come when nothing else is to be done, so that they open at once.
    const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500));
    idle(() => void Promise.allSettled([loadChat(), loadProfile()]));
  }, []);
  return (
    <Boundary page={path}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/chat" component={ChatScreen} />
          <Route path="/profile" component={ProfileScreen} />
          <Route path="/profile/data" component={DataScreen} />
          <Route component={JourneyScreen} />
        </Switch>
      </Suspense>
    </Boundary>
  );
}
