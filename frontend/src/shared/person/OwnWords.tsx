import { useLingui } from '@lingui/react';
import { MessageSquareQuote } from 'lucide-react';
import { Link } from 'wouter';

interface Props {
  quote: string;
  /** Where it was said; without it the words stand alone. */
  turnId: string | null | undefined;
}

/** What the person said, in their words, and the way to the place in the talk where it was said. */
export function OwnWords({ quote, turnId }: Props) {
  const { i18n } = useLingui();
  const text = <span className="min-w-0 [overflow-wrap:anywhere]">{i18n.t('story.quote', { quote })}</span>;
  if (!turnId) {
    return <blockquote className="border-l-2 border-line py-1 pl-3 text-[15px]">{text}</blockquote>;
  }
  return (
    <blockquote>
      <Link
        href={`/chat/at/${turnId}`}
        state={{ inside: true }}
        className="flex min-h-11 items-center justify-between gap-3 rounded-xl bg-soft px-3 py-2 text-[15px]"
      >
        {text}
        <MessageSquareQuote size={18} className="shrink-0 text-brand" aria-hidden="true" />
        <span className="sr-only">{i18n.t('words.open')}</span>
      </Link>
    </blockquote>
  );
}
