import { useLingui } from '@lingui/react';
import { useId, useState } from 'react';
import type { Me } from '@/shared/api/types';
import { useUnsent } from '@/shared/talk/unsent';
import { haptic } from '@/shared/telegram/hooks';

const LONGEST = 40;

interface Props {
  me: Me;
  onSave: (called: string | null) => Promise<unknown>;
}

/** The name to be called by; an empty one means the name from Telegram. */
export function CalledBy({ me, onSave }: Props) {
  const { i18n } = useLingui();
  const id = useId();
  const [name, setName, settle] = useUnsent('called', me.called ?? '');
  const [known, setKnown] = useState(me.called);
  const [saved, setSaved] = useState(false);
  // Changed by an answer, or in the other window.
  if (me.called !== known) {
    setKnown(me.called);
    setName(me.called ?? '');
  }
  const changed = name.trim() !== (me.called ?? '');
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!changed) return;
        onSave(name.trim() || null).then(
          () => {
            haptic.success();
            settle();
            setSaved(true);
          },
          (error) => {
            haptic.error();
            settle(error);
          },
        );
      }}
    >
      <label htmlFor={id} className="text-[15px] font-semibold">
        {i18n.t('manner.called')}
      </label>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <input
          id={id}
          value={name}
          maxLength={LONGEST}
          autoComplete="given-name"
          enterKeyHint="done"
          placeholder={me.first_name}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setName(event.target.value);
            setSaved(false);
          }}
          className="min-h-[50px] min-w-0 flex-[1_1_9rem] rounded-2xl border border-field bg-transparent px-3.5 text-[16px] placeholder:text-muted"
        />
        {changed && (
          <button type="submit" className="btn">
            {i18n.t('held.save')}
          </button>
        )}
      </div>
      <p id={`${id}-hint`} className="mt-1.5 text-[14px] text-muted">
        {i18n.t('manner.calledHint', { name: me.first_name })}
      </p>
      <p role="status" className="text-[14px] font-medium text-ok">
        {saved && !changed && i18n.t('manner.saved')}
      </p>
    </form>
  );
}
