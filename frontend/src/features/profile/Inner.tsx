import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useBackButton } from '@/shared/telegram/hooks';
import { Screen } from '@/shared/ui/Screen';
import { UpLink } from '@/shared/ui/UpLink';

interface Props {
  title: string;
  lead?: string;
  /** Where the way back leads. */
  up?: string;
  /** A list of cards: two beside each other where there is room. */
  wide?: boolean;
  children: ReactNode;
}

/** A screen below the profile: its name, what it is for, and the way back. */
export function Inner({ title, lead, up = '/profile', wide = false, children }: Props) {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  useBackButton(() => go(up, { state: { back: true } }));
  return (
    <Screen label={title} wide={wide}>
      <UpLink href={up} text={i18n.t('profile.back')} />
      <h1 className="text-[27px]">{title}</h1>
      {lead && <p className="mt-2 max-w-[560px] text-[15.5px] text-muted">{lead}</p>}
      {children}
    </Screen>
  );
}
