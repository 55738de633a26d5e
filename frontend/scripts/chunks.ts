// What goes into one file. Each file is a request of its own: many small ones make the large one wait.
import type { Rolldown } from 'vite';

export const SHARED = 'shared';

/** The entry stays a file of its own: it is written into the page. */
const NOT_ENTRY = /^(?!.*src\/main\.tsx|.*index\.html)/;

/** What three screens have in common, without what only inner screens need. */
const IN_COMMON =
  /^(?!.*src\/main\.tsx|.*index\.html|.*\/zones\/|.*\/features\/|.*\/(?:Switch|UpLink|chevron-left|eye-off|search|statements)\.)/;

const icons = (...names: string[]) => `lucide-react/dist/esm/icons/(?:${names.join('|')})\\.mjs`;
const anyOf = (...parts: string[]) => new RegExp(parts.join('|'));

/** What parts of one screen share with each other, in one file beside it. */
const BESIDE: Record<string, RegExp> = {
  // What plays a recording comes with what was not sent, not with the talk.
  chat: anyOf('/features/chat/(?!Player\\.)', icons('arrow-up', 'circle-check', 'mic', 'square')),
  inner: anyOf('/features/profile/Inner\\.', '/shared/ui/UpLink\\.', icons('chevron-left')),
  path: anyOf('/shared/path/', icons('share-2')),
  profile: anyOf(
    '/features/profile/(?:CountryField|Refused|RowLink|dial|hours|texts)\\.',
    '/shared/api/statements\\.',
    icons('bookmark', 'sliders-horizontal', 'user-round-search'),
  ),
  zones: anyOf('/shared/zones/(?!texts)'),
};

export const chunks: Rolldown.CodeSplittingOptions = {
  groups: [
    // What every person loads first compresses better as one piece.
    { name: 'first', tags: ['$initial'], test: NOT_ENTRY },
    { name: SHARED, test: IN_COMMON, minShareCount: 3 },
    // What a menu draws, too: it need not bring the rest along.
    { name: 'signs', test: new RegExp(icons('flame', 'heart', 'life-buoy', 'search')), minShareCount: 2 },
    ...Object.entries(BESIDE).map(([name, test]) => ({ name, test, minShareCount: 2 })),
  ],
};
