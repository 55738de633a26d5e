interface Props<Value extends string> {
  label: string;
  options: { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one pill
    <div role="group" aria-label={label} className="flex rounded-full bg-soft p-1">
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={chosen}
            onClick={() => !chosen && onChange(option.value)}
            className={`min-h-11 min-w-13 flex-1 rounded-full px-1.5 text-[14px] min-[380px]:px-3.5 font-semibold ${chosen ? 'bg-brand text-onbrand' : 'text-ink'}`}
          >
            {option.label}
          </button>
        );
      })}
    </div>
  );
}
