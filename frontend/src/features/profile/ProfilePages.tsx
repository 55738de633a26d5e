import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import ProfileScreen from './ProfileScreen';

const DataScreen = lazy(() => import('./DataScreen'));

/** Everything under /profile. The inner screens come when they are opened. */
export default function ProfilePages() {
  return (
    <Switch>
      <Route path="/profile/data" component={DataScreen} />
      <Route component={ProfileScreen} />
    </Switch>
  );
}
