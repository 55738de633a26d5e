import { Route, Switch } from 'wouter';
import { withTexts } from '@/shared/i18n';
import { Broken } from '@/shared/ui/Broken';
import { type Ahead, part } from '@/shared/ui/part';
import { zonesTexts } from '@/shared/zones/texts';
import ProfileScreen from './ProfileScreen';

const PortraitScreen = part(() => import('./PortraitScreen'), Broken);
const ChangesScreen = part(() => import('./ChangesScreen'), Broken);
const MemoryScreen = part(() => import('./MemoryScreen'), Broken);
const MannerScreen = part(() => import('./MannerScreen'), Broken);
const TimeScreen = part(() => withTexts(import('./TimeScreen'), zonesTexts), Broken);
const ZoneScreen = part(() => withTexts(import('./ZoneScreen'), zonesTexts), Broken);
const ConsentsScreen = part(() => import('./ConsentsScreen'), Broken);
const DataScreen = part(() => import('./DataScreen'), Broken);
const HelpScreen = part(() => import('./HelpScreen'), Broken);

/** Where to find help must not hang on a connection. */
export const ahead: Ahead = [
  HelpScreen,
  PortraitScreen,
  MemoryScreen,
  ConsentsScreen,
  DataScreen,
  MannerScreen,
  TimeScreen,
  ChangesScreen,
  ZoneScreen,
];

/** Everything under /profile. The inner screens come when nothing else is to be done, or when they are opened. */
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
