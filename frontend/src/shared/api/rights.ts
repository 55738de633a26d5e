import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from './client';
import { forget } from './kept';

const FILE = 'relove-data.json';
const ASKED = ['erasure'] as const;

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
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/me')),
    onSuccess: (asked) => {
      forget();
      void import('@/shared/talk/recordings').then(({ forgetRecordings }) => forgetRecordings(null));
      client.setQueryData(ASKED, asked.expires_at);
    },
  });
}

/** Until when the button in the chat can be pressed, where one was asked for. */
export const useAskedErasure = () => useQuery<string>({ queryKey: ASKED, queryFn: skipToken }).data;

function save(file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = FILE;
  link.click();
  // A download that has begun keeps the file by itself.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
