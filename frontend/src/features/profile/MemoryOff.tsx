import { useLingui } from '@lingui/react';
import { EyeOff } from 'lucide-react';
import { RowLink } from './RowLink';

/** Nothing new is kept: the person took the consent back, or never gave it. */
export function MemoryOff() {
  const { i18n } = useLingui();
  return (
    <div className="card mt-5">
      <RowLink
        icon={EyeOff}
        title={i18n.t('memory.off')}
        hint={i18n.t('memory.offHint')}
        href="/profile/consents"
      />
    </div>
  );
}
