import { useLingui } from '@lingui/react';
import { useState } from 'react';
import { useLeave } from '@/shared/api/streams';
import { haptic } from '@/shared/telegram/hooks';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

/** Leaving ends the exercises for good: begun anew, a programme begins at its first one. So it is asked. */
export function Leave({ slug }: { slug: string }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const leave = useLeave(slug);
  const [asking, ask] = useState(false);
  return (
    <>
      <button
        type="button"
        className="min-h-11 w-full text-[15px] font-semibold text-muted"
        onClick={() => ask(true)}
      >
        {i18n.t('streams.leave')}
      </button>
      {leave.isError && (
        <p role="alert" className="text-center text-[14px] text-bad">
          {errorText(i18n, leave.error, online)}
        </p>
      )}
      {asking && (
        <Dialog title={i18n.t('streams.leaveTitle')} onClose={() => ask(false)}>
          <p className="mt-2 text-[15.5px]">{i18n.t('streams.leaveText')}</p>
          <div className="mt-5 grid gap-3">
            <button
              type="button"
              className="btn btn-quiet w-full"
              onClick={() => {
                haptic.soft();
                ask(false);
                leave.mutate(undefined, { onError: () => haptic.error() });
              }}
            >
              {i18n.t('streams.leaveYes')}
            </button>
            <button type="button" className="btn w-full" onClick={() => ask(false)}>
              {i18n.t('streams.leaveNo')}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
