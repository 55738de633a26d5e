import type { Journey } from '@/shared/api/types';
import { StageTimes } from './StageTimes';
import { StoryElements } from './StoryElements';

/** What stands below the first sight: it is fetched after the map is drawn. */
export default function BelowMap({ journey }: { journey: Journey }) {
  return (
    <>
      <StageTimes stages={journey.stages} />
      <StoryElements elements={journey.elements} />
    </>
  );
}
