import { useLingui } from '@lingui/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { flatten, turnsQuery } from '@/shared/api/turns';
import type { Session } from '@/shared/api/types';
import { haptic, useClosingConfirmation } from '@/shared/telegram/hooks';
import { lasting } from '@/shared/telegram/storage';
import { Failed } from '@/shared/ui/Failed';
import { Skeleton } from '@/shared/ui/Skeleton';
import { PersonBubble, ReplyBubble, ThinkingBubble } from './Bubble';
import { Composer } from './Composer';
import { readDraft, writeDraft } from './draft';
import { FailedMessage } from './FailedMessage';
import { isRunning, type Outgoing, thread } from './outgoing';
import { QuickReplies } from './QuickReplies';
import { Older, TurnList } from './TurnList';
import { useScroll } from './useScroll';
import { useSender } from './useSender';

interface Props {
  session: Session;
  /** Stands where the composer would: an ended session, the way to a new one. */
  footer: ReactNode | null;
  /** Stands after the last turn: the summary of an ended session. */
  ending: ReactNode;
}

export function Conversation({ session, footer, ending }: Props) {
  const { i18n } = useLingui();
  const query = useInfiniteQuery(turnsQuery(session.id));
  const { sender, outgoing } = useSender(session.id);
  const [draft, setDraft] = useState(() => readDraft(session.id));
  const box = useRef<HTMLDivElement>(null);
  const stored = flatten(query.data);
  const { turns, unsent, replies, thinking, failed } = thread(stored, outgoing);
  const { onScroll, follow } = useScroll(box, stored[0]?.id);
  const running = outgoing.some(isRunning);
  const settled = outgoing.length === 0;
  const last = turns.at(-1);
  useClosingConfirmation((draft.trim() !== '' && !lasting.drafts) || failed.length > 0);

  const edit = (text: string) => {
    setDraft(text);
    writeDraft(session.id, text);
  };
  const send = (text: string) => {
    haptic.soft();
    sender.send(
      session.id,
      text,
      stored.map((turn) => turn.id),
    );
    follow();
  };
  const takeBack = (entry: Outgoing) => {
    sender.remove(entry.key);
    edit(entry.text);
  };
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
        <div className="flex min-h-full flex-col justify-end gap-2 py-4">
          {query.isPending && query.fetchStatus !== 'paused' && <Skeleton heights={[110, 56, 150]} />}
          {query.data === undefined && (query.isError || query.fetchStatus === 'paused') && (
            <Failed error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.hasNextPage && <Older loading={query.isFetchingNextPage} onNeeded={loadOlder} />}
          {query.isSuccess && turns.length === 0 && settled && (
            <p className="mx-auto max-w-[36ch] text-center text-muted">{i18n.t('chat.empty')}</p>
          )}
          <TurnList turns={turns} />
          {unsent.map((entry) => (
            <PersonBubble key={entry.key} text={entry.text} />
          ))}
          {replies.map((entry) => (
            <ReplyBubble
              key={`${entry.key}/${entry.reply?.to}`}
              entry={entry}
              onDrained={() => sender.remove(entry.key)}
            />
          ))}
          {thinking && <ThinkingBubble label={i18n.t('chat.thinking')} />}
          {failed.map((entry) => (
            <FailedMessage
              key={entry.key}
              entry={entry}
              onRetry={() => sender.retry(entry.key)}
              onEdit={() => takeBack(entry)}
            />
          ))}
          {ending}
        </div>
      </div>
      {footer ?? (
        <div className="px-3 pt-1">
          {settled && last?.role === 'guide' && <QuickReplies replies={last.quick_replies} onChoose={send} />}
          <Composer
            value={draft}
            onChange={edit}
            onSend={(text) => {
              edit('');
              send(text);
            }}
            onStop={running ? () => void sender.stop(session.id).catch(() => haptic.error()) : null}
          />
          <p className="mt-1.5 pb-2 text-center text-[11.5px] text-muted">{i18n.t('chat.disclaimer')}</p>
        </div>
      )}
    </>
  );
}
