import { useLingui } from '@lingui/react';
import { ApiError, isPassing } from '@/shared/api/errors';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import type { Outgoing } from './outgoing';

interface Props {
  entry: Outgoing;
  onRetry: () => void;
  onEdit: () => void;
}

/** A message that did not get through: the words are safe, and there is one way out. */
export function FailedMessage({ entry, onRetry, onEdit }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const code = entry.error instanceof ApiError ? entry.error.code : '';
  // Who hears recordings may be back in a minute; where nothing was heard in it, nothing ever will be.
  const deaf = entry.voice !== null && code.startsWith('voice_');
  const passing = deaf ? code === 'voice_unavailable' : isPassing(entry.error);
  // The server's own sentence says more than ours, where it has one.
  const spoken = entry.error instanceof ApiError && entry.error.code !== `http_${entry.error.status}`;
  const wayOut = entry.voice ? i18n.t('voice.write') : i18n.t('chat.edit');
  return (
    <div role="alert" className="card appear self-stretch p-4 text-[15px]">
      <p>{passing && !spoken ? i18n.t('chat.failed') : errorText(i18n, entry.error, online)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {passing && (
          <button type="button" className="btn btn-quiet" onClick={onRetry}>
            {i18n.t('common.retry')}
          </button>
        )}
        {(deaf || !passing) && (
          <button type="button" className="btn btn-quiet" onClick={onEdit}>
            {wayOut}
          </button>
        )}
      </div>
    </div>
  );
}
