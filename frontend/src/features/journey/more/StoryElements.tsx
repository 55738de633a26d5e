import { useLingui } from '@lingui/react';
import type { StoryElement } from '@/shared/api/types';
import { OwnWords } from '@/shared/person/OwnWords';

/** The person's own words under the seven elements of a hero's story. Silence is calm, never a gap. */
export function StoryElements({ elements }: { elements: StoryElement[] }) {
  const { i18n } = useLingui();
  const told = elements.filter((element) => element.said.length > 0);
  const untold = elements.filter((element) => element.said.length === 0);
  return (
    <section className="card p-5" aria-labelledby="story-title">
      <h2 id="story-title" className="text-[19px]">
        {i18n.t('story.title')}
      </h2>
      <p className="mt-1 text-[14px] text-muted">{i18n.t('story.hint')}</p>
      {told.length > 0 && (
        <dl className="mt-4 grid gap-4">
          {told.map((element) => (
            <div key={element.key}>
              <dt className="text-[13px] font-semibold text-brand">{element.name}</dt>
              {element.said.map(({ quote, turn_ids: [turnId] }) => (
                <dd key={`${turnId}${quote}`} className="mt-1.5">
                  <OwnWords quote={quote} turnId={turnId} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )}
      {untold.length > 0 && (
        <div className="mt-4">
          <p className="text-[14px] text-muted">
            {told.length > 0 ? i18n.t('story.later') : i18n.t('story.empty')}
          </p>
          <ul className="mt-2.5 flex flex-wrap gap-2">
            {untold.map((element) => (
              <li
                key={element.key}
                className="rounded-full border border-dashed border-field px-3 py-1.5 text-[14px] text-muted"
              >
                {element.name}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
