import { useLingui } from '@lingui/react';
import { WifiOff } from 'lucide-react';
import { useOnline } from '@/shared/ui/online';

/** Said once, above everything: what is on the screen may be old, and nothing is lost. */
export function OfflineNote() {
  const { i18n } = useLingui();
  if (useOnline()) return null;
  return (
    <p
      role="status"
      className="note-above appear fixed inset-x-0 z-40 mx-auto flex w-fit max-w-[calc(100%-32px)] items-center gap-2 rounded-full bg-ink px-4 py-1.5 text-[14px] leading-[1.3] text-page shadow-lg"
      style={{ top: 'calc(var(--inset-top) + 8px)' }}
    >
      <WifiOff size={16} className="shrink-0" aria-hidden="true" />
      {i18n.t('common.offline')}
    </p>
  );
}
