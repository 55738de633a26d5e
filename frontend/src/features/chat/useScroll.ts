import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** Near enough to the end to mean "I follow the conversation". */
const NEAR_PX = 120;

/** The first turn in sight, and how far below the box's upper edge it stands. */
interface Place {
  turn: string;
  offset: number;
}

/** Where somebody was when they left for another tab. */
const left = new Map<string, Place | null>();

function placeIn(box: HTMLElement): Place | null {
  const top = box.getBoundingClientRect().top;
  for (const element of box.querySelectorAll<HTMLElement>('[data-turn]')) {
    const { bottom, top: own } = element.getBoundingClientRect();
    if (bottom > top) return { turn: element.dataset.turn ?? '', offset: own - top };
  }
  return null;
}

/** Keeps the end in sight for who is at the end, and the place for who reads older words. */
export function useScroll(box: RefObject<HTMLElement | null>, name: string) {
  const following = useRef(true);
  const place = useRef<Place | null>(null);
  const height = useRef(0);
  const settled = useRef(-1);

  const onScroll = useCallback(() => {
    const element = box.current;
    // A box of another height has moved by itself, as when a phone is turned: it is about to be settled.
    if (!element || element.clientHeight !== height.current) return;
    // Nor has anybody scrolled where we put it back: what is being read stays the same, however much comes in.
    if (element.scrollTop === settled.current) return;
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    place.current = following.current ? null : placeIn(element);
  }, [box]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    place.current = left.get(name) ?? null;
    following.current = place.current === null;
    const settle = () => {
      height.current = element.clientHeight;
      if (following.current) element.scrollTop = element.scrollHeight;
      else if (place.current) {
        // Words that came in above, or grew, must not move what is being read.
        const { turn, offset } = place.current;
        const anchor = element.querySelector(`[data-turn="${CSS.escape(turn)}"]`);
        if (!anchor) return;
        const moved = anchor.getBoundingClientRect().top - element.getBoundingClientRect().top - offset;
        if (Math.abs(moved) >= 1) element.scrollTop += moved;
      }
      settled.current = element.scrollTop;
    };
    settle();
    const keep = () => left.set(name, following.current ? null : place.current);
    const content = element.firstElementChild;
    if (!content || typeof ResizeObserver === 'undefined') return () => void keep();
    // The list grows by words and images of words, and the box shrinks when a keyboard opens.
    const observer = new ResizeObserver(settle);
    observer.observe(content);
    observer.observe(element);
    return () => {
      observer.disconnect();
      keep();
    };
  }, [box, name]);

  const follow = useCallback(() => {
    following.current = true;
    place.current = null;
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [box]);

  /** From now on what is in sight stays where it is, whatever comes. */
  const hold = useCallback(() => {
    following.current = false;
    if (box.current) place.current = placeIn(box.current);
  }, [box]);

  return { onScroll, follow, hold };
}
