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
