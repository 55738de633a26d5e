import { useLingui } from '@lingui/react';
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useAskErasure, useDownloadData } from '@/shared/api/rights';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

/** A copy of everything, and erasing everything. The last word on erasing is said in the bot chat. */
export function Rights() {
  const { i18n } = useLingui();
  const online = useOnline();
  const [asking, setAsking] = useState(false);
  const download = useDownloadData();
  const erase = useAskErasure();
  const failed = download.error ?? erase.error;
  return (
    <section aria-label={i18n.t('data.rights')} className="mt-5 grid gap-3">
      <button
        type="button"
        className="btn btn-quiet w-full"
        disabled={download.isPending}
        onClick={() => download.mutate()}
      >
        <Download size={19} aria-hidden="true" />
        {i18n.t('data.download')}
      </button>
      <p className="px-1 text-[13.5px] text-muted">{i18n.t('data.downloadHint')}</p>
      <button type="button" className="btn btn-quiet w-full text-bad" onClick={() => setAsking(true)}>
        <Trash2 size={19} aria-hidden="true" />
        {i18n.t('data.erase')}
      </button>
      {download.isSuccess && <p role="status">{i18n.t('data.downloaded')}</p>}
      {erase.isSuccess && <p role="status">{i18n.t('data.eraseSent')}</p>}
      {failed && (
        <p role="alert" className="text-[14px] text-bad">
          {errorText(i18n, failed, online)}
        </p>
      )}
      {asking && (
        <Dialog title={i18n.t('data.eraseTitle')} onClose={() => setAsking(false)}>
          <p className="mt-2 text-[15.5px]">{i18n.t('data.eraseText')}</p>
          <div className="mt-5 grid gap-3">
            <button
              type="button"
              className="btn btn-quiet w-full text-bad"
              onClick={() => {
                setAsking(false);
                erase.mutate();
              }}
            >
              {i18n.t('data.eraseYes')}
            </button>
            <button type="button" className="btn w-full" onClick={() => setAsking(false)}>
              {i18n.t('data.eraseNo')}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
