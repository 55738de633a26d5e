import { useLingui } from '@lingui/react';
import { MessageSquareQuote } from 'lucide-react';
import { Link } from 'wouter';
import { dayName } from '@/shared/i18n/format';

export interface Said {
  turnId: string | undefined;
  sessionId: string | undefined;
  text: string;
  at?: string | undefined;
}

interface Props {
  said: Said[];
  /** The screen to come back to, below the profile. */
  from: 'memory' | 'portrait' | 'portrait/changes';
}

/** The person's own words behind something, each with the way to where it was said; the first are in sight. */
export function Words({ said, from }: Props) {
  const { i18n } = useLingui();
  const [first, ...others] = said;
  if (!first) return null;
  const one = ({ turnId, sessionId, text, at }: Said) => {
    const quote = (
      <span className="min-w-0 [overflow-wrap:anywhere]">{i18n.t('story.quote', { quote: text })}</span>
    );
    return (
      <div key={`${turnId}${text}`}>
        {at && (
          <p className="mb-1 text-[13px] text-muted">
            {i18n.t('held.youSaid', { day: dayName(i18n, new Date(at), new Date()) })}
          </p>
        )}
        <blockquote>
          {turnId && sessionId ? (
            <Link
              href={`/profile/source/${sessionId}/${turnId}?from=${from}`}
              className="flex min-h-11 items-center justify-between gap-3 rounded-xl bg-soft px-3 py-2 text-[15px]"
            >
              {quote}
              <MessageSquareQuote size={18} className="shrink-0 text-brand" aria-hidden="true" />
              <span className="sr-only">{i18n.t('words.open')}</span>
            </Link>
          ) : (
            <span className="block border-l-2 border-line py-1 pl-3 text-[15px]">{quote}</span>
          )}
        </blockquote>
      </div>
    );
  };
  return (
    <div className="mt-3 grid gap-3">
      {one(first)}
      {others.length > 0 && (
        <details>
          <summary className="flex min-h-11 items-center text-[15px] font-medium text-brand">
            {i18n.t('held.moreWords', { count: others.length })}
          </summary>
          <div className="grid gap-3">{others.map(one)}</div>
        </details>
      )}
    </div>
  );
}

interface Source {
  turn_id: string;
  session_id: string;
  text: string;
  at: string;
}

/** Sources as the API tells them. */
export const saidIn = (sources: Source[] | undefined): Said[] =>
  (sources ?? []).map(({ turn_id, session_id, text, at }) => ({
    turnId: turn_id,
    sessionId: session_id,
    text,
    at,
  }));
