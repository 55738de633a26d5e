import { useLingui } from '@lingui/react';
import { ExternalLink, Heart } from 'lucide-react';
import { Link } from 'wouter';
import { useEnrol, useInterest } from '@/shared/api/streams';
import type { Stream } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { openOutside } from '@/shared/telegram/links';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';

/** Begin the exercises: they come into the chat and cost nothing. */
export function Begin({ stream }: { stream: Stream }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const enrol = useEnrol(stream.slug);
  const low = stream.link === null;
  const again = stream.enrolment !== null;
  const begin = () => {
    if (enrol.isPending) return;
    haptic.soft();
    enrol.mutate(undefined, { onSuccess: () => haptic.success(), onError: () => haptic.error() });
  };
  return (
    <>
      <button
        type="button"
        className={`btn w-full ${low ? 'btn-quiet' : ''}`}
        aria-disabled={enrol.isPending}
        onClick={begin}
      >
        {again ? i18n.t('streams.beginAgain') : i18n.t('streams.begin')}
      </button>
      <p
        className={`mt-2 text-center text-[13px] ${enrol.isError ? 'text-bad' : 'text-muted'}`}
        role={enrol.isError ? 'alert' : undefined}
      >
        {enrol.isError ? errorText(i18n, enrol.error, online) : i18n.t('streams.beginHint')}
      </p>
    </>
  );
}

/** The whole programme on the platform, and a word that it interests: neither is needed for the exercises. */
export function Platform({ stream }: { stream: Stream }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const interest = useInterest(stream.slug);
  if (stream.link === null) {
    return (
      <section className="card p-5" aria-labelledby="path-title">
        <h2 id="path-title" className="text-[19px]">
          {i18n.t('streams.pathTitle')}
        </h2>
        <p className="mt-1.5 text-[15.5px] text-muted">{i18n.t('streams.pathText')}</p>
        <Link href="/" className="btn mt-4 w-full">
          {i18n.t('streams.toPath')}
        </Link>
      </section>
    );
  }
  const address = new URL(stream.link, location.origin).href;
  return (
    <section className="card p-5" aria-labelledby="platform-title">
      <h2 id="platform-title" className="text-[19px]">
        {i18n.t('streams.platform')}
      </h2>
      {stream.price && <p className="mt-1.5 text-[15.5px]">{stream.price.text}</p>}
      <p className="mt-1 text-[14px] text-muted">{i18n.t('streams.platformHint')}</p>
      <a
        href={address}
        target="_blank"
        rel="noopener noreferrer"
        className="btn btn-quiet mt-4 w-full"
        onClick={(event) => openOutside(address) && event.preventDefault()}
      >
        {i18n.t('streams.open')}
        <ExternalLink size={18} aria-hidden="true" />
      </a>
      <button
        type="button"
        aria-pressed={stream.interested}
        aria-disabled={stream.interested || interest.isPending}
        onClick={() => {
          if (stream.interested || interest.isPending) return;
          haptic.soft();
          interest.mutate(undefined, { onError: () => haptic.error() });
        }}
        className="mt-2 flex min-h-11 w-full items-center justify-center gap-2 text-[15px] font-semibold text-brand"
      >
        <Heart size={18} fill={stream.interested ? 'currentColor' : 'none'} aria-hidden="true" />
        {stream.interested ? i18n.t('streams.interested') : i18n.t('streams.interest')}
      </button>
      {interest.isError && (
        <p role="alert" className="text-center text-[14px] text-bad">
          {errorText(i18n, interest.error, online)}
        </p>
      )}
    </section>
  );
}
