import { useLingui } from '@lingui/react';
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Redirect, useLocation } from 'wouter';
import { hasConsent, isNewcomer, lookAround, nameOf, useMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { partOf, wantedPage } from '@/shared/pages';
import { outlivesApp } from '@/shared/talk/own';
import { haptic, useBackButton, useClosingConfirmation, useNoVerticalSwipe } from '@/shared/telegram/hooks';
import { errorText } from '@/shared/ui/Failed';
import { GuideMark } from '@/shared/ui/GuideMark';
import { Loaded } from '@/shared/ui/Loaded';
import { useOnline } from '@/shared/ui/online';
import { useAnswers } from './answers';
import { NameStep, ReasonStep, ToneStep } from './Steps';
import { useBegin } from './useBegin';

const STEPS = 3;

function Back({ onBack }: { onBack: () => void }) {
  useBackButton(onBack);
  return null;
}

/** How far one is: the colours of the path, for it is progress. */
function Progress({ step }: { step: number }) {
  const { i18n } = useLingui();
  return (
    <div className="flex items-center gap-3">
      <GuideMark size={36} />
      <div className="h-1.5 flex-1 overflow-hidden rounded-full bg-line" aria-hidden="true">
        <div
          className="h-1.5 rounded-full transition-[width] duration-300"
          style={{
            width: `${((step + 1) / STEPS) * 100}%`,
            background: 'linear-gradient(90deg, var(--amber), var(--rose), var(--violet))',
          }}
        />
      </div>
      <span className="text-[13px] text-muted tabular-nums">
        {i18n.t('welcome.step', { step: step + 1, steps: STEPS })}
      </span>
    </div>
  );
}

function Steps({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  const online = useOnline();
  // Who agreed once and took it back has told the rest already.
  const firstStep = isNewcomer(me) ? 0 : STEPS - 1;
  const [answers, answer] = useAnswers(me, firstStep);
  // Who came by a link to a page sees it when they look around first.
  const wanted = firstStep === 0 && partOf(wantedPage()) !== 'onboarding' ? wantedPage() : '/';
  const title = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  const begin = useBegin(firstStep === 0, () => {
    haptic.success();
    go('/chat', { replace: true });
  });
  const { step } = answers;
  const typed = answers.reason.trim() !== '' || answers.called !== nameOf(me);
  useClosingConfirmation(typed && !outlivesApp());
  const last = step === STEPS - 1;
  const leave = () => {
    lookAround();
    go(wanted, { replace: true });
  };
  const back = () => (step > firstStep ? answer({ step: step - 1 }) : leave());
  const next = () => {
    if (begin.isPending) return;
    haptic.soft();
    if (last) begin.mutate(answers);
    else answer({ step: step + 1 });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is read from its heading
  useEffect(() => {
    if (!first.current) title.current?.focus();
    first.current = false;
  }, [step]);
  const texts = [
    { title: i18n.t('welcome.name'), text: i18n.t('welcome.nameText') },
    { title: i18n.t('welcome.reason'), text: i18n.t('welcome.reasonText') },
    { title: i18n.t('welcome.tone'), text: i18n.t('welcome.toneText') },
  ][step];
  return (
    <form
      // What is agreed to is read before the button: on the last step it stands below the words, not above them.
      className={`flex min-h-0 flex-1 flex-col ${last ? 'overflow-y-auto' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      {(step > firstStep || firstStep > 0) && <Back onBack={back} />}
      <div key={step} className={`appear flex-1 px-4 pt-3 ${last ? 'pb-2' : 'min-h-0 overflow-y-auto pb-4'}`}>
        <Progress step={step} />
        <h1 ref={title} tabIndex={-1} className={`text-[27px] outline-none ${last ? 'mt-4' : 'mt-6'}`}>
          {texts?.title}
        </h1>
        <p className="mt-2 mb-5 text-[15.5px] text-muted">{texts?.text}</p>
        {step === 0 && <NameStep me={me} answers={answers} answer={answer} />}
        {step === 1 && <ReasonStep answers={answers} answer={answer} />}
        {last && <ToneStep answers={answers} answer={answer} />}
      </div>
      <div className="px-4 pt-2 pb-4 short:flex short:flex-wrap short:items-center short:gap-x-3 short:pb-2">
        {begin.isError && (
          <p role="alert" className="mb-2 text-center text-[14px] text-bad short:w-full">
            {errorText(i18n, begin.error, online)}
          </p>
        )}
        {last && partOf(wanted) === 'stream' && (
          <p className="mb-2 text-center text-[14px] text-muted short:w-full">
            {i18n.t('welcome.programme')}
          </p>
        )}
        <button
          type="submit"
          className="btn w-full short:w-auto short:flex-1"
          aria-disabled={begin.isPending}
        >
          {last ? i18n.t('consent.agree') : i18n.t('welcome.next')}
          <ArrowRight size={19} aria-hidden="true" />
        </button>
        {step === firstStep && (
          <button
            type="button"
            className="mt-1 min-h-11 w-full text-[14px] text-muted short:order-first short:mt-0 short:w-auto"
            onClick={leave}
          >
            {i18n.t('welcome.later')}
          </button>
        )}
      </div>
    </form>
  );
}

/** Three short steps to the first question. */
export default function OnboardingScreen() {
  const { i18n } = useLingui();
  const me = useMe();
  const known = useRef<boolean>(undefined);
  useNoVerticalSwipe();
  if (me.data) known.current ??= hasConsent(me.data, 'guided_work') && hasConsent(me.data, 'profile');
  if (known.current) return <Redirect to="/chat" replace />;
  return (
    <main
      aria-label={i18n.t('welcome.label')}
      className="fixed mx-auto flex max-w-[560px] flex-col"
      style={{
        left: 'var(--pad-left)',
        right: 'var(--pad-right)',
        top: 'var(--visible-top, 0px)',
        height: 'var(--visible-height, 100dvh)',
        paddingTop: 'var(--pad-top)',
        paddingBottom: 'var(--pad-bottom)',
      }}
    >
      <Loaded query={me} title={i18n.t('welcome.label')} heights={[36, 60, 180]}>
        {(person) => <Steps me={person} />}
      </Loaded>
    </main>
  );
}
