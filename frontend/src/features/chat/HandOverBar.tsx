import { useLingui } from '@lingui/react';
import { UserRound } from 'lucide-react';
import type { Me } from '@/shared/api/types';

interface Props {
  since: NonNullable<Me['hand_over']>;
  onBack: () => void;
}

/** The guide is silent: a human of the team answers. */
export default function HandOverBar({ since, onBack }: Props) {
  const { i18n } = useLingui();
  return (
    <div className="appear mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-[20px] bg-soft px-4 py-2.5 text-[14px]">
      <UserRound size={18} className="shrink-0 text-brand" aria-hidden="true" />
      <p className="min-w-[10rem] flex-1">
        {since.answered_at ? i18n.t('human.answers') : i18n.t('human.waiting')}
      </p>
      <button type="button" className="min-h-11 font-semibold text-brand" onClick={onBack}>
        {i18n.t('human.back')}
      </button>
    </div>
  );
}
