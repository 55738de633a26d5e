import { useLingui } from '@lingui/react';
import { MessageCircleWarning } from 'lucide-react';
import { useEffect, useState } from 'react';
import { tell } from '@/shared/telegram/host';

interface Props {
  until: string;
  busy: boolean;
  onAgain: () => void;
}

/** Erasing waits for the button in the bot chat, or the time for that is over. */
export function ErasureAsked({ until, busy, onAgain }: Props) {
  const { i18n } = useLingui();
  const end = new Date(until);
  const [over, setOver] = useState(() => end.getTime() <= Date.now());
  useEffect(() => {
    const left = new Date(until).getTime() - Date.now();
    setOver(left <= 0);
    const timer = window.setTimeout(() => setOver(true), Math.max(0, left));
    return () => window.clearTimeout(timer);
  }, [until]);
  const time = new Intl.DateTimeFormat(i18n.locale, { hour: 'numeric', minute: '2-digit' }).format(end);
  return (
    <div role="status" className="card mt-4 p-5">
      <h3 className="flex items-center gap-2.5 font-semibold">
        <MessageCircleWarning size={20} className="shrink-0 text-bad" aria-hidden="true" />
        {over ? i18n.t('data.eraseOver') : i18n.t('data.eraseWaits', { time })}
      </h3>
      <p className="mt-1.5 text-[15px] text-muted">
        {over ? i18n.t('data.eraseOverText') : i18n.t('data.eraseSent')}
      </p>
      {over ? (
        <button
          type="button"
          className="btn btn-quiet mt-4 w-full"
          aria-disabled={busy}
          onClick={() => !busy && onAgain()}
        >
          {i18n.t('data.eraseAgain')}
        </button>
      ) : (
        <button type="button" className="btn btn-quiet mt-4 w-full" onClick={() => tell('web_app_close')}>
          {i18n.t('data.toChat')}
        </button>
      )}
    </div>
  );
}
