import { useLingui } from '@lingui/react';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { haptic } from '@/shared/telegram/hooks';
import { Dialog } from '@/shared/ui/Dialog';
import { ZonePicker } from './ZonePicker';
import { timeIn, zoneOf } from './zones';

interface Props {
  value: string;
  onChange: (zone: string) => void;
}

/** The zone by its city, with what the clocks show there; another one is looked for in a sheet. */
export default function ZoneField({ value, onChange }: Props) {
  const { i18n } = useLingui();
  const [open, setOpen] = useState(false);
  const { name, offset } = zoneOf(i18n, value);
  const label = i18n.t('zone.label');
  const choose = (zone: string) => {
    haptic.soft();
    onChange(zone);
    setOpen(false);
  };
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="flex min-h-16 w-full items-center gap-3 px-4 py-3 text-left"
      >
        <span className="min-w-0 flex-1">
          {label}
          <span className="block text-[14px] text-muted">
            {i18n.t('zone.now', { zone: name, offset, time: timeIn(i18n.locale, value, new Date()) })}
          </span>
        </span>
        <ChevronDown size={19} className="shrink-0 text-muted" aria-hidden="true" />
      </button>
      {open && (
        <Dialog title={label} onClose={() => setOpen(false)}>
          {/* As high while one types: a sheet that shrinks under the finger is hard to hit. */}
          <div className="flex h-[calc(var(--visible-height,100dvh)*0.66)] flex-col short:h-[max(120px,calc(var(--visible-height,100dvh)-160px))]">
            <ZonePicker current={value} onChoose={choose} className="-mx-4 flex-1 overflow-y-auto" />
          </div>
          <button type="button" className="btn btn-quiet mt-3 w-full" onClick={() => setOpen(false)}>
            {i18n.t('zone.keep')}
          </button>
        </Dialog>
      )}
    </>
  );
}
