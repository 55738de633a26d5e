import { useLingui } from '@lingui/react';
import { useOnline } from './online';
import type { LostProps } from './part';
import { Screen } from './Screen';

/** In place of a page that could not be drawn, or not be fetched. The tabs stay. */
export function Broken({ onRetry }: LostProps) {
  const { i18n } = useLingui();
  const online = useOnline();
  return (
    <Screen label={i18n.t('broken.title')}>
      <div role="alert" className="card p-6 text-center">
        <h1 className="text-[22px]">{i18n.t('broken.title')}</h1>
        <p className="mt-2 text-muted">{online ? i18n.t('broken.text') : i18n.t('error.offline')}</p>
        <button type="button" className="btn btn-quiet mt-4" onClick={onRetry}>
          {online ? i18n.t('broken.reload') : i18n.t('common.retry')}
        </button>
      </div>
    </Screen>
  );
}
