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
  const passing =
    isPassing(entry.error) &&
    !(entry.error instanceof ApiError && entry.voice && entry.error.code.startsWith('voice_'));
  // The server's own sentence says more than ours, where it has one.
  const spoken = entry.error instanceof ApiError && entry.error.code !== `http_${entry.error.status}`;
  const wayOut = entry.voice ? i18n.t('voice.write') : i18n.t('chat.edit');
  return (
    <div role="alert" className="card appear self-stretch p-4 text-[15px]">
      <p>{passing && !spoken ? i18n.t('chat.failed') : errorText(i18n, entry.error, online)}</p>
      <button type="button" className="btn btn-quiet mt-3" onClick={passing ? onRetry : onEdit}>
        {passing ? i18n.t('common.retry') : wayOut}
      </button>
    </div>
  );
}
