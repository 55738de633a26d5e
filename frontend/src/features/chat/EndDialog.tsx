import { useLingui } from '@lingui/react';
import { useCompleteSession } from '@/shared/api/sessions';
import { haptic } from '@/shared/telegram/hooks';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

interface Props {
  sessionId: string;
  onClose: () => void;
}

/** Ending cannot be taken back, so it is asked once, plainly, and without a plea to stay. */
export default function EndDialog({ sessionId, onClose }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const complete = useCompleteSession();
  const end = () => {
    if (complete.isPending) return;
    // As a promise: the session that ended takes this sheet away before its end could be told to it.
    complete.mutateAsync(sessionId).then(
      () => {
        haptic.success();
        onClose();
      },
      () => haptic.error(),
    );
  };
  return (
    <Dialog title={i18n.t('chat.endTitle')} onClose={onClose}>
      <p className="mt-2 text-muted">{i18n.t('chat.endText')}</p>
      {complete.isError && (
        <p role="alert" className="mt-2 text-[14px] text-bad">
          {errorText(i18n, complete.error, online)}
        </p>
      )}
      <button type="button" className="btn mt-5 w-full" aria-disabled={complete.isPending} onClick={end}>
        {complete.isPending ? i18n.t('chat.ending') : i18n.t('chat.endYes')}
      </button>
      <button type="button" className="btn btn-quiet mt-2 w-full" onClick={onClose}>
        {i18n.t('chat.endNo')}
      </button>
    </Dialog>
  );
}
