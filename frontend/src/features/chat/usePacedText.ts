import { useEffect, useRef, useState } from 'react';
import { beginning, cut, step } from './pace';

const calm = () => window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;

/** The part of a growing text to show now. `onDrained` is called once, when a whole text is all shown. */
export function usePacedText(text: string, whole: boolean, onDrained: () => void): string {
  const [pace, setPace] = useState(beginning);
  const latest = useRef({ text, whole, onDrained });
  latest.current = { text, whole, onDrained };

  useEffect(() => {
    let frame = 0;
    let before = performance.now();
    let current = beginning;
    const tick = (now: number) => {
      const { text: all, whole: ended } = latest.current;
      // Nobody watches a hidden page, and some people ask for no motion: all is shown at once.
      const seconds = document.hidden || calm() ? Number.POSITIVE_INFINITY : (now - before) / 1000;
      before = now;
      current =
        seconds === Number.POSITIVE_INFINITY
          ? { ...current, shown: all.length }
          : step(current, all.length, seconds, ended);
      setPace(current);
      if (ended && current.shown >= all.length) latest.current.onDrained();
      else frame = schedule(tick);
    };
    frame = schedule(tick);
    return () => unschedule(frame);
  }, []);

  return cut(text, Math.min(pace.shown, text.length));
}

/** Frames stop on a hidden page, timers do not. */
function schedule(tick: (now: number) => void): number {
  if (document.hidden) return -window.setTimeout(() => tick(performance.now()), 200);
  return requestAnimationFrame(tick);
}

function unschedule(handle: number): void {
  if (handle < 0) clearTimeout(-handle);
  else cancelAnimationFrame(handle);
}
