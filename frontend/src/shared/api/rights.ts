import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from './client';

const FILE = 'relove-data.json';

/** Everything that is kept, as a file on the device. */
export function useDownloadData() {
  return useMutation({
    mutationFn: async () => {
      const data = await unwrap(api.GET('/api/me/export'));
      save(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }));
    },
  });
}

/** Nothing is erased by this: it puts a one-time button into the bot chat. */
export function useAskErasure() {
  return useMutation({ mutationFn: () => unwrap(api.DELETE('/api/me')) });
}

function save(file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = FILE;
  link.click();
  // A download that has begun keeps the file by itself.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
