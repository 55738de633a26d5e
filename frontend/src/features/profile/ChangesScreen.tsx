import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useQuery } from '@tanstack/react-query';
import { History, Minus, Plus } from 'lucide-react';
import { changesQuery, type ProfileChanges, type Statement } from '@/shared/api/statements';
import { dayName } from '@/shared/i18n/format';
import { Loaded } from '@/shared/ui/Loaded';
import { difference } from './difference';
import { Inner } from './Inner';
import { kindName } from './kinds';
import { Nothing } from './Nothing';
import { behind, Words } from './Words';

type Change = ProfileChanges['changes'][number];

function causeText(i18n: I18n, cause: string): string {
  switch (cause) {
    case 'contact':
      return i18n.t('cause.contact');
    case 'talk':
      return i18n.t('cause.talk');
    case 'session':
      return i18n.t('cause.session');
    case 'correction':
      return i18n.t('cause.correction');
    case 'veto':
      return i18n.t('cause.veto');
    default:
      return i18n.t('cause.refresh');
  }
}

function Summary({ before, after }: { before: string; after: string }) {
  const { i18n } = useLingui();
  return (
    <section aria-labelledby="summary-change" className="card mt-5 p-5">
      <h2 id="summary-change" className="text-[19px]">
        {i18n.t('changes.summary')}
      </h2>
      <p className="mt-2 text-[15.5px] [overflow-wrap:anywhere]">
        {difference(before, after).map(({ kind, text, at }) => {
          if (kind === 'gone')
            return (
              <del key={at} className="text-muted">
                {text}
              </del>
            );
          if (kind === 'new')
            return (
              <ins key={at} className="rounded bg-soft font-medium no-underline">
                {text}
              </ins>
            );
          return <span key={at}>{text}</span>;
        })}
      </p>
    </section>
  );
}

function Line({ item, gone }: { item: Statement; gone: boolean }) {
  const { i18n } = useLingui();
  const Sign = gone ? Minus : Plus;
  const kind = kindName(i18n, item.kind);
  const { said, quoted } = behind(item.text, item.sources);
  return (
    <li className="grid grid-cols-[24px_1fr] gap-2.5">
      <Sign size={19} className={`mt-0.5 ${gone ? 'text-muted' : 'text-ok'}`} aria-hidden="true" />
      <div>
        <p className="text-[15.5px] [overflow-wrap:anywhere]">
          <span className="sr-only">{gone ? i18n.t('changes.gone') : i18n.t('changes.new')} </span>
          {kind && <span className="text-muted">{quoted ? kind : `${kind}: `}</span>}
          {/* The person's own sentence stands below, with the way to where it was said. */}
          {gone ? <del className="text-muted">{item.text}</del> : !quoted && item.text}
        </p>
        {!gone && (
          <div className={quoted && !kind ? '-mt-3' : ''}>
            <Words said={said} />
          </div>
        )}
      </div>
    </li>
  );
}

function Version({ change }: { change: Change }) {
  const { i18n } = useLingui();
  return (
    <li className="card p-5">
      <h2 className="text-[19px]">{causeText(i18n, change.cause)}</h2>
      <p className="mb-3 text-[13.5px] text-muted">{dayName(i18n, new Date(change.at), new Date())}</p>
      <ul className="grid gap-3.5">
        {change.added.map((item) => (
          <Line key={item.id} item={item} gone={false} />
        ))}
        {change.removed.map((item) => (
          <Line key={item.id} item={item} gone />
        ))}
      </ul>
      {change.added.length + change.removed.length === 0 && (
        <p className="text-[15px] text-muted">{i18n.t('changes.wordsOnly')}</p>
      )}
    </li>
  );
}

/** What changed in the portrait, when and why, the newest first. */
export default function ChangesScreen() {
  const { i18n } = useLingui();
  const query = useQuery(changesQuery);
  return (
    <Inner title={i18n.t('changes.title')} lead={i18n.t('changes.lead')} up="/profile/portrait">
      <div className="mt-5">
        <Loaded query={query} heights={[160, 200]}>
          {({ changes, before, after }) =>
            changes.length === 0 ? (
              <Nothing
                icon={History}
                title={i18n.t('changes.none')}
                text={i18n.t('changes.noneText')}
                action={i18n.t('portrait.toTalk')}
                href="/chat"
              />
            ) : (
              <>
                {before && after && before !== after && <Summary before={before} after={after} />}
                <ol className="mt-5 grid gap-3">
                  {[...changes].reverse().map((change) => (
                    <Version key={change.version} change={change} />
                  ))}
                </ol>
              </>
            )
          }
        </Loaded>
      </div>
    </Inner>
  );
}
