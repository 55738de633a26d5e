import { useCallback, useEffect, useRef, useState } from 'react';
import { haptic } from '@/shared/telegram/hooks';

export const UNDO_MS = 8000;

/** Takes things out at once for the eye, and for good after some seconds in which it can be undone.
 *
 * Who leaves the screen or the app has decided: what waits is sent at once.
 */
export function useRemovals(send: (id: string) => Promise<unknown>) {
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>(null);
  const timers = useRef(new Map<string, number>());
  const latest = useRef(send);
  latest.current = send;

  const forget = useCallback((id: string) => {
    setWaiting((ids) => new Set([...ids].filter((one) => one !== id)));
  }, []);

  const now = useCallback(
    (id: string) => {
      window.clearTimeout(timers.current.get(id));
      timers.current.delete(id);
      latest
        .current(id)
        .catch((reason: unknown) => {
          // It stands where it stood.
          setError(reason);
          haptic.error();
        })
        .finally(() => forget(id));
    },
    [forget],
  );

  const remove = useCallback(
    (id: string) => {
      setError(null);
      haptic.soft();
      setWaiting((ids) => new Set([...ids, id]));
      timers.current.set(
        id,
        window.setTimeout(() => now(id), UNDO_MS),
      );
    },
    [now],
  );

  const undo = useCallback(
    (id: string) => {
      window.clearTimeout(timers.current.get(id));
      timers.current.delete(id);
      forget(id);
    },
    [forget],
  );

  useEffect(() => {
    const flush = () => {
      for (const id of [...timers.current.keys()]) now(id);
    };
    const onHidden = () => document.hidden && flush();
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', flush);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [now]);

  return { waiting, error, remove, undo };
}
