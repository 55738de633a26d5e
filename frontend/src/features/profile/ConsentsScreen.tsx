import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useMe, useSetConsents } from '@/shared/api/me';
import type { ConsentKind, Me } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { Switch } from '@/shared/ui/Switch';
import { Inner } from './Inner';
import { Refused } from './Refused';

interface Row {
  kind: ConsentKind;
  label: string;
  hint: string;
}

function rows(i18n: I18n): Row[] {
  return [
    { kind: 'guided_work', label: i18n.t('profile.consentWork'), hint: i18n.t('profile.consentWorkHint') },
    { kind: 'profile', label: i18n.t('profile.consentProfile'), hint: i18n.t('profile.consentProfileHint') },
    { kind: 'news', label: i18n.t('profile.consentNews'), hint: i18n.t('profile.consentNewsHint') },
    { kind: 'bio', label: i18n.t('consents.bio'), hint: i18n.t('consents.bioHint') },
    { kind: 'channel', label: i18n.t('consents.channel'), hint: i18n.t('consents.channelHint') },
  ];
}

/** Each is decided by itself: one that is on its way does not hold up the others. */
function Decision({ me, kind, label, hint }: Row & { me: Me }) {
  const { i18n } = useLingui();
  const change = useSetConsents();
  const given = me.consents.find((consent) => consent.kind === kind);
  const when = (at: string) =>
    new Intl.DateTimeFormat(i18n.locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: me.timezone,
    }).format(new Date(at));
  const state = () => {
    if (!given) return i18n.t('consents.never');
    const values = { at: when(given.at), version: given.version };
    return given.granted ? i18n.t('consents.given', values) : i18n.t('consents.taken', values);
  };
  return (
    <li>
      <Switch
        label={label}
        hint={hint}
        checked={change.isPending ? change.variables[kind] === true : given?.granted === true}
        busy={change.isPending}
        onChange={(granted) => {
          haptic.soft();
          change.mutate({ [kind]: granted });
        }}
      />
      <p className="-mt-1 px-4 pb-3 text-[13px] text-muted">{state()}</p>
      <Refused error={change.error} className="px-4 pb-3" />
    </li>
  );
}

/** What the person allows, since when, and which wording; each can be taken back at any time. */
export default function ConsentsScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Inner title={i18n.t('consents.title')} lead={i18n.t('consents.lead')}>
      <Loaded query={query} heights={[460]}>
        {(me) => (
          <>
            <ul className="card mt-5 divide-y divide-line">
              {rows(i18n).map((row) => (
                <Decision key={row.kind} me={me} {...row} />
              ))}
            </ul>
            <p className="mt-4 px-1 text-[14px] text-muted">{i18n.t('consents.note')}</p>
          </>
        )}
      </Loaded>
    </Inner>
  );
}
