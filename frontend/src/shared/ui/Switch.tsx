interface Props {
  label: string;
  hint?: string;
  checked: boolean;
  busy?: boolean;
  onChange: (checked: boolean) => void;
}

/** A whole row that switches. */
export function Switch({ label, hint, checked, busy = false, onChange }: Props) {
  return (
    <button
      type="button"
      role="switch"
      aria-checked={checked}
      aria-label={label}
      aria-disabled={busy}
      onClick={() => !busy && onChange(!checked)}
      className="flex min-h-16 w-full items-center gap-4 px-4 py-3 text-left"
    >
      <span className="flex-1">
        {label}
        {hint && <span className="block text-[13.5px] text-muted">{hint}</span>}
      </span>
      <span
        aria-hidden="true"
        className={`flex h-7 w-12 shrink-0 rounded-full p-[3px] transition-colors ${checked ? 'bg-brand' : 'bg-field'}`}
      >
        <span
          className={`size-[22px] rounded-full bg-card transition-transform ${checked ? 'translate-x-5' : ''}`}
        />
      </span>
    </button>
  );
}
