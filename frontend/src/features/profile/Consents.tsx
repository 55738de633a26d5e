import { useLingui } from '@lingui/react';
import { hasConsent, useSetConsents } from '@/shared/api/me';
import type { ConsentKind, Me } from '@/shared/api/types';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import { Switch } from '@/shared/ui/Switch';

/** What the person allows; each can be taken back here at any time. */
export function Consents({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const consents = useSetConsents();
  const rows: { kind: ConsentKind; label: string; hint: string }[] = [
    {
      kind: 'guided_work',
      label: i18n.t('profile.consentWork'),
      hint: i18n.t('profile.consentWorkHint'),
    },
    {
      kind: 'profile',
      label: i18n.t('profile.consentProfile'),
      hint: i18n.t('profile.consentProfileHint'),
    },
    { kind: 'news', label: i18n.t('profile.consentNews'), hint: i18n.t('profile.consentNewsHint') },
  ];
  return (
    <section aria-labelledby="consents-title">
      <h2 id="consents-title" className="mt-7 mb-2 px-1 text-[19px]">
        {i18n.t('profile.consents')}
      </h2>
      <div className="card divide-y divide-line">
        {rows.map(({ kind, label, hint }) => (
          <Switch
            key={kind}
            label={label}
            hint={hint}
            checked={hasConsent(me, kind)}
            busy={consents.isPending}
            onChange={(granted) => consents.mutate({ [kind]: granted })}
          />
        ))}
        {consents.isError && (
          <p role="alert" className="px-4 py-3 text-[14px] text-bad">
            {errorText(i18n, consents.error, online)}
          </p>
        )}
      </div>
    </section>
  );
}
