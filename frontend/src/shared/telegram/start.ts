import {
  init,
  retrieveLaunchParams,
  retrieveRawInitData,
  setTargetOrigin,
  type ThemeParamsType,
  type Version,
} from '@tma.js/sdk-react';
import { firstPage, noteOpened } from '../pages';
import { connectHost, tell } from './host';
import { knownParent, refuseForeignMessages, sandboxOrigins } from './origin';
import { ensureStorage, forgetRestoredState } from './storage';
import { followSystemTheme, followTelegramTheme } from './theme';
import { followViewport } from './viewport';

export interface Launch {
  /** Byte for byte as Telegram signed it. */
  initData: string;
  userId: number;
  firstName: string;
  languageCode: string | undefined;
  startParam: string | undefined;
}

interface Start {
  launch: Launch;
  version: Version;
  theme: ThemeParamsType;
}

/** Throws outside of Telegram: there is no launch data, or none that was signed. */
function readStart(): Start {
  const initData = retrieveRawInitData();
  const params = retrieveLaunchParams();
  const user = params.tgWebAppData?.user;
  if (!initData || !user) throw new Error('no signed launch data');
  return {
    launch: {
      initData,
      userId: user.id,
      firstName: user.first_name,
      languageCode: user.language_code,
      startParam: params.tgWebAppStartParam ?? params.tgWebAppData?.start_param,
    },
    version: params.tgWebAppVersion,
    theme: params.tgWebAppThemeParams,
  };
}

/** Tells the host that we are here and reload when it asks for it. */
function startSdk(): void {
  try {
    // No styles from outside: the page's own look is whole, and its policy allows no foreign styles.
    init({ acceptCustomStyles: false });
  } catch {
    // Signed launch data in a plain browser tab: there is no host, and all else works.
  }
}

/** Everything before the first picture. The order matters: each step protects the next. */
export function startTelegram(): Launch | null {
  ensureStorage();
  const allowed = sandboxOrigins();
  refuseForeignMessages(allowed);
  try {
    const parent = knownParent(allowed);
    if (parent) setTargetOrigin(parent);
    forgetRestoredState();
    const { launch, version, theme } = readStart();
    startSdk();
    connectHost(version);
    followTelegramTheme(theme);
    followViewport();
    return launch;
  } catch {
    followSystemTheme();
    return null;
  }
}

/** Telegram shows its own cover until it hears this. */
export function announceReady(): void {
  tell('web_app_ready');
}

/** The page that a link into the app asked for. Launch data stays out of what a person may copy. */
export function openStartPage({ startParam, initData }: Pick<Launch, 'startParam' | 'initData'>): void {
  const launch = new URLSearchParams(initData).get('hash');
  const page = firstPage(startParam, launch);
  noteOpened(page, launch);
  history.replaceState(null, '', page + location.search);
}
