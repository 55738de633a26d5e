import { createRoot } from 'react-dom/client';
import { App, newQueryClient } from './app/App';
import { firstPart } from './app/parts';
import './app/styles.css';
import './app/short.css';
import { signInWith } from './shared/api/auth';
import { restore } from './shared/api/kept';
import { meQuery } from './shared/api/me';
import { activate } from './shared/i18n';
import { firstLanguage } from './shared/i18n/language';
import { announceReady, openStartPage, startTelegram } from './shared/telegram/start';

const launch = startTelegram();
const client = newQueryClient();

if (launch) {
  signInWith(launch.initData, launch.userId);
  restore(client, launch.userId);
  openStartPage(launch);
  // Asked for before the first picture, so that the answer is on its way while it is drawn.
  void client.prefetchQuery(meQuery);
}

const known = client.getQueryData(meQuery.queryKey);
await activate(known?.language ?? firstLanguage(launch?.languageCode));
// What is here, or all but here, need not be announced by a skeleton: most of it was asked for before this code came.
// Who was here before has all that was seen then on the device.
if (launch) {
  const ready = firstPart(client, location.pathname);
  await Promise.race([ready, new Promise((go) => setTimeout(go, known ? 800 : 200))]);
}
const root = document.getElementById('root');
if (root) createRoot(root).render(<App inTelegram={launch !== null} client={client} />);
requestAnimationFrame(announceReady);
