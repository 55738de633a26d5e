import { useLingui } from '@lingui/react';
import { GuideMark } from '@/shared/ui/GuideMark';

/** A page for who cannot be signed in here: outside of Telegram, or with a launch that is too old. */
export function Notice({ kind }: { kind: 'outside' | 'expired' }) {
  const { i18n } = useLingui();
  const title = kind === 'outside' ? i18n.t('outside.title') : i18n.t('expired.title');
  const text = kind === 'outside' ? i18n.t('outside.text') : i18n.t('expired.text');
  return (
    <main aria-label={title} className="grid min-h-dvh place-items-center px-6">
      <div className="appear grid max-w-[44ch] justify-items-center text-center">
        <GuideMark size={72} />
        <h1 className="mt-6 text-[30px]">{title}</h1>
        <p className="mt-3 text-muted">{text}</p>
      </div>
    </main>
  );
}
