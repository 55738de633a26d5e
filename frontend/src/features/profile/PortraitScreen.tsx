import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { History, UserRoundSearch } from 'lucide-react';
import { hasConsent, useMe } from '@/shared/api/me';
import {
  type Statement,
  useCorrectStatement,
  useRemoveStatement,
  useStatements,
} from '@/shared/api/statements';
import { dayName } from '@/shared/i18n/format';
import { Loaded } from '@/shared/ui/Loaded';
import { RichText } from '@/shared/ui/RichText';
import { Held } from './Held';
import { Inner } from './Inner';
import { kindName, kindNote } from './kinds';
import { MemoryOff } from './MemoryOff';
import { Nothing } from './Nothing';
import { Refused } from './Refused';
import { RowLink } from './RowLink';
import { useRemovals } from './useRemovals';
import { behind, Words } from './Words';

const DEEP: Statement['kind'][] = ['light', 'shadow', 'archetype', 'theme', 'core_wound'];

function Statements({ items, i18n }: { items: Statement[]; i18n: I18n }) {
  const correct = useCorrectStatement();
  const remove = useRemoveStatement();
  const removals = useRemovals(remove.mutateAsync);
  const deep = items
    .filter((item) => item.kind !== 'trait')
    .sort((a, b) => DEEP.indexOf(a.kind) - DEEP.indexOf(b.kind));
  const traits = items.filter((item) => item.kind === 'trait');
  const one = (item: Statement) => {
    const { said, quoted } = behind(item.text, item.sources);
    const corrected = item.status === 'corrected';
    return (
      <Held
        key={item.id}
        id={item.id}
        text={item.text}
        kind={kindName(i18n, item.kind)}
        note={corrected ? undefined : kindNote(i18n, item.kind)}
        confidence={item.confidence}
        corrected={corrected}
        quoted={quoted && !corrected}
        removed={removals.waiting.has(item.id)}
        onCorrect={(text) => correct.mutateAsync({ id: item.id, text })}
        onRemove={() => removals.remove(item.id)}
        onUndo={() => removals.undo(item.id)}
      >
        <Words said={said} />
      </Held>
    );
  };
  return (
    <>
      <p role="status" className="sr-only">
        {removals.waiting.size > 0 && i18n.t('held.removedSoon')}
      </p>
      <Refused error={removals.error} className="mt-4 px-1" />
      {traits.length > 0 && (
        <section aria-labelledby="traits">
          <h2 id="traits" className="mt-7 mb-3 px-1 text-[21px]">
            {i18n.t('portrait.traits')}
          </h2>
          <ul className="grid items-start gap-3 wide:grid-cols-2">{traits.map(one)}</ul>
        </section>
      )}
      {deep.length > 0 && (
        <section aria-labelledby="deep">
          <h2 id="deep" className="mt-7 px-1 text-[21px]">
            {i18n.t('portrait.deep')}
          </h2>
          <p className="mt-1 mb-3 px-1 text-[14px] text-muted">{i18n.t('portrait.deepHint')}</p>
          <ul className="grid items-start gap-3 wide:grid-cols-2">{deep.map(one)}</ul>
        </section>
      )}
    </>
  );
}

/** Who reLove thinks the person is, each statement with the words it follows from. */
export default function PortraitScreen() {
  const { i18n } = useLingui();
  const query = useStatements();
  const me = useMe();
  const off = me.data && !hasConsent(me.data, 'profile');
  return (
    <Inner title={i18n.t('portrait.title')} lead={i18n.t('portrait.lead')} wide>
      {off && <MemoryOff />}
      <div className="mt-5">
        <Loaded query={query} heights={[150, 190, 190]}>
          {({ items, summary, updated_at: updated }) =>
            items.length === 0 && !summary ? (
              <Nothing
                icon={UserRoundSearch}
                title={i18n.t('portrait.none')}
                text={i18n.t('portrait.noneText')}
                action={i18n.t('portrait.toTalk')}
                href="/chat"
              />
            ) : (
              <>
                {summary && (
                  <section aria-labelledby="in-short" className="card p-5">
                    <h2 id="in-short" className="text-[21px]">
                      {i18n.t('portrait.short')}
                    </h2>
                    <p className="mt-2 text-[16.5px] whitespace-pre-line [overflow-wrap:anywhere]">
                      <RichText text={summary} />
                    </p>
                    {updated && (
                      <p className="mt-3 text-[13.5px] text-muted">
                        {i18n.t('portrait.updated', { day: dayName(i18n, new Date(updated), new Date()) })}
                      </p>
                    )}
                  </section>
                )}
                <div className="card mt-3">
                  <RowLink
                    icon={History}
                    title={i18n.t('changes.title')}
                    hint={i18n.t('changes.hint')}
                    href="/profile/portrait/changes"
                  />
                </div>
                <Statements items={items} i18n={i18n} />
              </>
            )
          }
        </Loaded>
      </div>
    </Inner>
  );
}
