import type { I18n } from '@lingui/core';

/** "22:00" as the language writes it. */
export function hourName(i18n: I18n, time: string): string {
  const date = new Date(`2026-01-01T${time}:00Z`);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(i18n.locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    date,
  );
}

/** Every half hour of a day, and the one that is set, if it is none of these. */
export function halfHours(set: string): string[] {
  const all = Array.from({ length: 48 }, (_, index) => {
    const hour = String(Math.floor(index / 2)).padStart(2, '0');
    return `${hour}:${index % 2 === 0 ? '00' : '30'}`;
  });
  return [...new Set([...all, set])].sort();
}
