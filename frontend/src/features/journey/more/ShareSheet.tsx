import { useLingui } from '@lingui/react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Download, Share2, SquarePlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { linkToMap, type MapTheme, mapImageQuery } from '@/shared/api/journey';
import { haptic } from '@/shared/telegram/hooks';
import { hostSupports, tell } from '@/shared/telegram/host';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { Loaded } from '@/shared/ui/Loaded';
import { useOnline } from '@/shared/ui/online';
import { Segmented } from '@/shared/ui/Segmented';

const FILE = 'relove-path.png';

/** Telegram's servers fetch a story's picture: they reach a public address only. */
const isPublic = () => location.protocol === 'https:';

/** What is inside Telegram may not save a file by itself: Telegram does it. A plain tab with launch data may. */
const hosted = () => window.parent !== window || 'TelegramWebviewProxy' in window;

/** The address of a blob while it is shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = FILE;
  link.click();
}

function Acts({ blob, url, theme }: { blob: Blob; url: string; theme: MapTheme }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const file = new File([blob], FILE, { type: 'image/png' });
  const canShare = navigator.canShare?.({ files: [file] }) ?? false;
  const canTell = isPublic() && hostSupports('web_app_share_to_story');
  const canFetch = hosted() && hostSupports('web_app_request_file_download');
  const send = useMutation({
    mutationFn: async (how: 'story' | 'save') => {
      const link = await linkToMap(theme);
      if (how === 'story') tell('web_app_share_to_story', { media_url: link.url });
      else tell('web_app_request_file_download', { url: link.url, file_name: FILE });
    },
    onError: () => haptic.error(),
  });
  const share = () => {
    haptic.soft();
    // The person may close the system's sheet: that is no error.
    navigator.share({ files: [file] }).catch(() => undefined);
  };
  const save = () => {
    haptic.soft();
    if (canFetch) send.mutate('save');
    else download(url);
  };
  return (
    <div className="mt-4 grid gap-2">
      {canShare && (
        <button type="button" className="btn w-full" onClick={share}>
          <Share2 size={18} aria-hidden="true" />
          {i18n.t('share.send')}
        </button>
      )}
      {canTell && (
        <button
          type="button"
          className={`btn w-full ${canShare ? 'btn-quiet' : ''}`}
          onClick={() => {
            haptic.soft();
            send.mutate('story');
          }}
        >
          <SquarePlus size={18} aria-hidden="true" />
          {i18n.t('share.story')}
        </button>
      )}
      <button type="button" className={`btn w-full ${canShare || canTell ? 'btn-quiet' : ''}`} onClick={save}>
        <Download size={18} aria-hidden="true" />
        {i18n.t('share.save')}
      </button>
      {send.isError && (
        <p role="alert" className="text-center text-[14px] text-bad">
          {errorText(i18n, send.error, online)}
        </p>
      )}
    </div>
  );
}

/** The map as a picture: to somebody, to a story where Telegram can, or kept. */
export default function ShareSheet({ onClose }: { onClose: () => void }) {
  const { i18n } = useLingui();
  const [theme, setTheme] = useState<MapTheme>(
    document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  );
  const image = useQuery(mapImageQuery(theme));
  const url = useObjectUrl(image.data);
  return (
    <Dialog title={i18n.t('share.title')} onClose={onClose}>
      <p className="mt-1 mb-4 text-[14px] text-muted">{i18n.t('share.hint')}</p>
      <Segmented
        label={i18n.t('share.theme')}
        value={theme}
        options={[
          { value: 'light', label: i18n.t('share.light') },
          { value: 'dark', label: i18n.t('share.dark') },
        ]}
        onChange={setTheme}
      />
      <div className="mt-4">
        <Loaded query={image} heights={[300]}>
          {(blob) =>
            url && (
              <>
                <img
                  src={url}
                  alt={i18n.t('share.alt')}
                  className="mx-auto h-[300px] max-h-[40dvh] rounded-2xl object-contain"
                />
                <Acts blob={blob} url={url} theme={theme} />
              </>
            )
          }
        </Loaded>
      </div>
      <button type="button" className="mt-2 min-h-11 w-full font-semibold text-brand" onClick={onClose}>
        {i18n.t('share.close')}
      </button>
    </Dialog>
  );
}
