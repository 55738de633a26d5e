import { useLingui } from '@lingui/react';
import { useMe } from '@/shared/api/me';

/** What the guide is called here. */
export function useGuideName(): string {
  const { i18n } = useLingui();
  return useMe().data?.persona.name ?? i18n.t('chat.guide');
}
