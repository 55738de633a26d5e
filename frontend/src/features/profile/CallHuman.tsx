import { useLingui } from '@lingui/react';
import { useQueryClient } from '@tanstack/react-query';
import { UserRound } from 'lucide-react';
import { useLocation } from 'wouter';
import { useMe } from '@/shared/api/me';
import { activeSession, useSessions, useStartSession } from '@/shared/api/sessions';
import { flatten, turnsQuery } from '@/shared/api/turns';
import { keepWaiting } from '@/shared/talk/outbox';
import { haptic } from '@/shared/telegram/hooks';
import { Refused } from './Refused';

/** Asks for somebody of the team; the talk itself carries the wish, so that the answer comes there. */
export function CallHuman() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const client = useQueryClient();
  const me = useMe().data;
  const sessions = useSessions();
  const start = useStartSession();
  const state = me?.hand_over;
  const call = async () => {
    if (start.isPending) return;
    haptic.soft();
    try {
      const session = activeSession(sessions.data) ?? (await start.mutateAsync('chat'));
      const turns = flatten(client.getQueryData(turnsQuery(session.id).queryKey));
      keepWaiting({
        key: crypto.randomUUID(),
        sessionId: session.id,
        text: i18n.t('help.callWords'),
        after: turns.at(-1)?.created_at ?? null,
      });
      go('/chat');
    } catch {
      haptic.error();
    }
  };
  return (
    <section aria-labelledby="human" className="card mt-5 p-5">
      <h2 id="human" className="flex items-center gap-2.5 text-[21px]">
        <UserRound size={21} className="shrink-0 text-brand" aria-hidden="true" />
        {i18n.t('help.human')}
      </h2>
      <p className="mt-1.5 text-[15px] text-muted">
        {state
          ? state.answered_at
            ? i18n.t('help.humanHere')
            : i18n.t('help.humanCalled')
          : i18n.t('help.humanHint')}
      </p>
      {state ? (
        <button type="button" className="btn mt-4 w-full" onClick={() => go('/chat')}>
          {i18n.t('help.toTalk')}
        </button>
      ) : (
        <button
          type="button"
          className="btn btn-quiet mt-4 w-full"
          aria-disabled={start.isPending || !sessions.data}
          onClick={() => sessions.data && void call()}
        >
          {i18n.t('help.call')}
        </button>
      )}
      <Refused error={start.error} className="pt-2" />
    </section>
  );
}
