import { on, type SafeAreaInsets } from '@tma.js/sdk-react';
import { tell } from './host';

function writeInsets(prefix: string, insets: SafeAreaInsets): void {
  const { style } = document.documentElement;
  for (const side of ['top', 'bottom', 'left', 'right'] as const) {
    style.setProperty(`--${prefix}-${side}`, `${Number(insets[side]) || 0}px`);
  }
}

/** The part of the screen that no keyboard covers. */
function writeVisible(): void {
  const visible = window.visualViewport;
  if (!visible) return;
  const { style, dataset } = document.documentElement;
  style.setProperty('--visible-height', `${visible.height}px`);
  style.setProperty('--visible-top', `${visible.offsetTop}px`);
  dataset.keyboard = window.innerHeight - visible.height > 120 ? 'open' : 'closed';
}

/** A keyboard that opens makes less of the page to be seen: what is written in stays in it. */
function onResize(): void {
  writeVisible();
  const field = document.activeElement;
  if (field?.matches('input, textarea')) field.scrollIntoView({ block: 'nearest' });
}

/** Asks for the insets and waits for nothing: some clients never answer, and zeros stand in the styles. */
export function followViewport(): void {
  on('safe_area_changed', (insets) => writeInsets('safe', insets));
  on('content_safe_area_changed', (insets) => writeInsets('content-safe', insets));
  tell('web_app_request_safe_area');
  tell('web_app_request_content_safe_area');
  tell('web_app_expand');
  writeVisible();
  window.visualViewport?.addEventListener('resize', onResize);
  window.visualViewport?.addEventListener('scroll', writeVisible);
}
