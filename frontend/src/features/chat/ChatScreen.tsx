import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { type ReactNode, Suspense, useState } from 'react';
import { useJourney } from '@/shared/api/journey';
import { hasConsent, useMe } from '@/shared/api/me';
import { activeSession, useSessions } from '@/shared/api/sessions';
import type { Me, Session, SessionPage } from '@/shared/api/types';
import { isLongAgo } from '@/shared/talk/absence';
import { useNoVerticalSwipe } from '@/shared/telegram/hooks';
import { Failed } from '@/shared/ui/Failed';
import { Loaded } from '@/shared/ui/Loaded';
import { LostSheet } from '@/shared/ui/LostSheet';
import { type Ahead, part } from '@/shared/ui/part';
import { Skeleton } from '@/shared/ui/Skeleton';
import { ChatFrame } from './ChatFrame';
import { Conversation, withinTalk } from './Conversation';
import { kindName } from './kindName';
import { FirstInsight } from './TurnList';
import { useSender } from './useSender';

const Begin = part(() => import('./Begin'), Failed);
const Ending = part(() => import('./Ending'), Failed);
const EndDialog = part(() => import('./EndDialog'), LostSheet);
const TalkMenu = part(() => import('./TalkMenu'), LostSheet);

/** Here before the first picture, so that nothing comes in between afterwards. */
export const drawnWith = FirstInsight.fetch;

export const ahead: Ahead = [TalkMenu, EndDialog, Begin, Ending, ...withinTalk];

function Centre({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
      <div className="grid min-h-full content-center">{children}</div>
    </div>
  );
}

function statusOf(i18n: I18n, me: Me, active: Session | undefined): string {
  if (me.care_pause.active) return i18n.t('chat.careful');
  if (me.hand_over) return me.hand_over.answered_at ? i18n.t('human.here') : i18n.t('human.called');
  return active ? kindName(i18n, active.type) : i18n.t('chat.status');
}

function Talk({ me, sessions }: { me: Me; sessions: SessionPage }) {
  const { i18n } = useLingui();
  const [open, setOpen] = useState<'end' | 'menu' | null>(null);
  const active = activeSession(sessions);
  const shown = active ?? sessions.items[0];
  const { sender, outgoing } = useSender(active?.id);
  // The first talk alone tells of a first insight, which the map knows.
  const map = useJourney(sessions.items.length === 1);
  const caring = me.care_pause.active;
  const close = () => setOpen(null);
  const begin = (why: 'first' | 'ended') => (
    <Suspense fallback={<div className="h-[68px]" />}>
      <Begin why={why} caring={caring} onChoose={() => setOpen('menu')} />
    </Suspense>
  );
  return (
    <ChatFrame
      status={statusOf(i18n, me, active)}
      onEnd={active ? () => setOpen('end') : null}
      onMenu={caring ? null : () => setOpen('menu')}
    >
      {shown ? (
        <Conversation
          key={shown.id}
          me={me}
          session={shown}
          held={map.isFetching && !map.isFetched}
          ending={
            (!active || isLongAgo(shown.last_activity_at)) && (
              <Suspense fallback={<Skeleton heights={[160]} />}>
                <Ending me={me} session={shown} busy={outgoing.length > 0} onNew={() => setOpen('menu')} />
              </Suspense>
            )
          }
          footer={active ? null : begin('ended')}
        />
      ) : (
        <Centre>{begin('first')}</Centre>
      )}
      <Suspense>
        {open === 'end' && active && <EndDialog sessionId={active.id} onClose={close} />}
        {open === 'menu' && (
          <TalkMenu active={active} onStarted={close} sender={me.hand_over ? null : sender} onClose={close} />
        )}
      </Suspense>
    </ChatFrame>
  );
}

function Content({ me, sessions }: { me: Me; sessions: SessionPage }) {
  const { i18n } = useLingui();
  const agreed = hasConsent(me, 'guided_work') && hasConsent(me, 'profile');
  if (agreed || me.care_pause.active) return <Talk me={me} sessions={sessions} />;
  return (
    <ChatFrame status={i18n.t('chat.status')}>
      <Centre>
        <Suspense fallback={<Skeleton heights={[280]} />}>
          <Begin why="consent" caring={false} onChoose={() => undefined} />
        </Suspense>
      </Centre>
    </ChatFrame>
  );
}

export default function ChatScreen() {
  const { i18n } = useLingui();
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
    <ChatFrame status={i18n.t('chat.status')}>
      <Centre>
        <Loaded query={both} heights={[110, 56, 150]}>
          {() => null}
        </Loaded>
      </Centre>
    </ChatFrame>
  );
}
