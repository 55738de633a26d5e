import { type ComponentType, startTransition, useEffect, useReducer } from 'react';

interface Module {
  default: ComponentType<never>;
}

type PropsOf<Its> = Its extends { default: ComponentType<infer Props extends object> } ? Props : never;

export interface LostProps {
  onRetry: () => void;
}

/** Parts that are worth having before anybody asks for them. */
export type Ahead = { fetch: () => Promise<unknown> }[];

const AGAIN_MS = 5000;

/** What nobody asked for has no words of its own where it should be: it comes as soon as it can. */
function Later({ onRetry }: LostProps) {
  useEffect(() => {
    const timer = setInterval(onRetry, AGAIN_MS);
    return () => clearInterval(timer);
  });
  return null;
}

/** Something that was tried twice and did not come, though there is a connection: the server has newer files. */
function reopen(): void {
  fetch('/', { cache: 'no-store' }).then(
    ({ ok }) => ok && location.reload(),
    () => undefined,
  );
}

/**
 * A piece of the screen in a file of its own, fetched when it is first drawn. What is here is drawn at once. What did
 * not come is told by `Lost`, in its place alone, and forgotten with it: the next time it is fetched anew.
 */
export function part<Its extends Module>(
  load: () => Promise<Its>,
  Lost: ComponentType<PropsOf<Its> & LostProps> = Later,
) {
  let here: Its | undefined;
  let coming: Promise<void> | undefined;
  let missing = false;
  const come = () => {
    if (coming) return coming;
    const mine = load().then(
      (loaded) => {
        here = loaded;
      },
      () => {
        // One that was forgotten meanwhile says nothing of the next.
        if (coming === mine) missing = true;
      },
    );
    coming = mine;
    return mine;
  };
  const forget = () => {
    coming = undefined;
    missing = false;
  };

  function Part(props: PropsOf<Its>) {
    const [, redraw] = useReducer((times: number) => times + 1, 0);
    useEffect(() => {
      if (here) return;
      const again = () => {
        forget();
        startTransition(redraw);
      };
      window.addEventListener('online', again);
      return () => {
        window.removeEventListener('online', again);
        forget();
      };
    }, []);
    // What React waits for, as its own `lazy` has it; but that one would never forget a failure.
    if (!here && !missing) throw come();
    if (here) {
      const It = here.default as ComponentType<PropsOf<Its>>;
      return <It {...props} />;
    }
    const retry = () => {
      forget();
      if (Lost !== Later) void come().then(() => here ?? reopen());
      startTransition(redraw);
    };
    return <Lost {...props} onRetry={retry} />;
  }

  /** Ahead of time; what does not come is nobody's trouble yet. */
  Part.fetch = async () => {
    await come();
    if (!here) forget();
    return here;
  };
  return Part;
}
