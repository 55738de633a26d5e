import { useLingui } from '@lingui/react';
import { Clock3, Mic } from 'lucide-react';
import type { Turn } from '@/shared/api/types';
import { outlivesApp } from '@/shared/talk/own';
import { RichText } from '@/shared/ui/RichText';
import { Speaker } from './Bubble';
import { clockTime } from './clock';
import { FailedMessage } from './FailedMessage';
import { useGuideName } from './guideName';
import type { Outgoing, Thread } from './outgoing';
import { useExpected } from './useExpected';
import { useLiveReplies } from './useLiveReplies';
import { usePacedText } from './usePacedText';

interface ReplyProps {
  /** What the guide is called. */
  name: string;
  text: string;
  /** The stored turn, once all of it came. */
  answer: Turn | null;
  onDrained: () => void;
}

/** A reply as it is being written. It is read aloud as a whole later, not by each piece. */
function ReplyBubble({ name, text, answer, onDrained }: ReplyProps) {
  const shown = usePacedText(answer?.text ?? text, answer !== null, onDrained);
  return (
    <>
      <Speaker name={name} quiet />
      <div className="bubble bubble-guide" aria-live="off">
        <RichText text={shown} />
        <span
          aria-hidden="true"
          className="twinkle ml-0.5 inline-block h-[1em] w-[2px] translate-y-[2px] bg-brand"
          style={{ animationDuration: '1s' }}
        />
      </div>
    </>
  );
}

/** So far nobody has it but this device: it can be taken back. */
const isHere = ({ phase, turn }: Outgoing) => phase === 'queued' && turn === null;

interface QueuedProps {
  queued: Outgoing[];
  onRetry: () => void;
  onTakeBack: (entries: Outgoing[]) => void;
}

/** Some words wait for a connection: said once for all of them, with what can be done about it. */
function QueuedNote({ queued, onRetry, onTakeBack }: QueuedProps) {
  const { i18n } = useLingui();
  if (queued.length === 0) return null;
  const unsent = queued.filter(isHere);
  const written = unsent.filter(({ voice }) => !voice);
  const lost = !outlivesApp() || unsent.some(({ voice, kept }) => voice && !kept);
  const words = lost ? i18n.t('chat.queuedHere') : i18n.t('chat.queued');
  return (
    <div
      role="status"
      className="appear flex flex-wrap items-center justify-end gap-x-2 self-end pl-6 text-[13px] text-muted"
    >
      <span className="flex items-center gap-2">
        <Clock3 size={15} className="shrink-0" aria-hidden="true" />
        <span>{unsent.length > 0 ? words : i18n.t('chat.queuedReply')}</span>
      </span>
      <button type="button" className="min-h-11 shrink-0 px-2 font-semibold text-brand" onClick={onRetry}>
        {i18n.t('chat.sendNow')}
      </button>
      {written.length > 0 && (
        <button
          type="button"
          className="min-h-11 shrink-0 px-2 font-semibold text-brand"
          onClick={() => {
            onTakeBack(written);
            document.querySelector<HTMLElement>('main textarea')?.focus();
          }}
        >
          {i18n.t('chat.takeBack')}
        </button>
      )}
    </div>
  );
}

function ThinkingBubble({ label }: { label: string }) {
  return (
    <div className="bubble bubble-guide appear py-4" role="status" aria-label={label}>
      <span className="flex gap-1.5" aria-hidden="true">
        {[0, 1, 2].map((dot) => (
          <i
            key={dot}
            className="twinkle size-2 rounded-full bg-brand"
            style={{ animationDuration: '1.1s', animationDelay: `${dot * 0.16}s` }}
          />
        ))}
      </span>
    </div>
  );
}

/** A recording has no words yet. */
function VoiceBubble({ entry, onDrop }: { entry: Outgoing; onDrop: () => void }) {
  const { i18n } = useLingui();
  if (!entry.voice) return null;
  return (
    <>
      <Speaker name={i18n.t('chat.you')} />
      <div className="bubble bubble-person flex items-center gap-2">
        <Mic size={17} aria-hidden="true" />
        {i18n.t('chat.voiceMessage')}
        <span className="tabular-nums">{clockTime(entry.voice.seconds)}</span>
      </div>
      {isHere(entry) && (
        <button
          type="button"
          onClick={onDrop}
          className="-mt-1 min-h-11 self-end px-4 text-[13px] text-muted underline decoration-dotted underline-offset-4"
        >
          {i18n.t('voice.cancel')}
        </button>
      )}
    </>
  );
}

/** Under a question of the guide's own: one may ask back, and gets an honest answer. */
function Why({ turns, onAsk }: { turns: Turn[]; onAsk: (words: string) => void }) {
  const { i18n } = useLingui();
  const words = i18n.t('chat.whyWords');
  const last = turns.at(-1);
  if (last?.role !== 'guide' || last.by_human || !last.text.includes('?')) return null;
  if (turns.at(-2)?.text === words) return null;
  return (
    <button
      type="button"
      onClick={() => onAsk(words)}
      className="-mt-1 min-h-11 self-start short:-my-2 px-4 text-[13px] text-muted underline decoration-dotted underline-offset-4"
    >
      {i18n.t('chat.why')}
    </button>
  );
}

interface Props {
  sessionId: string;
  thread: Thread;
  /** The settled conversation; none while it changes, or where the guide is silent. */
  turns: Turn[];
  onWhy: ((words: string) => void) | null;
  onDrained: (entry: Outgoing) => void;
  onRetry: (entry: Outgoing) => void;
  /** They are sent no more: words go back into the field, a recording is thrown away. */
  onTakeBack: (entries: Outgoing[]) => void;
}

/** What comes of own messages before it is part of the conversation. Fetched with the sender. */
export default function OnTheWay({ sessionId, thread, turns, onWhy, onDrained, onRetry, onTakeBack }: Props) {
  const { i18n } = useLingui();
  const { live, end } = useLiveReplies(sessionId, thread);
  const { unsent, replies, queued, failed } = thread;
  const name = useGuideName();
  const expected = useExpected(turns.at(-1));
  return (
    <>
      {unsent.map((entry) => (
        <VoiceBubble key={entry.key} entry={entry} onDrop={() => onTakeBack([entry])} />
      ))}
      {replies.map((entry) => (
        <ReplyBubble
          key={`${entry.key}/${entry.reply?.to}`}
          name={name}
          text={entry.reply?.text ?? ''}
          answer={entry.answer}
          onDrained={() => onDrained(entry)}
        />
      ))}
      {live.map((reply) => (
        <ReplyBubble
          key={reply.to}
          name={name}
          text={reply.text}
          answer={reply.answer}
          onDrained={() => end(reply)}
        />
      ))}
      {(thread.thinking || expected) && live.length === 0 && (
        <ThinkingBubble label={i18n.t('chat.thinking')} />
      )}
      <QueuedNote
        queued={queued}
        onTakeBack={onTakeBack}
        onRetry={() => {
          for (const entry of queued) onRetry(entry);
        }}
      />
      {failed.map((entry) => (
        <FailedMessage
          key={entry.key}
          entry={entry}
          onRetry={() => onRetry(entry)}
          onTakeBack={() => onTakeBack([entry])}
        />
      ))}
      {onWhy && <Why turns={turns} onAsk={onWhy} />}
    </>
  );
}
