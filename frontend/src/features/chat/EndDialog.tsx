import { useLingui } from '@lingui/react';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

interface Props {
  busy: boolean;
  error: unknown;
  onEnd: () => void;
  onClose: () => void;
}

/** Ending cannot be taken back, so it is asked once, plainly, and without a plea to stay. */
export default function EndDialog({ busy, error, onEnd, onClose }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  return (
    <Dialog title={i18n.t('chat.endTitle')} onClose={onClose}>
      <p className="mt-2 text-muted">{i18n.t('chat.endText')}</p>
      {error !== null && error !== undefined && (
        <p role="alert" className="mt-2 text-[14px] text-bad">
          {errorText(i18n, error, online)}
        </p>
      )}
      <button type="button" className="btn mt-5 w-full" aria-disabled={busy} onClick={onEnd}>
        {busy ? i18n.t('chat.ending') : i18n.t('chat.endYes')}
      </button>
      <button type="button" className="btn btn-quiet mt-2 w-full" onClick={onClose}>
        {i18n.t('chat.endNo')}
      </button>
    </Dialog>
  );
}
