import type { I18n } from '@lingui/core';
import type { Me } from '@/shared/api/types';

interface Level {
  value: Me['directness'];
  label: string;
  about: string;
  example: string;
}

/** How direct the guide may be, with a question as it would be asked. */
export function dial(i18n: I18n): Level[] {
  return [
    {
      value: 'soft',
      label: i18n.t('profile.soft'),
      about: i18n.t('dial.softAbout'),
      example: i18n.t('dial.softExample'),
    },
    {
      value: 'direct',
      label: i18n.t('profile.direct'),
      about: i18n.t('dial.directAbout'),
      example: i18n.t('dial.directExample'),
    },
    {
      value: 'hard',
      label: i18n.t('profile.hard'),
      about: i18n.t('dial.hardAbout'),
      example: i18n.t('dial.hardExample'),
    },
  ];
}
