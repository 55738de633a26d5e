import type { I18n } from '@lingui/core';
import { Compass, Flame, type LucideIcon, MessageCircle, Search } from 'lucide-react';
import type { SessionType } from '@/shared/api/types';
import { kindName } from './kindName';

export interface Kind {
  type: SessionType;
  icon: LucideIcon;
  name: string;
  hint: string;
}

/** The four ways to talk. */
export function kinds(i18n: I18n): Kind[] {
  return [
    {
      type: 'provocative',
      icon: Flame,
      name: kindName(i18n, 'provocative'),
      hint: i18n.t('kind.provocativeHint'),
    },
    {
      type: 'diagnostic',
      icon: Search,
      name: kindName(i18n, 'diagnostic'),
      hint: i18n.t('kind.diagnosticHint'),
    },
    { type: 'journey', icon: Compass, name: kindName(i18n, 'journey'), hint: i18n.t('kind.journeyHint') },
    { type: 'chat', icon: MessageCircle, name: kindName(i18n, 'chat'), hint: i18n.t('kind.chatHint') },
  ];
}
