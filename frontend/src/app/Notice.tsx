import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { GuideMark } from '@/shared/ui/GuideMark';

/** The way into the bot's chat; the server writes its name into the page as soon as it knows it. */
function botLink(): string | null {
  const name = document.querySelector<HTMLMetaElement>('meta[name="relove-bot"]')?.content ?? '';
  return /^[a-z0-9_]{3,64}$/i.test(name) && !name.startsWith('__') ? `https://t.me/${name}` : null;
}

/** A page for who cannot be signed in here: outside of Telegram, or with a launch that is too old. */
export function Notice({ kind }: { kind: 'outside' | 'expired' }) {
  const { i18n } = useLingui();
  const title = kind === 'outside' ? i18n.t('outside.title') : i18n.t('expired.title');
  const text = kind === 'outside' ? i18n.t('outside.text') : i18n.t('expired.text');
  const link = botLink();
  return (
    <main aria-label={title} className="grid min-h-dvh place-items-center px-6">
      <div className="appear grid max-w-[44ch] justify-items-center text-center">
        <GuideMark size={72} />
        <h1 className="mt-6 text-[30px]">{title}</h1>
        <p className="mt-3 text-muted">{text}</p>
        {link && (
          <a href={link} className="btn mt-6">
            {i18n.t('outside.open')}
            <ArrowRight size={19} aria-hidden="true" />
          </a>
        )}
      </div>
    </main>
  );
}
