import { useLingui } from '@lingui/react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Bookmark } from 'lucide-react';
import { journeyQuery } from '@/shared/api/journey';
import { hasConsent, useMe } from '@/shared/api/me';
import { type MemoryItem, memoryQuery, useCorrectMemory, useRemoveMemory } from '@/shared/api/memory';
import { Loaded } from '@/shared/ui/Loaded';
import { Held } from './Held';
import { Inner } from './Inner';
import { keyName, MEMORY_KINDS, memoryHint, memoryName, namesOf } from './kinds';
import { MemoryOff } from './MemoryOff';
import { Nothing } from './Nothing';
import { Refused } from './Refused';
import { useRemovals } from './useRemovals';
import { Words } from './Words';

/** Each item once, also when a page was read anew meanwhile. */
function allOf(pages: { items: MemoryItem[] }[]): MemoryItem[] {
  return [...new Map(pages.flatMap(({ items }) => items).map((item) => [item.id, item])).values()];
}

/** What reLove remembers of the person, by kind, in their own words. */
export default function MemoryScreen() {
  const { i18n } = useLingui();
  const query = useInfiniteQuery(memoryQuery);
  const journey = useQuery(journeyQuery).data;
  const me = useMe();
  const correct = useCorrectMemory();
  const remove = useRemoveMemory();
  const removals = useRemovals(remove.mutateAsync);
  const names = namesOf(journey);
  const off = me.data && !hasConsent(me.data, 'profile');
  const one = (item: MemoryItem) => (
    <Held
      key={item.id}
      id={item.id}
      text={item.text}
      kind={keyName(i18n, item, names)}
      confidence={item.confidence}
      corrected={item.status === 'corrected'}
      quoted={item.text === item.quote && item.status !== 'corrected'}
      removed={removals.waiting.has(item.id)}
      onCorrect={(text) => correct.mutateAsync({ id: item.id, text })}
      onRemove={() => removals.remove(item.id)}
      onUndo={() => removals.undo(item.id)}
    >
      {item.quote && item.status !== 'corrected' && (
        <Words said={[{ turnId: item.sources[0]?.turn_id, text: item.quote, at: item.at }]} />
      )}
    </Held>
  );
  return (
    <Inner title={i18n.t('memory.title')} lead={i18n.t('memory.lead')} wide>
      {off && <MemoryOff />}
      <p role="status" className="sr-only">
        {removals.waiting.size > 0 && i18n.t('held.removedSoon')}
      </p>
      <Refused error={removals.error} className="mt-4 px-1" />
      <div className="mt-5">
        <Loaded query={query} heights={[170, 170, 170]}>
          {({ pages }) => {
            const items = allOf(pages);
            if (items.length === 0) {
              return (
                <Nothing
                  icon={Bookmark}
                  title={i18n.t('portrait.none')}
                  text={i18n.t('memory.noneText')}
                  action={i18n.t('portrait.toTalk')}
                  href="/chat"
                />
              );
            }
            const sections = MEMORY_KINDS.map((kind) => {
              const own = items.filter((item) => item.kind === kind);
              if (own.length === 0) return null;
              const hint = memoryHint(i18n, kind);
              return (
                <section key={kind} aria-labelledby={`memory-${kind}`} className="mb-7">
                  <h2 id={`memory-${kind}`} className="break-after-avoid px-1 text-[21px]">
                    {memoryName(i18n, kind)}
                  </h2>
                  {hint && <p className="mt-1 break-after-avoid px-1 text-[14px] text-muted">{hint}</p>}
                  <ul className="mt-3 space-y-3 *:break-inside-avoid">{own.map(one)}</ul>
                </section>
              );
            });
            return <div className="gap-4 wide:columns-2">{sections}</div>;
          }}
        </Loaded>
        {query.hasNextPage && (
          <button
            type="button"
            className="btn btn-quiet w-full wide:mx-auto wide:flex wide:w-80"
            aria-disabled={query.isFetchingNextPage}
            onClick={() => !query.isFetchingNextPage && void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? i18n.t('common.loading') : i18n.t('memory.more')}
          </button>
        )}
        {query.isFetchNextPageError && <Refused error={query.error} className="pt-3" />}
      </div>
    </Inner>
  );
}
