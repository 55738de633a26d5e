import type { I18n } from '@lingui/core';
import type { MemoryItem, MemoryKind } from '@/shared/api/memory';
import type { Statement } from '@/shared/api/statements';
import type { Journey } from '@/shared/api/types';

/** What kind of statement it is; a plain trait needs no name. */
export function kindName(i18n: I18n, kind: Statement['kind']): string | undefined {
  switch (kind) {
    case 'light':
      return i18n.t('portrait.light');
    case 'shadow':
      return i18n.t('portrait.shadow');
    case 'archetype':
      return i18n.t('portrait.archetype');
    case 'theme':
      return i18n.t('portrait.theme');
    case 'core_wound':
      return i18n.t('portrait.wound');
    default:
      return undefined;
  }
}

export function kindNote(i18n: I18n, kind: Statement['kind']): string | undefined {
  switch (kind) {
    case 'shadow':
      return i18n.t('portrait.shadowNote');
    case 'core_wound':
      return i18n.t('portrait.woundNote');
    default:
      return undefined;
  }
}

/** The order in which memory is shown: what one knows of oneself first, what was found in it behind. */
export const MEMORY_KINDS: MemoryKind[] = [
  'fact',
  'insight',
  'core_issue',
  'pattern',
  'contradiction',
  'element',
];

export function memoryName(i18n: I18n, kind: MemoryKind): string {
  switch (kind) {
    case 'fact':
      return i18n.t('memory.facts');
    case 'insight':
      return i18n.t('memory.insights');
    case 'core_issue':
      return i18n.t('memory.core');
    case 'pattern':
      return i18n.t('memory.patterns');
    case 'contradiction':
      return i18n.t('memory.contradictions');
    case 'element':
      return i18n.t('memory.elements');
  }
}

export function memoryHint(i18n: I18n, kind: MemoryKind): string | undefined {
  switch (kind) {
    case 'pattern':
      return i18n.t('memory.patternsHint');
    case 'contradiction':
      return i18n.t('memory.contradictionsHint');
    default:
      return undefined;
  }
}

/** What the map calls the insights of its stages and the elements of the story. */
export function namesOf(journey: Journey | undefined): Map<string, string> {
  const insights = (journey?.stages ?? []).flatMap((stage) =>
    stage.insights.map(({ key, name }): [string, string] => [`${stage.key}.${key}`, name]),
  );
  const elements = (journey?.elements ?? []).map(({ key, name }): [string, string] => [key, name]);
  return new Map([...insights, ...elements]);
}

/** What a remembered thing is called inside its kind. */
export function keyName(
  i18n: I18n,
  { kind, key }: MemoryItem,
  names: Map<string, string>,
): string | undefined {
  if (!key) return undefined;
  if (kind === 'element' || kind === 'insight') return names.get(key);
  if (kind !== 'pattern') return undefined;
  switch (key) {
    case 'denial':
      return i18n.t('pattern.denial');
    case 'postponing':
      return i18n.t('pattern.postponing');
    case 'rationalising':
      return i18n.t('pattern.rationalising');
    case 'devaluing':
      return i18n.t('pattern.devaluing');
    case 'blaming':
      return i18n.t('pattern.blaming');
    default:
      return undefined;
  }
}
