/** The only page that frames us in production. */
const TELEGRAM_WEB = 'https://web.telegram.org';

/** The sandbox's origins, written into its own build by the server; always none in production. */
export function sandboxOrigins(): string[] {
  if (!__SANDBOX__) return [];
  const meta = document.querySelector<HTMLMetaElement>('meta[name="relove-sandbox-origins"]');
  return (meta?.content ?? '').split(/\s+/).filter((origin) => /^https?:\/\//.test(origin));
}

function originOf(url: string): string | null {
  try {
    return new URL(url).origin;
  } catch {
    return null;
  }
}

/** The page around us, if it is one that we know. */
export function knownParent(allowed: string[]): string | null {
  const around = location.ancestorOrigins?.[0] ?? originOf(document.referrer);
  return around !== null && allowed.includes(around) ? around : null;
}

/** The SDK checks who sent a message, not from where: a foreign page around us must not steer the app. */
export function refuseForeignMessages(allowed: string[]): void {
  const trusted = [TELEGRAM_WEB, ...allowed];
  window.addEventListener(
    'message',
    (event) => {
      if (event.source === window.parent && window.parent !== window && !trusted.includes(event.origin)) {
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
}
