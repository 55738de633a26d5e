import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useStartSession } from '@/shared/api/sessions';
import { haptic } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { GuideMark } from '@/shared/ui/GuideMark';
import { useOnline } from '@/shared/ui/online';

function Card({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="card appear p-6 text-center" aria-labelledby="first-title">
      <div className="grid justify-items-center">
        <GuideMark size={56} />
      </div>
      <h2 id="first-title" className="mt-3 text-[22px]">
        {title}
      </h2>
      <p className="mt-2 mb-5 text-muted">{text}</p>
      {children}
    </section>
  );
}

/** Begins a talk: which one is asked, but for somebody in need, who may talk at once. */
function BeginButton({ caring, onChoose }: { caring: boolean; onChoose: () => void }) {
  const { i18n } = useLingui();
  const online = useOnline();
  const start = useStartSession();
  const begin = () => {
    haptic.soft();
    if (!caring) onChoose();
    else if (!start.isPending) start.mutate('chat');
  };
  return (
    <>
      <button type="button" className="btn w-full" aria-disabled={start.isPending} onClick={begin}>
        {caring ? i18n.t('care.talk') : i18n.t('chat.start')}
      </button>
      {start.isError && (
        <p role="alert" className="mt-2 text-center text-[14px] text-bad">
          {errorText(i18n, start.error, online)}
        </p>
      )}
    </>
  );
}

interface Props {
  /** The consent is missing; there was no talk yet; or the last one ended. */
  why: 'consent' | 'first' | 'ended';
  caring: boolean;
  onChoose: () => void;
}

/** The way to a new talk, wherever there is none. */
export default function Begin({ why, caring, onChoose }: Props) {
  const { i18n } = useLingui();
  const button = <BeginButton caring={caring} onChoose={onChoose} />;
  if (why === 'ended') return <div className="px-4 pt-1 pb-3">{button}</div>;
  if (why === 'first') {
    return (
      <Card title={i18n.t('chat.firstTitle')} text={i18n.t('chat.firstText')}>
        {button}
      </Card>
    );
  }
  return (
    <Card title={i18n.t('chat.consentTitle')} text={i18n.t('chat.consentText')}>
      <Link href="/welcome" className="btn w-full">
        {i18n.t('chat.consentGo')}
        <ArrowRight size={19} aria-hidden="true" />
      </Link>
    </Card>
  );
}
