import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { useSetConsents } from '@/shared/api/me';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { GuideMark } from '@/shared/ui/GuideMark';
import { useOnline } from '@/shared/ui/online';

interface Props {
  /** The person agreed: the first question may come at once. */
  onAgreed: () => void;
}

/** What the person agrees to, in plain words, and one button for both consents of the guided work. */
export function ConsentCard({ onAgreed }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const consents = useSetConsents();
  const agree = () => {
    if (consents.isPending) return;
    haptic.soft();
    // A promise, not a callback: with the consent this card leaves the screen and its callbacks with it.
    consents.mutateAsync({ guided_work: true, profile: true }).then(onAgreed, () => undefined);
  };
  const points = [i18n.t('consent.pointTalk'), i18n.t('consent.pointKeep'), i18n.t('consent.pointControl')];
  return (
    <section className="card appear p-5" aria-labelledby="consent-title">
      <div className="flex items-center gap-3">
        <GuideMark />
        <h2 id="consent-title" className="text-[22px]">
          {i18n.t('consent.title')}
        </h2>
      </div>
      <p className="mt-3 text-[15.5px]">{i18n.t('consent.ai')}</p>
      <ol className="mt-4 grid gap-3">
        {points.map((point, index) => (
          <li key={point} className="grid grid-cols-[28px_1fr] gap-3 text-[15px] text-muted">
            <span
              aria-hidden="true"
              className="grid size-7 place-items-center rounded-full bg-soft text-[13px] font-semibold text-brand"
            >
              {index + 1}
            </span>
            <span className="pt-0.5">{point}</span>
          </li>
        ))}
      </ol>
      <button type="button" className="btn mt-5 w-full" aria-disabled={consents.isPending} onClick={agree}>
        {i18n.t('consent.agree')}
        <ArrowRight size={19} aria-hidden="true" />
      </button>
      {consents.isError && (
        <p role="alert" className="mt-3 text-center text-[14px] text-bad">
          {errorText(i18n, consents.error, online)}
        </p>
      )}
      <p className="mt-3 text-center text-[13px] text-muted">{i18n.t('consent.note')}</p>
    </section>
  );
}
