import { useLingui } from '@lingui/react';
import { useEffect, useId, useRef, useState } from 'react';
import { useUnsent } from '@/shared/talk/unsent';
import { haptic } from '@/shared/telegram/hooks';
import { Refused } from './Refused';

const LIMIT = 300;
const TELL_FROM = 240;

interface Props {
  /** Under which it waits until it is saved. */
  name: string;
  text: string;
  /** Opened by the person just now, not left here before: then they go on writing at once. */
  asked: boolean;
  onSave: (text: string) => Promise<unknown>;
  onClose: () => void;
}

/** The person says how it is, in place of what stood there. */
export function Correction({ name, text, asked, onSave, onClose }: Props) {
  const { i18n } = useLingui();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [value, setValue, settle] = useUnsent(name, text);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const clean = value.trim();
  const changed = clean !== text;
  const close = () => {
    settle();
    onClose();
  };
  useEffect(() => {
    const element = asked ? field.current : null;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [asked]);
  const save = async () => {
    if (saving || !clean) return;
    if (!changed) return close();
    setSaving(true);
    setError(null);
    try {
      await onSave(clean);
      haptic.success();
      close();
    } catch (reason) {
      haptic.error();
      settle(reason);
      setError(reason);
      setSaving(false);
    }
  };
  return (
    <form
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label htmlFor={id} className="text-[14px] text-muted">
        {i18n.t('held.howItIs')}
      </label>
      <textarea
        id={id}
        ref={field}
        value={value}
        maxLength={LIMIT}
        rows={Math.min(7, 1 + Math.ceil(value.length / 34))}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
        className="mt-1.5 w-full resize-none rounded-2xl border border-field bg-transparent px-3.5 py-2.5 text-[16px]"
      />
      {value.length >= TELL_FROM && (
        <p className="text-right text-[13px] text-muted">
          {i18n.t('held.left', { count: LIMIT - value.length })}
        </p>
      )}
      <Refused error={error} className="py-1" />
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="submit" className="btn flex-1" aria-disabled={saving || !clean}>
          {i18n.t('held.save')}
        </button>
        <button type="button" className="btn btn-quiet" onClick={close}>
          {i18n.t('held.cancel')}
        </button>
      </div>
    </form>
  );
}
