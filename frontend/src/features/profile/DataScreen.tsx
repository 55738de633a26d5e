import { useLingui } from '@lingui/react';
import { EyeOff, Lock, MessageSquareText, SlidersHorizontal } from 'lucide-react';
import { useLocation } from 'wouter';
import { useBackButton } from '@/shared/telegram/hooks';
import { Screen } from '@/shared/ui/Screen';
import { Rights } from './Rights';

/** What reLove keeps about a person, in plain words. */
export default function DataScreen() {
  const { i18n } = useLingui();
  const [, go] = useLocation();
  useBackButton(() => go('/profile'));
  const points = [
    { icon: MessageSquareText, text: i18n.t('data.words') },
    { icon: SlidersHorizontal, text: i18n.t('data.settings') },
    { icon: Lock, text: i18n.t('data.encrypted') },
    { icon: EyeOff, text: i18n.t('data.model') },
  ];
  return (
    <Screen label={i18n.t('data.title')}>
      <h1 className="text-[27px]">{i18n.t('data.title')}</h1>
      <p className="mt-2 text-[15.5px] text-muted">{i18n.t('data.lead')}</p>
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
      <button type="button" className="btn btn-quiet mt-5 w-full" onClick={() => go('/profile')}>
        {i18n.t('data.back')}
      </button>
    </Screen>
  );
}
