import { useLingui } from '@lingui/react';

interface Props {
  replies: string[];
  onChoose: (text: string) => void;
}

/** Answers at hand; each is sent exactly as if it had been typed. */
export function QuickReplies({ replies, onChoose }: Props) {
  const { i18n } = useLingui();
  if (replies.length === 0) return null;
  return (
    <ul
      aria-label={i18n.t('chat.quickReplies')}
      className="quick-replies appear -mx-3 mb-2 flex short:mb-0 gap-2 overflow-x-auto px-3 py-1 [scrollbar-width:none]"
    >
      {replies.map((reply) => (
        <li key={reply} className="shrink-0">
          <button
            type="button"
            onClick={() => onChoose(reply)}
            className="min-h-11 max-w-[80vw] rounded-[22px] border border-[color-mix(in_srgb,var(--brand)_45%,transparent)] bg-card px-4 py-2 text-left text-[14.5px] text-brand"
          >
            {reply}
          </button>
        </li>
      ))}
    </ul>
  );
}
