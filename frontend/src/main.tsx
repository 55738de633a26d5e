import { createRoot } from 'react-dom/client';
import { App, newQueryClient } from './app/App';
import './app/styles.css';
import { signInWith } from './shared/api/auth';
import { meQuery } from './shared/api/me';
import { activate, firstLanguage } from './shared/i18n';
import { announceReady, openStartPage, startTelegram } from './shared/telegram/start';

const launch = startTelegram();
const client = newQueryClient();
const language = activate(firstLanguage(launch?.languageCode));

if (launch) {
  signInWith(launch.initData, launch.userId);
  openStartPage(launch.startParam);
  // Asked for before the first picture, so that the answer is on its way while it is drawn.
  void client.prefetchQuery(meQuery);
}

await language;
const root = document.getElementById('root');
if (root) createRoot(root).render(<App inTelegram={launch !== null} client={client} />);
requestAnimationFrame(announceReady);
