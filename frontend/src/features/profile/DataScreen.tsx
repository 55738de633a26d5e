import { useLingui } from '@lingui/react';
import {
  Archive,
  AtSign,
  EyeOff,
  Lock,
  MessageSquareText,
  ShieldAlert,
  SlidersHorizontal,
} from 'lucide-react';
import { useState } from 'react';
import { Inner } from './Inner';
import { Rights } from './Rights';

/** What reLove keeps about a person, in plain words. */
export default function DataScreen() {
  const { i18n } = useLingui();
  // Who reads it before agreeing goes back to where that is asked.
  const [up] = useState(() => (history.state?.welcome ? '/welcome' : '/profile'));
  const points = [
    { icon: MessageSquareText, text: i18n.t('data.words') },
    { icon: SlidersHorizontal, text: i18n.t('data.settings') },
    { icon: AtSign, text: i18n.t('data.outside') },
    { icon: Lock, text: i18n.t('data.encrypted') },
    { icon: EyeOff, text: i18n.t('data.model') },
    { icon: Archive, text: i18n.t('data.backups') },
    { icon: ShieldAlert, text: i18n.t('data.danger') },
  ];
  return (
    <Inner title={i18n.t('data.title')} lead={i18n.t('data.lead')} up={up}>
      <ul className="card mt-5 grid gap-4 p-5">
        {points.map(({ icon: Icon, text }) => (
          <li key={text} className="grid grid-cols-[22px_1fr] gap-3.5 text-[15.5px]">
            <Icon size={21} className="mt-px text-brand" aria-hidden="true" />
            {text}
          </li>
        ))}
      </ul>
      <p className="mt-4 px-1 text-[14px] text-muted">{i18n.t('data.note')}</p>
      <Rights />
    </Inner>
  );
}
