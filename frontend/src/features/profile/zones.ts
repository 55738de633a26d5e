/** Where those live who speak Russian, and the large cities beside: what most people look for. */
const COMMON = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Samara',
  'Asia/Yekaterinburg',
  'Asia/Omsk',
  'Asia/Krasnoyarsk',
  'Asia/Irkutsk',
  'Asia/Yakutsk',
  'Asia/Vladivostok',
  'Asia/Magadan',
  'Asia/Kamchatka',
  'Europe/Minsk',
  'Europe/Kyiv',
  'Asia/Almaty',
  'Asia/Tashkent',
  'Asia/Bishkek',
  'Asia/Tbilisi',
  'Asia/Yerevan',
  'Asia/Baku',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Jerusalem',
  'Europe/Belgrade',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Bangkok',
  'Asia/Tokyo',
];

export interface Zone {
  id: string;
  name: string;
  /** What the whole zone is called, where that says more than the name. */
  about: string;
  offset: string;
}

export const deviceZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

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
export function zoneName(locale: string, zone: string): string {
  // In English the generic names are letters ("ET"); the city of the id is English already.
  if (locale === 'en') return city(zone);
  const name = part(locale, zone, 'shortGeneric');
  return name === '' || /^(GMT|UTC)/.test(name) ? city(zone) : name;
}

export function zoneOf(locale: string, id: string): Zone {
  const about = part(locale, id, 'longGeneric');
  return {
    id,
    name: zoneName(locale, id),
    about: /^(GMT|UTC)/.test(about) ? '' : about,
    offset: part(locale, id, 'shortOffset').replace('GMT', 'UTC').replace('-', '−'),
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

/** The device's own and the one that is set come first. */
export function commonZones(current: string): string[] {
  return [...new Set([deviceZone(), current, ...COMMON])].filter(Boolean);
}

/** What somebody may type for each zone that this browser knows; made once, for it takes its time. */
const made = new Map<string, { id: string; words: string }[]>();

const plain = (text: string) =>
  text.toLowerCase().replaceAll('ё', 'е').replaceAll('_', ' ').replaceAll('−', '-');

function everyZone(locale: string): { id: string; words: string }[] {
  const known = made.get(locale);
  if (known) return known;
  const ids = [...new Set([...COMMON, ...(Intl.supportedValuesOf?.('timeZone') ?? [])])];
  // One look at each: in English the city stands in the id, and people know their zone by its name.
  const style = locale === 'en' ? 'longGeneric' : 'shortGeneric';
  const zones = ids.map((id) => ({ id, words: plain(`${part(locale, id, style)} ${city(id)} ${id}`) }));
  made.set(locale, zones);
  return zones;
}

/** So that the first letter typed is answered at once. */
export function prepareZones(locale: string): () => void {
  const later = window.requestIdleCallback ?? ((work: () => void) => window.setTimeout(work, 300));
  const never = window.cancelIdleCallback ?? window.clearTimeout;
  const handle = later(() => everyZone(locale));
  return () => never(handle);
}

/** Zones that fit what was typed: by city, country, name of the zone, or distance from UTC. */
export function findZones(locale: string, typed: string, most: number): Zone[] {
  const wanted = plain(typed).trim();
  const distance = /^(?:gmt|utc)?\s*([+-])\s*(\d{1,2}(?::\d\d)?)$/.exec(wanted);
  if (distance) {
    const offset = `UTC${distance[1] === '-' ? '−' : '+'}${distance[2]}`;
    return everyZone(locale)
      .map(({ id }) => zoneOf(locale, id))
      .filter((zone) => zone.offset === offset)
      .slice(0, most);
  }
  const begins = ({ words }: { words: string }) => Number(words.startsWith(wanted));
  return (
    everyZone(locale)
      .filter(({ words }) => words.includes(wanted))
      // What begins with it is meant sooner than what only holds it.
      .sort((a, b) => begins(b) - begins(a))
      .slice(0, most)
      .map(({ id }) => zoneOf(locale, id))
  );
}
