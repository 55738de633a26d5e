import { useLingui } from '@lingui/react';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

/** Why a change was not taken, where it was tried. */
export function Refused({ error, className = 'px-4 py-3' }: { error: unknown; className?: string }) {
  const { i18n } = useLingui();
  const online = useOnline();
  if (!error) return null;
  return (
    <p role="alert" className={`text-[14px] text-bad ${className}`}>
      {errorText(i18n, error, online)}
    </p>
  );
}
