import { RichText } from '@/shared/ui/RichText';
import type { Outgoing } from './outgoing';
import { usePacedText } from './usePacedText';

/** `note`: a word about the reply, under it. */
export function GuideBubble({ text, note }: { text: string; note: string | null }) {
  return (
    <div className="bubble bubble-guide">
      <RichText text={text} />
      {note && <span className="mt-1 block text-[12.5px] text-muted">{note}</span>}
    </div>
  );
}

export function PersonBubble({ text }: { text: string }) {
  return <div className="bubble bubble-person">{text}</div>;
}

interface ReplyProps {
  entry: Outgoing;
  onDrained: () => void;
}

/** A reply as it is being written. It is read aloud as a whole later, not by each piece. */
export function ReplyBubble({ entry, onDrained }: ReplyProps) {
  const all = entry.answer?.text ?? entry.reply?.text ?? '';
  const shown = usePacedText(all, entry.answer !== null, onDrained);
  return (
    <div className="bubble bubble-guide" aria-live="off">
      <RichText text={shown} />
      <span
        aria-hidden="true"
        className="twinkle ml-0.5 inline-block h-[1em] w-[2px] translate-y-[2px] bg-brand"
        style={{ animationDuration: '1s' }}
      />
    </div>
  );
}

export function ThinkingBubble({ label }: { label: string }) {
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
