import { useLingui } from '@lingui/react';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { isLookingAround, isNewcomer, useMe } from '@/shared/api/me';
import { Screen } from '@/shared/ui/Screen';
import { Skeleton } from '@/shared/ui/Skeleton';
import { Boundary } from './Boundary';
import {
  ChatScreen,
  fetchNext,
  JourneyScreen,
  OnboardingScreen,
  PlaceScreen,
  ProfilePages,
  ReadinessScreen,
  StageScreen,
  StreamScreen,
} from './parts';

function Loading() {
  const { i18n } = useLingui();
  return (
    <Screen label={i18n.t('common.loading')}>
      <h1 className="sr-only">{i18n.t('common.loading')}</h1>
      <Skeleton heights={[36, 180, 180]} />
    </Screen>
  );
}

export function Pages() {
  const [path] = useLocation();
  const client = useQueryClient();
  const me = useMe();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page begins at its top
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no way to clean up.
    window.scrollTo(0, 0);
  }, [path]);
  // A newcomer has no talk yet, and the first steps bring what they need.
  const settled = me.data !== undefined && !isNewcomer(me.data);
  useEffect(() => (settled ? fetchNext(path, client) : undefined), [settled, path, client]);
  const isFirst = me.data !== undefined && isNewcomer(me.data) && !isLookingAround();
  // What is kept and how to end it may be read before anything is agreed to.
  const welcome = isFirst && !/^\/(welcome|profile)(\/|$)/.test(path);
  return (
    <Boundary page={path}>
      <Suspense fallback={<Loading />}>
        <Switch>
          {welcome && <Redirect to="/welcome" replace />}
          <Route path="/welcome" component={OnboardingScreen} />
          <Route path="/chat" component={ChatScreen} />
          <Route path="/chat/at/:turn" component={PlaceScreen} />
          <Route path="/readiness" component={ReadinessScreen} />
          <Route path="/streams" component={ReadinessScreen} />
          <Route path="/streams/:slug" component={StreamScreen} />
          <Route path="/journey/:stage" component={StageScreen} />
          <Route path="/profile/*?" component={ProfilePages} />
          <Route component={JourneyScreen} />
        </Switch>
      </Suspense>
    </Boundary>
  );
}
