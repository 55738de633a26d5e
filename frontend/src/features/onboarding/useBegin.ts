import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/shared/api/client';
import { ApiError } from '@/shared/api/errors';
import { meQuery, useSetConsents } from '@/shared/api/me';
import { useStartSession } from '@/shared/api/sessions';
import { keepWaiting } from '@/shared/talk/outbox';
import { type Answers, forgetAnswers } from './answers';

/** Settles what was answered and opens the first talk. Each part may be done twice: a retry does no harm. */
export function useBegin(zoneShown: boolean, onBegun: () => void) {
  const client = useQueryClient();
  const consents = useSetConsents();
  const start = useStartSession();
  return useMutation({
    mutationFn: async ({ called, timezone, directness, news, reason, key }: Answers) => {
      const name = called.trim();
      const me = await unwrap(
        api.PATCH('/api/me', {
          body: { directness, ...(zoneShown && { timezone }), ...(/\p{L}/u.test(name) && { called: name }) },
        }),
      );
      await consents.mutateAsync({ guided_work: true, profile: true, ...(news && { news: true }) });
      const session = await start.mutateAsync('provocative');
      // The talk sends it: what brought the person is the first thing they say.
      const text = reason.trim();
      if (text) keepWaiting({ key, sessionId: session.id, text, after: null });
      forgetAnswers();
      client.setQueryData(meQuery.queryKey, (known) => known && { ...me, consents: known.consents });
    },
    onSuccess: onBegun,
    // A call for help stays on no device.
    onError: (error) => error instanceof ApiError && error.care && forgetAnswers(),
  });
}
