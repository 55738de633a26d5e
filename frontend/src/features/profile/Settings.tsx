import { useLingui } from '@lingui/react';
import { Clock, Languages, Zap } from 'lucide-react';
import { useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import { Segmented } from '@/shared/ui/Segmented';
import { Switch } from '@/shared/ui/Switch';
import { Row } from './Row';
import { deviceTimezone, timezoneName, timezones } from './timezones';

/** How reLove speaks, when, and in what language. Each change is shown at once and undone if refused. */
export function Settings({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const update = useUpdateMe();
  const change = update.mutate;
  const zones = timezones(deviceTimezone(), me.timezone);
  return (
    <section aria-label={i18n.t('profile.settings')} className="card mt-6 divide-y divide-line">
      <Row icon={Languages} title={i18n.t('profile.language')}>
        <Segmented
          label={i18n.t('profile.language')}
          value={me.language}
          options={[
            { value: 'ru', label: 'Рус' },
            { value: 'en', label: 'Eng' },
          ]}
          onChange={(language) => change({ language })}
        />
      </Row>
      <Row icon={Clock} title={i18n.t('profile.timezone')}>
        <select
          aria-label={i18n.t('profile.timezone')}
          value={me.timezone}
          onChange={(event) => change({ timezone: event.target.value })}
          className="min-h-11 w-full max-w-full min-w-0 rounded-xl bg-soft px-3 text-[15px] sm:w-auto"
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {timezoneName(zone)}
            </option>
          ))}
        </select>
      </Row>
      <div className="pb-3">
        <Row icon={Zap} title={i18n.t('profile.directness')} hint={i18n.t('profile.directnessHint')} />
        <div className="px-4">
          <Segmented
            label={i18n.t('profile.directness')}
            value={me.directness}
            options={[
              { value: 'soft', label: i18n.t('profile.soft') },
              { value: 'direct', label: i18n.t('profile.direct') },
              { value: 'hard', label: i18n.t('profile.hard') },
            ]}
            onChange={(directness) => change({ directness })}
          />
        </div>
      </div>
      <Switch
        label={i18n.t('profile.pause')}
        hint={i18n.t('profile.pauseHint')}
        checked={me.proactive_paused}
        onChange={(paused) => change({ proactive_paused: paused })}
      />
      {update.isError && (
        <p role="alert" className="px-4 py-3 text-[14px] text-bad">
          {errorText(i18n, update.error, online)}
        </p>
      )}
    </section>
  );
}
