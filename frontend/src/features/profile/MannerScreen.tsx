import { useLingui } from '@lingui/react';
import { Hand } from 'lucide-react';
import { useMe, useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/Loaded';
import { Segmented } from '@/shared/ui/Segmented';
import { CalledBy } from './CalledBy';
import { dial } from './dial';
import { Inner } from './Inner';
import { Refused } from './Refused';

type GenderChoice = NonNullable<Me['gender']> | 'unsaid';

function Manner({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const update = useUpdateMe();
  const change = update.mutate;
  const levels = dial(i18n);
  const level = levels.find(({ value }) => value === me.directness);
  return (
    <>
      <section aria-labelledby="dial" className="card mt-5 p-5">
        <h2 id="dial" className="text-[21px]">
          {i18n.t('profile.directness')}
        </h2>
        <p className="mt-1 mb-3.5 text-[14.5px] text-muted">{i18n.t('profile.directnessHint')}</p>
        <Segmented
          label={i18n.t('profile.directness')}
          value={me.directness}
          options={levels}
          onChange={(directness) => change({ directness })}
        />
        <div role="status" className="mt-4">
          <p className="text-[15.5px]">{level?.about}</p>
          <p className="mt-2.5 border-l-2 border-brand py-0.5 pl-3 text-[15px] text-muted italic">
            {level?.example}
          </p>
        </div>
      </section>
      <section aria-labelledby="stop" className="card mt-4 grid grid-cols-[40px_1fr] gap-3.5 p-5">
        <span className="grid size-10 place-items-center rounded-full bg-soft text-brand">
          <Hand size={20} aria-hidden="true" />
        </span>
        <div>
          <h2 id="stop" className="text-[19px]">
            {i18n.t('manner.stop')}
          </h2>
          <p className="mt-1 text-[15px] text-muted">{i18n.t('manner.stopText')}</p>
        </div>
      </section>
      <section aria-labelledby="address" className="card mt-4 p-5">
        <h2 id="address" className="text-[21px]">
          {i18n.t('manner.address')}
        </h2>
        <CalledBy me={me} onSave={(called) => update.mutateAsync({ called })} />
        {me.language === 'ru' && (
          <>
            <h3 className="mt-5 mb-2 text-[15px] font-semibold">{i18n.t('manner.formality')}</h3>
            <Segmented
              label={i18n.t('manner.formality')}
              value={me.formality}
              options={[
                { value: 'vy', label: i18n.t('manner.vy') },
                { value: 'ty', label: i18n.t('manner.ty') },
              ]}
              onChange={(formality) => change({ formality })}
            />
            <h3 className="mt-5 text-[15px] font-semibold">{i18n.t('manner.gender')}</h3>
            <p className="mt-0.5 mb-2 text-[14px] text-muted">{i18n.t('manner.genderHint')}</p>
            <Segmented<GenderChoice>
              label={i18n.t('manner.gender')}
              value={me.gender ?? 'unsaid'}
              options={[
                { value: 'female', label: i18n.t('manner.female') },
                { value: 'male', label: i18n.t('manner.male') },
                { value: 'unsaid', label: i18n.t('manner.unsaid') },
              ]}
              onChange={(gender) => change({ gender: gender === 'unsaid' ? null : gender })}
            />
          </>
        )}
      </section>
      <Refused error={update.error} className="px-1 pt-3" />
    </>
  );
}

/** How the guide speaks: how direct, by which name, in which form; and the word that stops it. */
export default function MannerScreen() {
  const { i18n } = useLingui();
  const query = useMe();
  return (
    <Inner title={i18n.t('manner.title')}>
      <Loaded query={query} heights={[260, 120, 300]}>
        {(me) => <Manner me={me} />}
      </Loaded>
    </Inner>
  );
}
