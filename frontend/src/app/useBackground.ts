import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { whenQuiet } from './quiet';

const AGAIN_MS = 5000;

/** What runs beside the screens: news of the other windows, and the copy on the device. Fetched after the first picture. */
export function useBackground(): void {
  const client = useQueryClient();
  useEffect(() => {
    let end: (() => void) | undefined;
    let over = false;
    const begin = () =>
      import('./background').then(
        ({ run }) => {
          if (!over) end = run(client);
        },
        // Without a connection even this cannot be fetched.
        () => !over && setTimeout(begin, AGAIN_MS),
      );
    const not = whenQuiet(client, () => void begin());
    return () => {
      over = true;
      not();
      end?.();
    };
  }, [client]);
}
