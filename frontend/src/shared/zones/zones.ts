import type { I18n } from '@lingui/core';
import { cities, named } from './cities';
import { deviceZone } from './device';

export interface Zone {
  id: string;
  name: string;
  /** What the whole zone is called, where that says more than the name. */
  about: string;
  offset: string;
}

type Style = 'shortGeneric' | 'longGeneric' | 'shortOffset';

function part(locale: string, zone: string, style: Style): string {
  try {
    const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  } catch {
    // An older browser, or one that does not know the zone.
    return '';
  }
}

const city = (zone: string) => zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;

/** A zone as people say it: by its city or country, in their language. */
export function zoneName(i18n: I18n, zone: string): string {
  const known = named(i18n).get(zone);
  if (known) return known;
  // In English the generic names are letters ("ET"); the city of the id is English already.
  if (i18n.locale === 'en') return city(zone);
  const name = part(i18n.locale, zone, 'shortGeneric');
  return name === '' || /^(GMT|UTC)/.test(name) ? city(zone) : name;
}

export function zoneOf(i18n: I18n, id: string): Zone {
  const about = named(i18n).has(id) ? '' : part(i18n.locale, id, 'longGeneric');
  return {
    id,
    name: zoneName(i18n, id),
    about: /^(GMT|UTC)/.test(about) ? '' : about,
    offset: part(i18n.locale, id, 'shortOffset').replace('GMT', 'UTC').replace('-', '−'),
  };
}

export function timeIn(locale: string, zone: string, at: Date): string {
  const options: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: zone };
  try {
    return new Intl.DateTimeFormat(locale, options).format(at);
  } catch {
    return '';
  }
}

/** One city may stand under an older id too: it is shown once. */
function unlike(zones: Zone[]): Zone[] {
  const seen = new Set<string>();
  return zones.filter(({ name, about, offset }) => {
    const look = `${name} ${about} ${offset}`;
    return !seen.has(look) && seen.add(look);
  });
}

/** The device's own and the one that is set come first. */
export function commonZones(i18n: I18n, current: string): Zone[] {
  const ids = new Set([deviceZone(), current, ...cities(i18n).keys()].filter(Boolean));
  return unlike([...ids].map((id) => zoneOf(i18n, id)));
}

/** What somebody may type for each zone that this browser knows; made once, for it takes its time. */
const made = new Map<string, { id: string; words: string }[]>();

const plain = (text: string) =>
  text.toLowerCase().replaceAll('ё', 'е').replaceAll('_', ' ').replaceAll('−', '-');

function everyZone(i18n: I18n): { id: string; words: string }[] {
  const { locale } = i18n;
  const known = made.get(locale);
  if (known) return known;
  const names = named(i18n);
  const ids = [...new Set([...cities(i18n).keys(), ...(Intl.supportedValuesOf?.('timeZone') ?? [])])];
  const zones = ids.map((id) => {
    // One look at each, for a look is dear: what the zone is called, where its city is known or stands in the id.
    const known = names.get(id);
    const style = known || locale === 'en' ? 'longGeneric' : 'shortGeneric';
    const name = `${known ?? ''} ${part(locale, id, style)}`.trim();
    return { id, words: plain(`${name} ${city(id)} ${id}`) };
  });
  made.set(locale, zones);
  return zones;
}

/** So that the first letter typed is answered at once. */
export function prepareZones(i18n: I18n): () => void {
  const later = window.requestIdleCallback ?? ((work: () => void) => window.setTimeout(work, 300));
  const never = window.cancelIdleCallback ?? window.clearTimeout;
  const handle = later(() => everyZone(i18n));
  return () => never(handle);
}

/** Zones that fit what was typed: by city, country, name of the zone, or distance from UTC. */
export function findZones(i18n: I18n, typed: string, most: number): Zone[] {
  const wanted = plain(typed).trim();
  const distance = /^(?:gmt|utc)?\s*([+-])\s*(\d{1,2}(?::\d\d)?)$/.exec(wanted);
  if (distance) {
    const offset = `UTC${distance[1] === '-' ? '−' : '+'}${distance[2]}`;
    const there = everyZone(i18n).map(({ id }) => zoneOf(i18n, id));
    return unlike(there.filter((zone) => zone.offset === offset)).slice(0, most);
  }
  const begins = ({ words }: { words: string }) => Number(words.startsWith(wanted));
  const found = everyZone(i18n)
    .filter(({ words }) => words.includes(wanted))
    // What begins with it is meant sooner than what only holds it.
    .sort((a, b) => begins(b) - begins(a))
    .slice(0, most);
  return unlike(found.map(({ id }) => zoneOf(i18n, id)));
}
