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

/** Something that the host is told of while anything on the screen needs it; several may at once. */
function shared(tellHost: (needed: boolean) => void) {
  let holders = 0;
  return function useShared(needed = true): void {
    useEffect(() => {
      if (!needed) return;
      holders += 1;
      tellHost(true);
      return () => {
        holders -= 1;
        if (holders === 0) tellHost(false);
      };
    }, [needed]);
  };
}

/** A list that scrolls must not pull the whole app shut. */
export const useNoVerticalSwipe = shared((needed) =>
  tell('web_app_setup_swipe_behavior', { allow_vertical_swipe: !needed }),
);

/** Telegram asks before closing, only while something would be lost. */
export const useClosingConfirmation = shared((needed) =>
  tell('web_app_setup_closing_behavior', { need_confirmation: needed }),
);
