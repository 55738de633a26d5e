import { createRoot } from 'react-dom/client';
import { App, newQueryClient } from './app/App';
import { fetchTab } from './app/parts';
import './app/styles.css';
import './app/short.css';
import { signInWith } from './shared/api/auth';
import { restore } from './shared/api/kept';
import { meQuery } from './shared/api/me';
import { activate, firstLanguage } from './shared/i18n';
import { announceReady, openStartPage, startTelegram } from './shared/telegram/start';

const launch = startTelegram();
const client = newQueryClient();

if (launch) {
  signInWith(launch.initData, launch.userId);
  restore(client, launch.userId);
  openStartPage(launch.startParam);
  // Asked for before the first picture, so that the answer is on its way while it is drawn.
  void client.prefetchQuery(meQuery);
}

const known = client.getQueryData(meQuery.queryKey);
await activate(known?.language ?? firstLanguage(launch?.languageCode));
// Here before: what was seen then is all on the device, and need not be announced by a skeleton.
if (known) await Promise.race([fetchTab(location.pathname), new Promise((go) => setTimeout(go, 800))]);
const root = document.getElementById('root');
if (root) createRoot(root).render(<App inTelegram={launch !== null} client={client} />);
requestAnimationFrame(announceReady);
