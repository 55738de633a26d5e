import type { I18n } from '@lingui/core';

/** Where those live who speak Russian, and large cities beside: what most people look for, in their language.
 *
 * Not every browser has the names of cities: Chromium leaves them out to be smaller.
 */
export function cities(i18n: I18n): Map<string, string> {
  return new Map([
    ['Europe/Kaliningrad', i18n.t('city.kaliningrad')],
    ['Europe/Moscow', i18n.t('city.moscow')],
    ['Europe/Samara', i18n.t('city.samara')],
    ['Asia/Yekaterinburg', i18n.t('city.yekaterinburg')],
    ['Asia/Omsk', i18n.t('city.omsk')],
    ['Asia/Novosibirsk', i18n.t('city.novosibirsk')],
    ['Asia/Krasnoyarsk', i18n.t('city.krasnoyarsk')],
    ['Asia/Irkutsk', i18n.t('city.irkutsk')],
    ['Asia/Yakutsk', i18n.t('city.yakutsk')],
    ['Asia/Vladivostok', i18n.t('city.vladivostok')],
    ['Asia/Magadan', i18n.t('city.magadan')],
    ['Asia/Kamchatka', i18n.t('city.kamchatka')],
    ['Europe/Minsk', i18n.t('city.minsk')],
    ['Europe/Kyiv', i18n.t('city.kyiv')],
    ['Asia/Almaty', i18n.t('city.almaty')],
    ['Asia/Tashkent', i18n.t('city.tashkent')],
    ['Asia/Bishkek', i18n.t('city.bishkek')],
    ['Asia/Tbilisi', i18n.t('city.tbilisi')],
    ['Asia/Yerevan', i18n.t('city.yerevan')],
    ['Asia/Baku', i18n.t('city.baku')],
    ['Europe/Istanbul', i18n.t('city.istanbul')],
    ['Asia/Jerusalem', i18n.t('city.jerusalem')],
    ['Asia/Dubai', i18n.t('city.dubai')],
    ['Europe/Belgrade', i18n.t('city.belgrade')],
    ['Europe/Berlin', i18n.t('city.berlin')],
    ['Europe/London', i18n.t('city.london')],
    ['America/New_York', i18n.t('city.new_york')],
    ['America/Los_Angeles', i18n.t('city.los_angeles')],
    ['Asia/Bangkok', i18n.t('city.bangkok')],
    ['Asia/Tokyo', i18n.t('city.tokyo')],
  ]);
}

/** Zones that few look for, under the names by which these do: found by typing. */
function places(i18n: I18n): [string, string][] {
  return [
    ['Europe/Kirov', i18n.t('city.kirov')],
    ['Europe/Volgograd', i18n.t('city.volgograd')],
    ['Europe/Saratov', i18n.t('city.saratov')],
    ['Europe/Astrakhan', i18n.t('city.astrakhan')],
    ['Europe/Ulyanovsk', i18n.t('city.ulyanovsk')],
    ['Europe/Simferopol', i18n.t('city.simferopol')],
    ['Asia/Barnaul', i18n.t('city.barnaul')],
    ['Asia/Novokuznetsk', i18n.t('city.novokuznetsk')],
    ['Asia/Tomsk', i18n.t('city.tomsk')],
    ['Asia/Chita', i18n.t('city.chita')],
    ['Asia/Khandyga', i18n.t('city.khandyga')],
    ['Asia/Ust-Nera', i18n.t('city.ust_nera')],
    ['Asia/Sakhalin', i18n.t('city.sakhalin')],
    ['Asia/Srednekolymsk', i18n.t('city.srednekolymsk')],
    ['Asia/Anadyr', i18n.t('city.anadyr')],
    ['Asia/Aqtau', i18n.t('city.aqtau')],
    ['Asia/Aqtobe', i18n.t('city.aqtobe')],
    ['Asia/Atyrau', i18n.t('city.atyrau')],
    ['Asia/Oral', i18n.t('city.oral')],
    ['Asia/Qostanay', i18n.t('city.qostanay')],
    ['Asia/Qyzylorda', i18n.t('city.qyzylorda')],
    ['Asia/Samarkand', i18n.t('city.samarkand')],
    ['Asia/Ulaanbaatar', i18n.t('city.ulaanbaatar')],
    ['America/Toronto', i18n.t('city.toronto')],
    ['America/Vancouver', i18n.t('city.vancouver')],
    ['America/Chicago', i18n.t('city.chicago')],
    ['America/Denver', i18n.t('city.denver')],
    ['America/Mexico_City', i18n.t('city.mexico_city')],
    ['America/Sao_Paulo', i18n.t('city.sao_paulo')],
    ['America/Buenos_Aires', i18n.t('city.buenos_aires')],
    ['America/Argentina/Buenos_Aires', i18n.t('city.buenos_aires')],
    ['Asia/Jakarta', i18n.t('city.jakarta')],
    ['Asia/Makassar', i18n.t('city.bali')],
    ['Australia/Sydney', i18n.t('city.sydney')],
    ['Australia/Melbourne', i18n.t('city.melbourne')],
    ['Australia/Brisbane', i18n.t('city.brisbane')],
    ['Australia/Perth', i18n.t('city.perth')],
    // As older browsers call it.
    ['Europe/Kiev', i18n.t('city.kyiv')],
  ];
}

const made = new Map<string, Map<string, string>>();

/** Every city whose name we know in the language. */
export function named(i18n: I18n): Map<string, string> {
  const known = made.get(i18n.locale) ?? new Map([...cities(i18n), ...places(i18n)]);
  made.set(i18n.locale, known);
  return known;
}
