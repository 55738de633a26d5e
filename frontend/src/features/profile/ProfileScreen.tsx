import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import {
  Bookmark,
  Clock,
  Database,
  HandHelping,
  Languages,
  LifeBuoy,
  SlidersHorizontal,
  UserRoundSearch,
} from 'lucide-react';
import { nameOf, useMe, useUpdateMe } from '@/shared/api/me';
import { useStatements } from '@/shared/api/statements';
import type { Me } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';
import { Segmented } from '@/shared/ui/Segmented';
import { CountryField } from './CountryField';
import { dial } from './dial';
import { hourName } from './hours';
import { Refused } from './Refused';
import { RowLink } from './RowLink';

/** What the settings say now, so that nobody opens a screen only to look. */
function mannerHint(i18n: I18n, me: Me): string {
  const level = dial(i18n).find(({ value }) => value === me.directness)?.label ?? '';
  if (me.language !== 'ru') return level;
  return i18n.t('profile.mannerHint', {
    level,
    address: me.formality === 'ty' ? i18n.t('manner.toTy') : i18n.t('manner.toVy'),
  });
}

function timeHint(i18n: I18n, me: Me): string {
  if (me.proactive_paused) return i18n.t('profile.silent');
  const { from, to } = me.quiet_hours;
  return i18n.t('profile.quietHint', { from: hourName(i18n, from), to: hourName(i18n, to) });
}

function Known({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const update = useUpdateMe();
  const portrait = useStatements().data;
  const name = nameOf(me);
  const given = me.consents.filter((consent) => consent.granted).length;
  return (
    <>
      <div className="flex items-center gap-4">
        <span
          aria-hidden="true"
          className="grid size-16 shrink-0 place-items-center rounded-full font-display text-[26px] font-semibold text-white"
          style={{ background: 'linear-gradient(150deg, #c2486f, #5b3bb8)' }}
        >
          {[...name][0]}
        </span>
        <h1 className="min-w-0 text-[27px]">{name}</h1>
      </div>
      <nav aria-label={i18n.t('profile.aboutYou')} className="card mt-6">
        <RowLink
          icon={UserRoundSearch}
          title={i18n.t('portrait.title')}
          hint={
            portrait && portrait.items.length > 0
              ? i18n.t('profile.statements', { count: portrait.items.length })
              : i18n.t('profile.portraitHint')
          }
          href="/profile/portrait"
        />
        <RowLink
          icon={Bookmark}
          title={i18n.t('memory.title')}
          hint={i18n.t('profile.memoryHint')}
          href="/profile/memory"
        />
      </nav>
      <section aria-label={i18n.t('profile.settings')} className="card mt-4">
        <RowLink
          icon={SlidersHorizontal}
          title={i18n.t('manner.title')}
          hint={mannerHint(i18n, me)}
          href="/profile/manner"
        />
        <RowLink icon={Clock} title={i18n.t('hours.title')} hint={timeHint(i18n, me)} href="/profile/time" />
        <div className="flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2">
          <Languages size={21} className="shrink-0 text-brand" aria-hidden="true" />
          <span className="flex-1">{i18n.t('profile.language')}</span>
          <Segmented
            label={i18n.t('profile.language')}
            value={me.language}
            options={[
              { value: 'ru', label: i18n.t('language.ru') },
              { value: 'en', label: i18n.t('language.en') },
            ]}
            onChange={(language) => update.mutate({ language })}
          />
        </div>
        <Refused error={update.error} />
        <CountryField me={me} />
      </section>
      <nav aria-label={i18n.t('profile.trust')} className="card mt-4">
        <RowLink
          icon={HandHelping}
          title={i18n.t('consents.title')}
          hint={i18n.t('profile.consentsGiven', { count: given })}
          href="/profile/consents"
        />
        <RowLink
          icon={Database}
          title={i18n.t('profile.data')}
          hint={i18n.t('profile.dataHint')}
          href="/profile/data"
        />
        <RowLink
          icon={LifeBuoy}
          title={i18n.t('help.title')}
          hint={i18n.t('profile.helpHint')}
          href="/profile/help"
        />
      </nav>
    </>
  );
}

/** The person's own page: what is thought of them, how they are spoken to, what they allow. */
export default function ProfileScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Screen label={i18n.t('tab.profile')}>
      <Loaded query={query} title={i18n.t('tab.profile')} heights={[64, 128, 192, 192]}>
        {(me) => <Known me={me} />}
      </Loaded>
    </Screen>
  );
}
