import { useLingui } from '@lingui/react';
import { Lock, RotateCcw, ShieldCheck } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useUpdateMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { withTexts } from '@/shared/i18n';
import { part } from '@/shared/ui/part';
import { Segmented } from '@/shared/ui/Segmented';
import { Switch } from '@/shared/ui/Switch';
import { zonesTexts } from '@/shared/zones/texts';
import type { Answers } from './answers';

const ZoneField = part(() => withTexts(import('@/shared/zones/ZoneField'), zonesTexts));

interface StepProps {
  answers: Answers;
  answer: (part: Partial<Answers>) => void;
}

/** Who left to read what is kept goes on where they left. */
let reading = false;

const FIELD =
  'w-full rounded-[20px] bg-card px-4 py-3 text-[17px] ring-1 ring-line outline-none focus:ring-2 focus:ring-brand placeholder:text-muted placeholder:opacity-100';

/** What to call the person; language and time zone come from the device and can be changed at once. */
export function NameStep({ me, answers, answer }: StepProps & { me: Me }) {
  const { i18n } = useLingui();
  const update = useUpdateMe();
  return (
    <>
      <label className="sr-only" htmlFor="called">
        {i18n.t('welcome.name')}
      </label>
      <input
        id="called"
        className={FIELD}
        value={answers.called}
        maxLength={40}
        autoComplete="nickname"
        enterKeyHint="next"
        placeholder={i18n.t('welcome.namePlaceholder')}
        onChange={(event) => answer({ called: event.target.value })}
      />
      <div className="card mt-5 divide-y divide-line">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
          <span className="min-w-[6rem] flex-1">{i18n.t('welcome.language')}</span>
          <Segmented
            label={i18n.t('welcome.language')}
            value={me.language}
            options={[
              { value: 'ru', label: i18n.t('language.ru') },
              { value: 'en', label: i18n.t('language.en') },
            ]}
            onChange={(language) => update.mutate({ language })}
          />
        </div>
        <Suspense fallback={<div className="h-[69px]" />}>
          <ZoneField value={answers.timezone} onChange={(timezone) => answer({ timezone })} />
        </Suspense>
      </div>
    </>
  );
}

/** What brings the person here: their first words in the talk. */
export function ReasonStep({ answers, answer }: StepProps) {
  const { i18n } = useLingui();
  const reasons = [
    i18n.t('welcome.reasonEmpty'),
    i18n.t('welcome.reasonCircle'),
    i18n.t('welcome.reasonChoice'),
    i18n.t('welcome.reasonUnknown'),
  ];
  return (
    <>
      <label className="sr-only" htmlFor="reason">
        {i18n.t('welcome.reason')}
      </label>
      <textarea
        id="reason"
        rows={4}
        className={`${FIELD} resize-none`}
        value={answers.reason}
        maxLength={2000}
        placeholder={i18n.t('welcome.reasonPlaceholder')}
        onChange={(event) => answer({ reason: event.target.value })}
      />
      <ul className="mt-4 grid justify-items-start gap-2" aria-label={i18n.t('welcome.reasons')}>
        {reasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              aria-pressed={answers.reason === reason}
              onClick={() => answer({ reason })}
              className={`min-h-11 rounded-[22px] border border-[color-mix(in_srgb,var(--brand)_45%,transparent)] px-4 py-2 text-left text-[15px] ${answers.reason === reason ? 'bg-brand text-onbrand' : 'bg-card text-brand'}`}
            >
              {reason}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** How direct one may be, and what the person agrees to, in plain words. */
export function ToneStep({ answers, answer }: StepProps) {
  const { i18n } = useLingui();
  const kept = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (reading) kept.current?.focus();
    reading = false;
  }, []);
  const tones: { value: Me['directness']; label: string; hint: string }[] = [
    { value: 'soft', label: i18n.t('welcome.soft'), hint: i18n.t('welcome.softHint') },
    { value: 'direct', label: i18n.t('welcome.direct'), hint: i18n.t('welcome.directHint') },
    { value: 'hard', label: i18n.t('welcome.hard'), hint: i18n.t('welcome.hardHint') },
  ];
  const points = [
    { icon: ShieldCheck, text: i18n.t('consent.guide') },
    { icon: Lock, text: i18n.t('consent.pointKeep') },
    { icon: RotateCcw, text: i18n.t('consent.pointControl') },
  ];
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="sr-only">{i18n.t('welcome.tone')}</legend>
        {tones.map(({ value, label, hint }) => (
          <label
            key={value}
            className={`flex min-h-14 items-center gap-3 rounded-[20px] bg-card px-4 py-2 ring-1 has-focus-visible:ring-2 ${answers.directness === value ? 'ring-2 ring-brand' : 'ring-line'}`}
          >
            <input
              type="radio"
              name="tone"
              value={value}
              checked={answers.directness === value}
              onChange={() => answer({ directness: value })}
              className="size-5 shrink-0 accent-[var(--brand)]"
            />
            <span>
              <span className="font-semibold">{label}</span>
              <span className="block text-[13.5px] text-muted">{hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <section aria-labelledby="consent-title" className="mt-4">
        <h2 id="consent-title" className="text-[19px]">
          {i18n.t('welcome.consent')}
        </h2>
        <ul className="mt-2 grid gap-2">
          {points.map(({ icon: Icon, text }) => (
            <li key={text} className="grid grid-cols-[22px_1fr] gap-3 text-[15px] text-muted">
              <Icon size={20} className="mt-px text-brand" aria-hidden="true" />
              {text}
            </li>
          ))}
        </ul>
        <Link
          href="/profile/data"
          state={{ welcome: true }}
          ref={kept}
          onClick={() => {
            reading = true;
          }}
          className="ml-[34px] inline-flex min-h-11 items-center text-[15px] font-medium text-brand"
        >
          {i18n.t('consent.kept')}
        </Link>
        <div className="card mt-1">
          <Switch
            label={i18n.t('welcome.news')}
            hint={i18n.t('welcome.newsHint')}
            checked={answers.news}
            onChange={(news) => answer({ news })}
          />
        </div>
      </section>
    </>
  );
}
