import { useLingui } from '@lingui/react';
import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { hasConsent, useMe } from '@/shared/api/me';
import { activeSession, useCompleteSession, useSessions, useStartSession } from '@/shared/api/sessions';
import type { Me, Session, SessionPage } from '@/shared/api/types';
import { ConsentCard } from '@/shared/person/ConsentCard';
import { haptic, useNoVerticalSwipe } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { GuideMark } from '@/shared/ui/GuideMark';
import { Loaded } from '@/shared/ui/Loaded';
import { useOnline } from '@/shared/ui/online';
import { RichText } from '@/shared/ui/RichText';
import { ChatFrame } from './ChatFrame';
import { Conversation } from './Conversation';
import { EndDialog } from './EndDialog';

function Centre({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
      <div className="grid min-h-full content-center">{children}</div>
    </div>
  );
}

/** What was found, in the guide's words; the way on is the footer's. */
function Summary({ session }: { session: Session }) {
  const { i18n } = useLingui();
  return (
    <section className="card appear mt-2 p-5" aria-labelledby="summary-title">
      <h2 id="summary-title" className="flex items-center gap-2 text-[19px]">
        <CircleCheck size={20} className="text-ok" aria-hidden="true" />
        {i18n.t('chat.summary')}
      </h2>
      <p className="mt-2 text-[15.5px] whitespace-pre-line [overflow-wrap:anywhere]">
        <RichText text={session.summary ?? i18n.t('chat.summaryEmpty')} />
      </p>
    </section>
  );
}

function StartButton({ start }: { start: ReturnType<typeof useStartSession> }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const begin = () => {
    if (start.isPending) return;
    haptic.soft();
    start.mutate('provocative');
  };
  return (
    <>
      <button type="button" className="btn w-full" aria-disabled={start.isPending} onClick={begin}>
        {i18n.t('chat.start')}
      </button>
      {start.isError && (
        <p role="alert" className="mt-2 text-center text-[14px] text-bad">
          {errorText(i18n, start.error, online)}
        </p>
      )}
    </>
  );
}

function Content({ me, sessions }: { me: Me; sessions: SessionPage }) {
  const { i18n } = useLingui();
  const start = useStartSession();
  const complete = useCompleteSession();
  const [ending, askToEnd] = useState(false);
  const active = activeSession(sessions);
  const shown = active ?? sessions.items[0];
  const agreed = hasConsent(me, 'guided_work') && hasConsent(me, 'profile');
  const end = () => {
    if (!active || complete.isPending) return;
    complete.mutate(active.id, {
      onSuccess: () => {
        haptic.success();
        askToEnd(false);
      },
    });
  };
  if (!agreed && !me.care_pause.active) {
    return (
      <ChatFrame careful={false} onEnd={null}>
        <Centre>
          <ConsentCard onAgreed={() => !active && start.mutate('provocative')} />
        </Centre>
      </ChatFrame>
    );
  }
  return (
    <ChatFrame careful={me.care_pause.active} onEnd={active ? () => askToEnd(true) : null}>
      {shown ? (
        <Conversation
          key={shown.id}
          session={shown}
          ending={!active && <Summary session={shown} />}
          footer={
            active ? null : (
              <div className="px-4 pt-1 pb-3">
                <StartButton start={start} />
              </div>
            )
          }
        />
      ) : (
        <Centre>
          <section className="card appear p-6 text-center" aria-labelledby="first-title">
            <div className="grid justify-items-center">
              <GuideMark size={56} />
            </div>
            <h2 id="first-title" className="mt-3 text-[22px]">
              {i18n.t('chat.firstTitle')}
            </h2>
            <p className="mt-2 mb-5 text-muted">{i18n.t('chat.firstText')}</p>
            <StartButton start={start} />
          </section>
        </Centre>
      )}
      {ending && (
        <EndDialog
          busy={complete.isPending}
          error={complete.error}
          onEnd={end}
          onClose={() => askToEnd(false)}
        />
      )}
    </ChatFrame>
  );
}

export default function ChatScreen() {
  const me = useMe();
  const sessions = useSessions();
  useNoVerticalSwipe();
  const both = {
    data: me.data && sessions.data && { me: me.data, sessions: sessions.data },
    error: me.error ?? sessions.error,
    isError: me.isError || sessions.isError,
    fetchStatus: sessions.fetchStatus,
    refetch: () => Promise.all([me.refetch(), sessions.refetch()]),
  };
  if (both.data) return <Content me={both.data.me} sessions={both.data.sessions} />;
  return (
    <ChatFrame careful={false} onEnd={null}>
      <Centre>
        <Loaded query={both} heights={[110, 56, 150]}>
          {() => null}
        </Loaded>
      </Centre>
    </ChatFrame>
  );
}
