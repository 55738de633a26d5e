import { useLingui } from '@lingui/react';
import { useId, useState } from 'react';
import { useContest } from '@/shared/api/readiness';
import type { Me, ReadinessItem } from '@/shared/api/types';
import { useUnsent } from '@/shared/talk/unsent';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

const MOST_CHARS = 500;

/** The person's word against ours: it is kept beside the score and closes nothing to them. */
export function Contest({ item, gender }: { item: ReadinessItem; gender: Me['gender'] }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const id = useId();
  const [text, setText, settle] = useUnsent(`contest/${item.stream}`);
  const [asking, ask] = useState<'asked' | 'left' | null>(() => (text ? 'left' : null));
  const contest = useContest(item);
  const send = () => {
    haptic.soft();
    ask(null);
    contest.mutateAsync(text.trim() || null).then(
      () => setText(''),
      (error) => {
        haptic.error();
        settle(error);
        ask('asked');
      },
    );
  };
  if (item.contested && !asking) {
    return (
      <p role="status" className="mt-4 rounded-2xl bg-soft px-4 py-3 text-[14px]">
        {i18n.t('readiness.contested')}
      </p>
    );
  }
  if (!asking) {
    return (
      <button
        type="button"
        className="mt-2 min-h-11 w-full text-[15px] font-semibold text-muted"
        onClick={() => ask('asked')}
      >
        {i18n.t('readiness.disagree', { gender: gender ?? 'other' })}
      </button>
    );
  }
  return (
    <form
      className="appear mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id} className="text-[15px] font-semibold">
        {i18n.t('readiness.whyNot')}
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={MOST_CHARS}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person asked for this field by the button that it replaces
        autoFocus={asking === 'asked'}
        onChange={(event) => setText(event.target.value)}
        className="mt-2 w-full rounded-2xl border border-field bg-card px-4 py-3"
      />
      {contest.isError && (
        <p role="alert" className="mt-1 text-[14px] text-bad">
          {errorText(i18n, contest.error, online)}
        </p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="submit" className="btn btn-quiet flex-1 px-3">
          {i18n.t('readiness.contestSend')}
        </button>
        <button type="button" className="min-h-11 flex-1 px-3 font-semibold" onClick={() => ask(null)}>
          {i18n.t('readiness.contestCancel')}
        </button>
      </div>
    </form>
  );
}
