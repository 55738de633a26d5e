import { on } from '@tma.js/sdk-react';
import { isDark, toHex } from './colors';
import { hostTakes, tell } from './host';

type Params = Record<string, string | undefined>;

/** Writes Telegram's colours as CSS variables and says which of our two palettes goes with them. */
export function applyTheme(params: Params): void {
  const root = document.documentElement;
  for (const [key, value] of Object.entries(params)) {
    if (value && /^#[0-9a-f]{6}$/i.test(value)) {
      root.style.setProperty(`--tg-theme-${key.replaceAll('_', '-')}`, value);
    }
  }
  const systemDark = window.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;
  const dark = params.bg_color ? isDark(params.bg_color) : systemDark;
  root.dataset.theme = dark ? 'dark' : 'light';
  root.style.colorScheme = root.dataset.theme;
}

function computed(background: string): `#${string}` | null {
  const probe = document.createElement('i');
  probe.style.cssText = `position:absolute;background:${background}`;
  document.body.append(probe);
  const colour = toHex(getComputedStyle(probe).backgroundColor);
  probe.remove();
  return colour;
}

/** Telegram's own bars take the colours that our page really has, which no theme key names. */
function paintBars(): void {
  const page = computed('var(--page)');
  const card = computed('var(--card)');
  if (page) {
    // Older clients know colour keys alone, and none of those is ours.
    if (hostTakes('web_app_set_header_color', 'color')) tell('web_app_set_header_color', { color: page });
    tell('web_app_set_background_color', { color: page });
  }
  if (card) tell('web_app_set_bottom_bar_color', { color: card });
}

/** Follows Telegram's theme as it changes. */
export function followTelegramTheme(first: Params): void {
  const update = (params: Params) => {
    applyTheme(params);
    requestAnimationFrame(paintBars);
  };
  on('theme_changed', ({ theme_params }) => update(theme_params as Params));
  update(first);
  tell('web_app_request_theme');
}

export function followSystemTheme(): void {
  applyTheme({});
  window.matchMedia?.('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme({}));
}
