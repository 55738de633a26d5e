import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** Near enough to the end to mean "I follow the conversation". */
const NEAR_PX = 120;

/** Keeps the end in sight for who is at the end, and the place for who reads older words. */
export function useScroll(box: RefObject<HTMLElement | null>, firstId: string | undefined) {
  const following = useRef(true);
  const before = useRef({ height: 0, firstId });

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    following.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
  }, [box]);

  // Older turns came in above: what was read stays where it was.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (before.current.firstId !== firstId && before.current.firstId !== undefined && !following.current) {
      element.scrollTop += element.scrollHeight - before.current.height;
    }
    before.current.firstId = firstId;
  }, [box, firstId]);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const content = element.firstElementChild;
    const settle = () => {
      if (following.current) element.scrollTop = element.scrollHeight;
      before.current.height = element.scrollHeight;
    };
    settle();
    if (!content || typeof ResizeObserver === 'undefined') return;
    // The list grows by words and images of words, and the box shrinks when a keyboard opens.
    const observer = new ResizeObserver(settle);
    observer.observe(content);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);

  const follow = useCallback(() => {
    following.current = true;
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [box]);

  return { onScroll, follow };
}
