import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { Download, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api, unwrap } from '@/shared/api/client';
import { useAskErasure, useAskedErasure, useDownloadData } from '@/shared/api/rights';
import { haptic } from '@/shared/telegram/hooks';
import { Dialog } from '@/shared/ui/Dialog';
import { ErasureAsked } from './ErasureAsked';
import { Refused } from './Refused';

/** Telegram's apps for phones save no file that a page makes: there it comes into the chat alone. */
const savesFiles = () => !('TelegramWebviewProxy' in window);

/** A copy of everything, as a file in the bot chat or on this device. */
function Copy() {
  const { i18n } = useLingui();
  const download = useDownloadData();
  const send = useMutation({ mutationFn: () => unwrap(api.POST('/api/me/export/chat')) });
  const done = { onSuccess: haptic.success, onError: haptic.error };
  return (
    <>
      <button
        type="button"
        className="btn btn-quiet mt-3 w-full"
        aria-disabled={send.isPending}
        onClick={() => !send.isPending && send.mutate(undefined, done)}
      >
        <Send size={19} aria-hidden="true" />
        {send.isPending ? i18n.t('data.downloading') : i18n.t('data.send')}
      </button>
      {savesFiles() && (
        <button
          type="button"
          className="btn btn-quiet mt-3 w-full"
          aria-disabled={download.isPending}
          onClick={() => !download.isPending && download.mutate(undefined, done)}
        >
          <Download size={19} aria-hidden="true" />
          {download.isPending ? i18n.t('data.downloading') : i18n.t('data.download')}
        </button>
      )}
      <p className="mt-2 px-1 text-[13.5px] text-muted">{i18n.t('data.downloadHint')}</p>
      <p role="status" className="px-1 text-[14px] font-medium text-ok">
        {send.isSuccess ? i18n.t('data.sent') : download.isSuccess && i18n.t('data.downloaded')}
      </p>
      <Refused error={send.error ?? download.error} className="px-1 pt-1" />
    </>
  );
}

/** A copy of everything, and erasing everything. The last word on erasing is said in the bot chat. */
export function Rights() {
  const { i18n } = useLingui();
  const [asking, setAsking] = useState(false);
  const erase = useAskErasure();
  const asked = useAskedErasure();
  return (
    <section aria-labelledby="rights" className="mt-7">
      <h2 id="rights" className="px-1 text-[21px]">
        {i18n.t('data.rights')}
      </h2>
      <Copy />
      {asked ? (
        <ErasureAsked until={asked} busy={erase.isPending} onAgain={() => erase.mutate()} />
      ) : (
        <button
          type="button"
          className="btn btn-quiet mt-4 w-full text-bad"
          aria-disabled={erase.isPending}
          onClick={() => !erase.isPending && setAsking(true)}
        >
          <Trash2 size={19} aria-hidden="true" />
          {erase.isPending ? i18n.t('data.erasing') : i18n.t('data.erase')}
        </button>
      )}
      <Refused error={erase.error} className="px-1 pt-2" />
      {asking && (
        <Dialog title={i18n.t('data.eraseTitle')} onClose={() => setAsking(false)}>
          <p className="mt-2 text-[15.5px]">{i18n.t('data.eraseText')}</p>
          <div className="mt-5 grid gap-3">
            <button
              type="button"
              className="btn btn-quiet w-full text-bad"
              onClick={() => {
                setAsking(false);
                erase.mutate(undefined, { onSuccess: haptic.success, onError: haptic.error });
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
