import { useLingui } from '@lingui/react';
import { ChevronRight, Database } from 'lucide-react';
import { Link } from 'wouter';
import { useMe } from '@/shared/api/me';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';
import { Consents } from './Consents';
import { Settings } from './Settings';

export default function ProfileScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Screen label={i18n.t('tab.profile')}>
      <Loaded query={query} title={i18n.t('tab.profile')} heights={[64, 330, 220]}>
        {(me) => (
          <>
            <div className="flex items-center gap-4">
              <span
                aria-hidden="true"
                className="grid size-16 shrink-0 place-items-center rounded-full font-display text-[26px] font-semibold text-white"
                style={{ background: 'linear-gradient(150deg, #c2486f, #5b3bb8)' }}
              >
                {[...me.first_name][0]}
              </span>
              <h1 className="text-[27px]">{me.first_name}</h1>
            </div>
            <Settings me={me} />
            <Consents me={me} />
            <Link href="/profile/data" className="card mt-5 flex min-h-16 items-center gap-3.5 px-4 py-3">
              <Database size={21} className="text-brand" aria-hidden="true" />
              <span className="flex-1">
                {i18n.t('profile.data')}
                <span className="block text-[13.5px] text-muted">{i18n.t('profile.dataHint')}</span>
              </span>
              <ChevronRight size={19} className="text-muted" aria-hidden="true" />
            </Link>
          </>
        )}
      </Loaded>
    </Screen>
  );
}
