import { useLingui } from '@lingui/react';
import { dayName } from '@/shared/i18n/format';
import { OwnWords } from '@/shared/person/OwnWords';

export interface Said {
  turnId: string | undefined;
  text: string;
  at?: string | undefined;
}

interface Props {
  said: Said[];
}

/** The person's own words behind something, each with the way to where it was said; the first are in sight. */
export function Words({ said }: Props) {
  const { i18n } = useLingui();
  const [first, ...others] = said;
  if (!first) return null;
  const one = ({ turnId, text, at }: Said) => (
    <div key={`${turnId}${text}`}>
      {at && (
        <p className="mb-1 text-[13px] text-muted">
          {i18n.t('held.youSaid', { day: dayName(i18n, new Date(at), new Date()) })}
        </p>
      )}
      <OwnWords quote={text} turnId={turnId} />
    </div>
  );
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
  text: string;
  at: string;
}

/** What a statement stands on, as the API tells it. Where it is the person's own sentence, that one comes first. */
export function behind(text: string, sources: Source[] = []): { said: Said[]; quoted: boolean } {
  const said = sources.map((one): Said => ({ turnId: one.turn_id, text: one.text, at: one.at }));
  const same = said.filter((one) => one.text === text);
  return { said: [...same, ...said.filter((one) => one.text !== text)], quoted: same.length > 0 };
}
