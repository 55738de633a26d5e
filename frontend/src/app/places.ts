const WAIT_MS = 3000;
const HANDS = ['pointerdown', 'wheel', 'keydown'];

/** As far down as it was, as soon as there is so much of the page again. The person's own hand ends it. Ends by what it answers. */
function comeBackTo(place: number): () => void {
  const look = new ResizeObserver(() => {
    window.scrollTo(0, place);
    if (window.scrollY >= place - 1) end();
  });
  const end = () => {
    look.disconnect();
    clearTimeout(timer);
    for (const hand of HANDS) window.removeEventListener(hand, end);
  };
  const timer = setTimeout(end, WAIT_MS);
  for (const hand of HANDS) window.addEventListener(hand, end, { passive: true });
  look.observe(document.body);
  return end;
}

/** Who goes back finds the page where they left it; a new one begins at its top. Ends by what it answers. */
export function keepPlaces(): () => void {
  const places = new Map<string, number>();
  let path = location.pathname;
  let end: (() => void) | undefined;
  const note = () => places.set(path, window.scrollY);
  const move = ({ type }: Event) => {
    if (location.pathname === path) return;
    path = location.pathname;
    const place = places.get(path) ?? 0;
    end?.();
    // After the new page was drawn, and brought to its top.
    const back = type === 'popstate' || history.state?.back;
    const frame = requestAnimationFrame(() => {
      end = back && place > 0 ? comeBackTo(place) : undefined;
    });
    end = () => cancelAnimationFrame(frame);
  };
  // The browser's own way knows nothing of a page that is still to be drawn.
  history.scrollRestoration = 'manual';
  window.addEventListener('scroll', note, { passive: true });
  // The router tells of its own moves by events of these names.
  const moves = ['popstate', 'pushState', 'replaceState'];
  for (const name of moves) window.addEventListener(name, move, true);
  note();
  return () => {
    end?.();
    window.removeEventListener('scroll', note);
    for (const name of moves) window.removeEventListener(name, move, true);
  };
}
