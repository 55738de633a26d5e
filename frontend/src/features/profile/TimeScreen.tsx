import { useLingui } from '@lingui/react';
import { ChevronDown, Globe } from 'lucide-react';
import { useRef } from 'react';
import { useMe, useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/Loaded';
import { Switch } from '@/shared/ui/Switch';
import { deviceZone } from '@/shared/zones/device';
import { timeIn, zoneName } from '@/shared/zones/zones';
import { halfHours, hourName } from './hours';
import { Inner } from './Inner';
import { Refused } from './Refused';
import { RowLink } from './RowLink';

interface HourProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Hour({ label, value, onChange }: HourProps) {
  const { i18n } = useLingui();
  return (
    <label className="flex-1 text-[14px] text-muted">
      {label}
      <span className="relative mt-1 block">
        <select
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="min-h-[50px] w-full appearance-none rounded-2xl bg-soft pr-10 pl-4 text-[16px] text-ink"
        >
          {halfHours(value).map((time) => (
            <option key={time} value={time}>
              {hourName(i18n, time)}
            </option>
          ))}
        </select>
        <ChevronDown
          size={18}
          className="pointer-events-none absolute top-4 right-3.5 text-brand"
          aria-hidden="true"
        />
      </span>
    </label>
  );
}

interface OfferProps {
  me: Me;
  onTake: (timezone: string) => void;
}

/** The zone of this device, for who never said which is theirs: taken only if they say so. */
function DeviceZone({ me, onTake }: OfferProps) {
  const { i18n } = useLingui();
  const zone = deviceZone();
  if (me.timezone_confirmed || !zone || zone === me.timezone) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 px-4 pb-3 text-[14.5px]">
      <p className="flex-1">
        {i18n.t('hours.zoneHere', {
          zone: zoneName(i18n, zone),
          time: timeIn(i18n.locale, zone, new Date()),
        })}
      </p>
      <button
        type="button"
        className="-mr-2 min-h-11 px-2 font-semibold text-brand"
        onClick={() => onTake(zone)}
      >
        {i18n.t('hours.zoneTake')}
      </button>
    </div>
  );
}

function Times({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const update = useUpdateMe();
  const { from, to } = me.quiet_hours;
  const zones = useRef<HTMLDivElement>(null);
  return (
    <>
      <section aria-label={i18n.t('profile.pause')} className="card mt-5">
        <Switch
          label={i18n.t('profile.pause')}
          hint={i18n.t('profile.pauseHint')}
          checked={me.proactive_paused}
          onChange={(paused) => update.mutate({ proactive_paused: paused })}
        />
      </section>
      {me.care_pause.active && <p className="card mt-4 p-5 text-[15px]">{i18n.t('hours.care')}</p>}
      <section aria-labelledby="quiet" className="card mt-4 p-5">
        <h2 id="quiet" className="text-[21px]">
          {i18n.t('hours.quiet')}
        </h2>
        <p className="mt-1 mb-3 text-[14.5px] text-muted">{i18n.t('hours.quietHint')}</p>
        <div className="flex gap-3">
          <Hour
            label={i18n.t('hours.from')}
            value={from}
            onChange={(value) => update.mutate({ quiet_hours: { from: value, to } })}
          />
          <Hour
            label={i18n.t('hours.to')}
            value={to}
            onChange={(value) => update.mutate({ quiet_hours: { from, to: value } })}
          />
        </div>
      </section>
      <div ref={zones} className="card mt-4">
        <RowLink
          icon={Globe}
          title={i18n.t('profile.timezone')}
          hint={i18n.t('hours.zoneNow', {
            zone: zoneName(i18n, me.timezone),
            time: timeIn(i18n.locale, me.timezone, new Date()),
          })}
          href="/profile/time/zone"
        />
        <DeviceZone
          me={me}
          onTake={(timezone) => {
            // The button is gone with its question: the focus goes to what it changed.
            zones.current?.querySelector('a')?.focus();
            update.mutate({ timezone });
          }}
        />
      </div>
      <Refused error={update.error} className="px-1 pt-3" />
    </>
  );
}

/** When reLove may write first, and in whose time. */
export default function TimeScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Inner title={i18n.t('hours.title')} lead={i18n.t('hours.lead')}>
      <Loaded query={query} heights={[72, 170, 64]}>
        {(me) => <Times me={me} />}
      </Loaded>
    </Inner>
  );
}
