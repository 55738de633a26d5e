import { useLingui } from '@lingui/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense, useRef, useState } from 'react';
import { flatten, turnsQuery, useReplying } from '@/shared/api/turns';
import type { Me, Session } from '@/shared/api/types';
import { outlivesApp } from '@/shared/talk/own';
import { haptic, useClosingConfirmation } from '@/shared/telegram/hooks';
import { errorText, Failed } from '@/shared/ui/Failed';
import { type Ahead, part } from '@/shared/ui/part';
import { Skeleton } from '@/shared/ui/Skeleton';
import { PersonBubble } from './Bubble';
import { Composer } from './Composer';
import { addToDraft, writeDraft } from './draft';
import { aside, isRunning, type Outgoing, thread } from './outgoing';
import { QuickReplies } from './QuickReplies';
import { stopReply } from './stop';
import { TurnList } from './TurnList';
import { useScroll } from './useScroll';
import { useSender } from './useSender';

const HandOverBar = part(() => import('./HandOverBar'));
const Older = part(() => import('./Older'));
const OnTheWay = part(() => import('./OnTheWay'));
const Past = part(() => import('./Past'));
const fetchVoice = () => import('./VoiceBar');
const VoiceBar = part(fetchVoice);

export const withinTalk: Ahead = [OnTheWay, Past, Older, HandOverBar];

interface Props {
  me: Me;
  session: Session;
  /** What stands among the turns is still to come: drawn later it would push them aside. */
  held: boolean;
  /** Stands where the composer would: an ended session, the way to a new one. */
  footer: ReactNode | null;
  /** Stands after the last turn: the summary of an ended session. */
  ending: ReactNode;
}

const canRecord = () => typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getUserMedia);

export function Conversation({ me, session, held, footer, ending }: Props) {
  const { i18n } = useLingui();
  const query = useInfiniteQuery(turnsQuery(session.id));
  const { sender, outgoing } = useSender(session.id);
  const [draft, setDraft] = useState(() => addToDraft(footer ? [] : sender.strays(session.id)));
  const [speaking, speak] = useState(aside.spoken !== null);
  const [trouble, setTrouble] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const stored = flatten(query.data);
  const drawn = thread(stored, outgoing);
  const { turns, unsent } = drawn;
  const { onScroll, follow, hold } = useScroll(box, session.id);
  const live = useReplying(session.id);
  const running = outgoing.some(isRunning) || live.some(({ answer }) => !answer);
  const settled = outgoing.length + live.length === 0;
  const last = turns.at(-1);
  const lost = !outlivesApp() && (draft.trim() !== '' || unsent.length > 0);
  useClosingConfirmation(lost || unsent.some(({ voice, kept }) => voice && !kept));

  const edit = (text: string) => {
    setTrouble(false);
    setDraft(text);
    writeDraft(text);
  };
  const newest = stored.at(-1)?.created_at ?? null;
  const send = (text: string) => {
    haptic.soft();
    sender.send(session.id, text, newest);
    follow();
  };
  const fail = () => {
    haptic.error();
    setTrouble(true);
  };
  // What is recorded can be shown and sent, even when the connection goes meanwhile: all of that is here first.
  const record = () => {
    Promise.all([sender.fetch(), fetchVoice()]).then(() => speak(true), fail);
  };
  const takeBack = (entries: Outgoing[]) => {
    for (const { key } of entries) sender.remove(key);
    const words = entries.flatMap(({ text }) => text || []);
    if (words.length > 0) edit(addToDraft(words));
  };
  const stop = running ? () => void stopReply(session.id).catch(fail) : null;
  const loadOlder = () => {
    if (!query.isFetchingNextPage) void query.fetchNextPage();
  };
  return (
    <>
      <div
        ref={box}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-label={i18n.t('chat.log')}
        aria-busy={running}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 [overflow-anchor:none]"
      >
        <div className="relative flex min-h-full flex-col justify-end gap-2 py-4 short:py-2">
          {(held || (query.isPending && query.fetchStatus !== 'paused')) && (
            <Skeleton heights={[110, 56, 150]} />
          )}
          {query.data === undefined && (query.isError || query.fetchStatus === 'paused') && (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.data && !query.hasNextPage && (
            <Suspense>
              <Past shown={session} onHold={hold} />
            </Suspense>
          )}
          {query.hasNextPage && (
            <Suspense>
              <Older
                key={stored[0]?.id}
                label={i18n.t('chat.older')}
                loading={query.isFetchingNextPage}
                onNeeded={loadOlder}
              />
            </Suspense>
          )}
          {query.isSuccess && turns.length === 0 && settled && (
            <p className="mx-auto max-w-[36ch] text-center text-muted">{i18n.t('chat.empty')}</p>
          )}
          {!held && <TurnList turns={turns} />}
          {unsent.map(({ key, text, voice }) => !voice && <PersonBubble key={key} text={text} />)}
          <Suspense>
            <OnTheWay
              sessionId={session.id}
              thread={drawn}
              turns={settled && !me.hand_over && !footer ? turns : []}
              onWhy={me.care_pause.active ? null : send}
              onDrained={({ key }) => sender.remove(key)}
              onRetry={({ key }) => sender.retry(key)}
              onTakeBack={takeBack}
            />
          </Suspense>
          {ending}
        </div>
      </div>
      {footer ?? (
        <div className="px-3 pt-1 short:pb-1.5">
          {me.hand_over && (
            <Suspense>
              <HandOverBar since={me.hand_over} onBack={() => send(i18n.t('human.back'))} />
            </Suspense>
          )}
          {settled && !me.hand_over && last?.role === 'guide' && (
            <QuickReplies replies={last.quick_replies} onChoose={send} />
          )}
          {speaking ? (
            <Suspense fallback={<div className="skeleton h-[56px]" />}>
              <VoiceBar
                onStopReply={stop}
                onClose={() => speak(false)}
                onSend={(recording) => {
                  speak(false);
                  sender.sendVoice(session.id, recording, newest);
                  follow();
                }}
              />
            </Suspense>
          ) : (
            <Composer
              value={draft}
              onChange={edit}
              onSend={(text) => {
                edit('');
                send(text);
              }}
              onStop={stop}
              onVoice={me.voice && canRecord() ? record : null}
            />
          )}
          {trouble && (
            <p role="alert" className="mt-1.5 text-center text-[14px] text-bad">
              {errorText(i18n, null, navigator.onLine)}
            </p>
          )}
          <p className="mt-1.5 pb-2 text-center text-[11.5px] text-muted short:hidden">
            {i18n.t('chat.disclaimer')}
          </p>
        </div>
      )}
    </>
  );
}
