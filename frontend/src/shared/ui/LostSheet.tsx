import { useLingui } from '@lingui/react';
import { Dialog } from './Dialog';
import { errorText } from './Failed';
import { useOnline } from './online';
import type { LostProps } from './part';

/** In place of a sheet that could not be fetched: what is below it stays. */
export function LostSheet({ onClose, onRetry }: LostProps & { onClose: () => void }) {
  const { i18n } = useLingui();
  const online = useOnline();
  return (
    <Dialog title={i18n.t('broken.title')} onClose={onClose}>
      <p role="alert" className="mt-2 text-muted">
        {errorText(i18n, null, online)}
      </p>
      <button type="button" className="btn mt-4 w-full" onClick={onRetry}>
        {i18n.t('common.retry')}
      </button>
      <button type="button" className="mt-2 min-h-11 w-full font-semibold text-brand" onClick={onClose}>
        {i18n.t('common.close')}
      </button>
    </Dialog>
  );
}
