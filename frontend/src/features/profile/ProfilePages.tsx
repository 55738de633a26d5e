import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { withTexts } from '@/shared/i18n';
import { zonesTexts } from '@/shared/zones/texts';
import ProfileScreen from './ProfileScreen';

const PortraitScreen = lazy(() => import('./PortraitScreen'));
const ChangesScreen = lazy(() => import('./ChangesScreen'));
const MemoryScreen = lazy(() => import('./MemoryScreen'));
const MannerScreen = lazy(() => import('./MannerScreen'));
const TimeScreen = lazy(() => withTexts(import('./TimeScreen'), zonesTexts));
const ZoneScreen = lazy(() => withTexts(import('./ZoneScreen'), zonesTexts));
const ConsentsScreen = lazy(() => import('./ConsentsScreen'));
const DataScreen = lazy(() => import('./DataScreen'));
const HelpScreen = lazy(() => import('./HelpScreen'));

/** Everything under /profile. The inner screens come when they are opened. */
export default function ProfilePages() {
  return (
    <Switch>
      <Route path="/profile/portrait" component={PortraitScreen} />
      <Route path="/profile/portrait/changes" component={ChangesScreen} />
      <Route path="/profile/memory" component={MemoryScreen} />
      <Route path="/profile/manner" component={MannerScreen} />
      <Route path="/profile/time" component={TimeScreen} />
      <Route path="/profile/time/zone" component={ZoneScreen} />
      <Route path="/profile/consents" component={ConsentsScreen} />
      <Route path="/profile/data" component={DataScreen} />
      <Route path="/profile/help" component={HelpScreen} />
      <Route component={ProfileScreen} />
    </Switch>
  );
}
