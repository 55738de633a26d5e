import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { Phone, Sparkles } from 'lucide-react';
import { helpQuery } from '@/shared/api/help';
import { useMe } from '@/shared/api/me';
import type { Me } from '@/shared/api/types';
import { Loaded } from '@/shared/ui/Loaded';
import { CallHuman } from './CallHuman';
import { CountryField } from './CountryField';
import { Inner } from './Inner';

interface Command {
  name: string;
  about: string;
}

function commands(i18n: I18n): Command[] {
  return [
    { name: '/natasha', about: i18n.t('help.natasha') },
    { name: '/diagnostic', about: i18n.t('help.diagnostic') },
    { name: '/start_journey', about: i18n.t('help.startJourney') },
    { name: '/dial', about: i18n.t('help.dial') },
    { name: '/my_journey', about: i18n.t('help.myJourney') },
    { name: '/analyze_readiness', about: i18n.t('help.readiness') },
    { name: '/end_session', about: i18n.t('help.endSession') },
    { name: '/pause', about: i18n.t('help.pause') },
    { name: '/privacy', about: i18n.t('help.privacy') },
    { name: '/my_data', about: i18n.t('help.myData') },
    { name: '/forget_me', about: i18n.t('help.forgetMe') },
  ];
}

function Lines({ me }: { me: Me }) {
  const { i18n } = useLingui();
  const query = useQuery(helpQuery(me.country));
  const foreign = query.data && !query.data.countries.includes(me.country);
  return (
    <section aria-labelledby="lines" className="mt-7">
      <h2 id="lines" className="px-1 text-[21px]">
        {i18n.t('help.lines')}
      </h2>
      <p className="mt-1 mb-3 px-1 text-[14px] text-muted">{i18n.t('help.linesHint')}</p>
      <div className="card mb-3">
        <CountryField me={me} />
      </div>
      {foreign && <p className="mb-3 px-1 text-[14.5px]">{i18n.t('help.foreign')}</p>}
      {!query.data && (query.isError || query.fetchStatus === 'paused') && (
        <a href="tel:112" className="card mb-3 flex min-h-16 items-center gap-4 px-4 py-3">
          <Phone size={20} className="shrink-0 text-brand" aria-hidden="true" />
          <span>
            <span className="block text-[17px] font-semibold text-brand">112</span>
            {i18n.t('help.emergency')}
          </span>
        </a>
      )}
      <Loaded query={query} heights={[200]}>
        {({ lines }) => (
          <ul className="card divide-y divide-line">
            {lines.map(({ number, name, hours, verified_on: day }) => (
              <li key={number}>
                <a
                  href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}
                  className="flex min-h-16 items-center gap-4 px-4 py-3"
                >
                  <Phone size={20} className="shrink-0 text-brand" aria-hidden="true" />
                  <span className="min-w-0 flex-1">
                    <span className="block text-[17px] font-semibold text-brand">{number}</span>
                    {name}
                    <span className="block text-[13.5px] text-muted">{hours}</span>
                    <span className="block text-[13px] text-muted">
                      {i18n.t('help.verified', {
                        day: new Intl.DateTimeFormat(i18n.locale, {
                          dateStyle: 'medium',
                          timeZone: 'UTC',
                        }).format(new Date(day)),
                      })}
                    </span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

/** Where to turn: a person of the team, help lines, what can be asked of the bot, and who is speaking at all. */
export default function HelpScreen() {
  const { i18n } = useLingui();
  const me = useMe();
  return (
    <Inner title={i18n.t('help.title')}>
      <CallHuman />
      <Loaded query={me} heights={[240]}>
        {(person) => <Lines me={person} />}
      </Loaded>
      <section aria-labelledby="commands" className="mt-7">
        <h2 id="commands" className="px-1 text-[21px]">
          {i18n.t('help.commands')}
        </h2>
        <p className="mt-1 mb-3 px-1 text-[14px] text-muted">{i18n.t('help.commandsHint')}</p>
        <dl className="card grid gap-3 p-5">
          {commands(i18n).map(({ name, about }) => (
            <div key={name} className="text-[15px] sm:grid sm:grid-cols-[11rem_1fr]">
              <dt className="font-semibold text-brand">{name}</dt>
              <dd>{about}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="about" className="card mt-7 p-5">
        <h2 id="about" className="flex items-center gap-2.5 text-[21px]">
          <Sparkles size={20} className="text-brand" aria-hidden="true" />
          {i18n.t('help.about')}
        </h2>
        <p className="mt-2 text-[15.5px]">{i18n.t('help.aboutAi')}</p>
        <p className="mt-2 text-[15.5px] text-muted">{i18n.t('help.aboutBorders')}</p>
      </section>
    </Inner>
  );
}
