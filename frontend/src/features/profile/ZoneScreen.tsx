import { useLingui } from '@lingui/react';
import { useLocation } from 'wouter';
import { useMe, useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { ZonePicker } from '@/shared/zones/ZonePicker';
import { Inner } from './Inner';
import { Refused } from './Refused';

const UP = '/profile/time';

function Zones({ me }: { me: Me }) {
  const [, go] = useLocation();
  const update = useUpdateMe();
  const choose = (timezone: string) =>
    update.mutateAsync({ timezone }).then(
      () => {
        haptic.success();
        go(UP);
      },
      () => haptic.error(),
    );
  return (
    <>
      <Refused error={update.error} className="px-1 pt-3" />
      <ZonePicker current={me.timezone} onChoose={(zone) => void choose(zone)} className="card" />
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
