import {
  type QueryClient,
  type QueryKey,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { firstUser } from './auth';
import { api, unwrap } from './client';
import type { ConsentKind, Me, MePatch } from './types';

export const meQuery = queryOptions({
  queryKey: ['me'],
  // Who signs in is told who they are: that need not be asked for.
  queryFn: async ({ signal }) => (await firstUser()) ?? unwrap(api.GET('/api/me', { signal })),
  staleTime: 60_000,
});

export const useMe = () => useQuery(meQuery);

export function hasConsent(me: Me, kind: ConsentKind): boolean {
  return me.consents.some((consent) => consent.kind === kind && consent.granted);
}

export { isNewcomer } from './first';

let lookingAround = false;

/** The first steps may wait: until the app is opened again they do not come by themselves. */
export function lookAround(): void {
  lookingAround = true;
}

export const isLookingAround = () => lookingAround;

/** What the person wants to be called. */
export const nameOf = (me: Me) => me.called ?? me.first_name;

const CHANGE = ['me', 'change'];

/** A first answer that is still on its way is not taken for the new one either. */
async function askAnew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

/** Shown at once, taken back if the server refuses. */
export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: CHANGE,
    // One after the other, so that the last choice is the one that stays.
    scope: { id: 'me' },
    mutationFn: (patch: MePatch) => unwrap(api.PATCH('/api/me', { body: patch })),
    onMutate: async (patch) => {
      await client.cancelQueries({ queryKey: meQuery.queryKey, exact: true });
      const before = client.getQueryData(meQuery.queryKey);
      if (before) client.setQueryData(meQuery.queryKey, { ...before, ...(patch as Partial<Me>) });
      return { before };
    },
    onError: (_error, _patch, context) => {
      if (context?.before) client.setQueryData(meQuery.queryKey, context.before);
    },
    onSuccess: (me, patch) => {
      // An answer to an earlier change knows nothing of the later one that is shown already.
      if (client.isMutating({ mutationKey: CHANGE }) === 1) client.setQueryData(meQuery.queryKey, me);
      // Stage names and messages come in the person's language.
      if (patch.language) void client.invalidateQueries();
      // Asked for while the choice was only shown, the lines may be those of the country before.
      else if (patch.country) void askAnew(client, ['help']);
    },
  });
}

export type ConsentChanges = Partial<Record<ConsentKind, boolean>>;

export function useSetConsents() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (changes: ConsentChanges) => unwrap(api.PUT('/api/me/consents', { body: changes })),
    onSuccess: ({ items }) => {
      client.setQueryData(meQuery.queryKey, (me) => me && { ...me, consents: items });
    },
    onSettled: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
}
