/** The device's own zone first; all others that it knows behind it. */
export function timezones(own: string, current: string): string[] {
  const all = Intl.supportedValuesOf?.('timeZone') ?? [];
  return [...new Set([own, current, ...all])].filter(Boolean);
}

export const deviceTimezone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Europe/Moscow" as people write it. */
export const timezoneName = (zone: string) => zone.replaceAll('_', ' ').replace('/', ', ');

/** What the clocks show there now. */
export function timeIn(zone: string, locale: string, now: Date): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(now);
}
