import type { I18n } from '@lingui/core';
import type { SessionType } from '@/shared/api/types';

export function kindName(i18n: I18n, type: SessionType): string {
  const names = {
    provocative: i18n.t('kind.provocative'),
    diagnostic: i18n.t('kind.diagnostic'),
    journey: i18n.t('kind.journey'),
    chat: i18n.t('kind.chat'),
  };
  return names[type];
}
