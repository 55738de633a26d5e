import { useLingui } from '@lingui/react';
import { Link, useLocation, useParams } from 'wouter';
import { useJourney } from '@/shared/api/journey';
import { useBackButton } from '@/shared/telegram/hooks';
import { Loaded } from '@/shared/ui/Loaded';
import { Screen } from '@/shared/ui/Screen';

/** One stage of the path, told in full. */
export default function StageScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const { stage: key } = useParams<{ stage: string }>();
  const journey = useJourney();
  useBackButton(() => go('/'));
  return (
    <Screen label={i18n.t('tab.journey')}>
      <Loaded query={journey} title={i18n.t('tab.journey')} heights={[36, 220]}>
        {({ stages }) => {
          const stage = stages.find((one) => one.key === key) ?? stages[0];
          return (
            stage && (
              <>
                <p className="text-[13px] font-semibold text-brand">
                  {i18n.t('stage.number', { number: stage.number })}
                </p>
                <h1 className="mt-1 text-[27px]">{stage.name}</h1>
                <p className="mt-3 text-[15.5px] text-muted">{stage.description}</p>
                <Link href="/" className="btn btn-quiet mt-5 w-full">
                  {i18n.t('stage.back')}
                </Link>
              </>
            )
          );
        }}
      </Loaded>
    </Screen>
  );
}
