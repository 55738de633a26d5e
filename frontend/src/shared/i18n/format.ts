import type { I18n } from '@lingui/core';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** How long something took, as a person would say it: no more than one unit. */
export function duration(i18n: I18n, seconds: number): string {
  if (seconds >= DAY) return i18n.t('time.days', { count: Math.floor(seconds / DAY) });
  if (seconds >= HOUR) return i18n.t('time.hours', { count: Math.floor(seconds / HOUR) });
  return i18n.t('time.lessThanHour');
}

export function sameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** A day in a conversation; the year only when it is another one. */
export function dayName(i18n: I18n, date: Date, today: Date): string {
  if (sameDay(date, today)) return i18n.t('time.today');
  if (sameDay(date, new Date(today.getTime() - DAY * 1000))) return i18n.t('time.yesterday');
  const year = date.getFullYear() === today.getFullYear() ? undefined : 'numeric';
  return new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'long', year }).format(date);
}

export function percent(i18n: I18n, share: number): string {
  return new Intl.NumberFormat(i18n.locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}
