import { on } from '@tma.js/sdk-react';
import { useEffect, useRef } from 'react';
import { tell } from './host';

/** Sparse on purpose: a soft touch for an act, success and error for its end. */
export const haptic = {
  soft: () => tell('web_app_trigger_haptic_feedback', { type: 'impact', impact_style: 'soft' }),
  success: () =>
    tell('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'success' }),
  error: () => tell('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'error' }),
};

/** Who would be led back, the uppermost last: a sheet stands above its screen. */
const ways: { current: () => void }[] = [];

/** Telegram's own way back, on inner screens and sheets only. */
export function useBackButton(onBack: () => void): void {
  const latest = useRef(onBack);
  latest.current = onBack;
  useEffect(() => {
    ways.push(latest);
    tell('web_app_setup_back_button', { is_visible: true });
    const off = on('back_button_pressed', () => ways.at(-1) === latest && latest.current());
    return () => {
      off();
      ways.splice(ways.indexOf(latest), 1);
      if (ways.length === 0) tell('web_app_setup_back_button', { is_visible: false });
    };
  }, []);
}

/** A list that scrolls must not pull the whole app shut. */
export function useNoVerticalSwipe(): void {
  useEffect(() => {
    tell('web_app_setup_swipe_behavior', { allow_vertical_swipe: false });
    return () => tell('web_app_setup_swipe_behavior', { allow_vertical_swipe: true });
  }, []);
}

let unsaved = 0;

/** Telegram asks before closing, only while something would be lost. */
export function useClosingConfirmation(needed: boolean): void {
  useEffect(() => {
    if (!needed) return;
    unsaved += 1;
    tell('web_app_setup_closing_behavior', { need_confirmation: true });
    return () => {
      unsaved -= 1;
      if (unsaved === 0) tell('web_app_setup_closing_behavior', { need_confirmation: false });
    };
  }, [needed]);
}
