import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { ApiError, SignInExpired } from '@/shared/api/errors';
import { useOnline } from './online';

/** What went wrong, in one friendly sentence; the server's own where it has one. */
export function errorText(i18n: I18n, error: unknown, online: boolean): string {
  if (error instanceof SignInExpired) return i18n.t('error.expired');
  if (error instanceof ApiError && error.code !== `http_${error.status}`) return error.message;
  return online ? i18n.t('error.loading') : i18n.t('error.offline');
}

interface Props {
  error?: unknown;
  onRetry: () => void;
}

export function Failed({ error, onRetry }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const reopen = error instanceof SignInExpired;
  return (
    <div role="alert" className="card p-6 text-center">
      <p>{errorText(i18n, error, online)}</p>
      {!reopen && (
        <button type="button" className="btn btn-quiet mt-4" onClick={onRetry}>
          {i18n.t('common.retry')}
        </button>
      )}
    </div>
  );
}
