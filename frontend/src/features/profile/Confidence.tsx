import { useLingui } from '@lingui/react';
import { Check } from 'lucide-react';

interface Props {
  confidence: number;
  /** The person has put it in their own words: there is nothing to guess any more. */
  corrected: boolean;
}

/** How sure reLove is, in words; the dots only repeat it for the eye. */
export function Confidence({ confidence, corrected }: Props) {
  const { i18n } = useLingui();
  if (corrected) {
    return (
      <span className="inline-flex items-center gap-1.5 text-[13.5px] font-medium text-ok">
        <Check size={16} aria-hidden="true" />
        {i18n.t('held.yourWords')}
      </span>
    );
  }
  const level = confidence >= 0.75 ? 3 : confidence >= 0.45 ? 2 : 1;
  const words = [i18n.t('held.guess'), i18n.t('held.likely'), i18n.t('held.sure')];
  return (
    <span className="inline-flex items-center gap-2 text-[13.5px] text-muted">
      <span aria-hidden="true" className="flex gap-1">
        {[1, 2, 3].map((dot) => (
          <span key={dot} className={`size-1.5 rounded-full ${dot <= level ? 'bg-brand' : 'bg-line'}`} />
        ))}
      </span>
      {words[level - 1]}
    </span>
  );
}
