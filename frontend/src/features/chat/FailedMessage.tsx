import { useLingui } from '@lingui/react';
import { ApiError, isPassing } from '@/shared/api/errors';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import type { Outgoing } from './outgoing';
import { Player } from './Player';

interface Props {
  entry: Outgoing;
  onRetry: () => void;
  onTakeBack: () => void;
}

/** A message that did not get through: words are safe, a recording can be heard, and there is a way out. */
export function FailedMessage({ entry: { voice, error }, onRetry, onTakeBack }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const code = error instanceof ApiError ? error.code : '';
  // Who hears recordings may be back in a minute; where nothing was heard in it, nothing ever will be.
  const passing = voice && code.startsWith('voice_') ? code === 'voice_unavailable' : isPassing(error);
  // The server's own sentence says more than ours, where it has one.
  const spoken = error instanceof ApiError && code !== `http_${error.status}`;
  // Nothing went wrong with it: the talk that it was for is over.
  const left = voice && error === null;
  const ours = left ? i18n.t('voice.left') : voice ? i18n.t('voice.failed') : i18n.t('chat.failed');
  return (
    <div role="alert" className="card appear self-stretch p-4 text-[15px]">
      <p>{passing && !spoken ? ours : errorText(i18n, error, online)}</p>
      {voice && (
        <div className="mt-3 flex">
          <Player recording={voice} />
        </div>
      )}
      <div className="mt-3 flex flex-wrap gap-2">
        {passing && (
          <button type="button" className="btn btn-quiet" onClick={onRetry}>
            {left ? i18n.t('voice.send') : i18n.t('common.retry')}
          </button>
        )}
        {(voice || !passing) && (
          <button type="button" className="btn btn-quiet" onClick={onTakeBack}>
            {voice ? i18n.t('voice.cancel') : i18n.t('chat.edit')}
          </button>
        )}
      </div>
    </div>
  );
}
