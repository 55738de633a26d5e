import { useLingui } from '@lingui/react';
import { Check, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { deviceZone } from './device';
import { commonZones, findZones, prepareZones, timeIn } from './zones';

const MOST = 60;

interface Props {
  current: string;
  onChoose: (zone: string) => void;
  /** How the list stands on what is behind it. */
  className?: string;
}

/** Whose clock is it? What most look for stands there at once, the rest is found by typing. */
export function ZonePicker({ current, onChoose, className = '' }: Props) {
  const { i18n } = useLingui();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { locale } = i18n;
  const device = deviceZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same i18n speaks another language
  const zones = useMemo(
    () => (wanted ? findZones(i18n, wanted, MOST) : commonZones(i18n, current)),
    [locale, wanted, current],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same i18n speaks another language
  useEffect(() => prepareZones(i18n), [locale]);
  const now = new Date();
  return (
    <>
      <div className="relative mt-4">
        <Search
          size={19}
          className="pointer-events-none absolute top-[15px] left-4 text-muted"
          aria-hidden="true"
        />
        <input
          type="search"
          value={typed}
          aria-label={i18n.t('zone.search')}
          placeholder={i18n.t('zone.search')}
          enterKeyHint="search"
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            // It may stand inside of a form, which is not meant; a screen keyboard makes room for the list.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
          className="min-h-[50px] w-full appearance-none rounded-2xl border border-field bg-card pr-4 pl-11 [&::-webkit-search-cancel-button]:hidden text-[16px] placeholder:text-muted"
        />
      </div>
      <p role="status" className="sr-only">
        {wanted && i18n.t('zone.found', { count: zones.length })}
      </p>
      {zones.length === 0 ? (
        <p className={`mt-4 p-5 text-muted ${className}`}>{i18n.t('zone.none')}</p>
      ) : (
        <ul className={`mt-4 py-1.5 ${className}`}>
          {zones.map(({ id, name, about, offset }) => {
            const chosen = id === current;
            const more = id === device ? i18n.t('zone.device') : about;
            return (
              <li key={id}>
                <button
                  type="button"
                  aria-pressed={chosen}
                  onClick={() => onChoose(id)}
                  className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left"
                >
                  <span className="min-w-0 flex-1">
                    {name}
                    {more && more !== name && <span className="block text-[13.5px] text-muted">{more}</span>}
                  </span>
                  <span className="text-right tabular-nums">
                    {timeIn(locale, id, now)}
                    <span className="block text-[13px] text-muted">{offset}</span>
                  </span>
                  <Check
                    size={19}
                    className={`shrink-0 text-brand ${chosen ? '' : 'invisible'}`}
                    aria-hidden="true"
                  />
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
