import { useLingui } from '@lingui/react';
import { Check, Search } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useMe, useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { Inner } from './Inner';
import { Refused } from './Refused';
import { commonZones, deviceZone, findZones, prepareZones, timeIn, type Zone } from './zones';

const UP = '/profile/time';
const MOST = 60;

function Zones({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const update = useUpdateMe();
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed.trim());
  const { locale } = i18n;
  const device = deviceZone();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same i18n speaks another language
  const zones = useMemo(
    () => (wanted ? findZones(i18n, wanted, MOST) : commonZones(i18n, me.timezone)),
    [locale, wanted, me.timezone],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same i18n speaks another language
  useEffect(() => prepareZones(i18n), [locale]);
  const now = new Date();
  const choose = ({ id }: Zone) =>
    update.mutateAsync({ timezone: id }).then(
      () => {
        haptic.success();
        go(UP);
      },
      () => haptic.error(),
    );
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
          className="min-h-[50px] w-full appearance-none rounded-2xl border border-field bg-card pr-4 pl-11 [&::-webkit-search-cancel-button]:hidden text-[16px] placeholder:text-muted"
        />
      </div>
      <p role="status" className="sr-only">
        {wanted && i18n.t('zone.found', { count: zones.length })}
      </p>
      <Refused error={update.error} className="px-1 pt-3" />
      {zones.length === 0 ? (
        <p className="card mt-4 p-5 text-muted">{i18n.t('zone.none')}</p>
      ) : (
        <ul className="card mt-4 py-1.5">
          {zones.map((zone) => {
            const chosen = zone.id === me.timezone;
            const about = zone.id === device ? i18n.t('zone.device') : zone.about;
            return (
              <li key={zone.id}>
                <button
                  type="button"
                  aria-pressed={chosen}
                  onClick={() => void choose(zone)}
                  className="flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left"
                >
                  <span className="min-w-0 flex-1">
                    {zone.name}
                    {about && about !== zone.name && (
                      <span className="block text-[13.5px] text-muted">{about}</span>
                    )}
                  </span>
                  <span className="text-right tabular-nums">
                    {timeIn(locale, zone.id, now)}
                    <span className="block text-[13px] text-muted">{zone.offset}</span>
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

/** Whose clock the quiet hours and the days follow. */
export default function ZoneScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Inner title={i18n.t('profile.timezone')} up={UP}>
      <Loaded query={query} heights={[50, 400]}>
        {(me) => <Zones me={me} />}
      </Loaded>
    </Inner>
  );
}
