import { useLingui } from '@lingui/react';
import { useQueryClient } from '@tanstack/react-query';
import { ChevronRight, LifeBuoy } from 'lucide-react';
import { useState } from 'react';
import { useStartSession, useSwitchSession } from '@/shared/api/sessions';
import { flatten, turnsQuery } from '@/shared/api/turns';
import type { Session, SessionType } from '@/shared/api/types';
import { haptic } from '@/shared/telegram/hooks';
import { Dialog } from '@/shared/ui/Dialog';
import { errorText } from '@/shared/ui/Failed';
import { useOnline } from '@/shared/ui/online';
import { kinds } from './kinds';
import type { useSender } from './useSender';

interface Props {
  active: Session | undefined;
  onStarted: (session: Session) => void;
  /** By it a human is called; absent where one was called already. */
  sender: Pick<ReturnType<typeof useSender>['sender'], 'send'> | null;
  onClose: () => void;
}

/** Which talk it shall be. Where one is open, it may go on or end first. */
export default function TalkMenu({ active, onStarted, sender, onClose }: Props) {
  const { i18n } = useLingui();
  const online = useOnline();
  const client = useQueryClient();
  const start = useStartSession();
  const change = useSwitchSession();
  const [wanted, want] = useState<SessionType | null>(null);
  const busy = start.isPending || change.isPending;
  const error = start.error ?? change.error;
  const all = kinds(i18n);
  const nameOf = (type: SessionType | undefined) => all.find((kind) => kind.type === type)?.name ?? '';
  const begin = (type: SessionType) => {
    if (busy) return;
    haptic.soft();
    const begun = active ? change.mutateAsync(type) : start.mutateAsync(type);
    begun.then(onStarted, () => haptic.error());
  };
  const callHuman = () => {
    if (!active || !sender) return;
    const turns = flatten(client.getQueryData(turnsQuery(active.id).queryKey));
    sender.send(active.id, i18n.t('human.call'), turns.at(-1)?.created_at ?? null);
    onClose();
  };
  const failed = error !== null && (
    <p role="alert" className="mt-3 text-[14px] text-bad">
      {errorText(i18n, error, online)}
    </p>
  );
  if (wanted && active) {
    return (
      <Dialog title={i18n.t('menu.openTitle', { kind: nameOf(active.type) })} onClose={onClose}>
        <p className="mt-2 text-muted">{i18n.t('menu.openText')}</p>
        {failed}
        <button type="button" className="btn mt-5 w-full" onClick={onClose}>
          {i18n.t('menu.continue')}
        </button>
        <button
          type="button"
          className="btn btn-quiet mt-2 w-full"
          aria-disabled={busy}
          onClick={() => begin(wanted)}
        >
          {busy ? i18n.t('chat.ending') : i18n.t('menu.finishAndBegin', { kind: nameOf(wanted) })}
        </button>
      </Dialog>
    );
  }
  return (
    <Dialog title={i18n.t('menu.title')} onClose={onClose}>
      <ul className="mt-3 grid gap-2">
        {all.map(({ type, icon: Icon, name, hint }) => (
          <li key={type}>
            <button
              type="button"
              aria-disabled={busy}
              onClick={() => (active ? want(type) : begin(type))}
              className="flex min-h-16 w-full items-center gap-3.5 rounded-[20px] bg-soft px-4 py-3 text-left"
            >
              <Icon size={22} className="shrink-0 text-brand" aria-hidden="true" />
              <span className="flex-1">
                <span className="font-semibold">{name}</span>
                <span className="block text-[13.5px] text-muted">{hint}</span>
              </span>
              <ChevronRight size={18} className="shrink-0 text-muted" aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {failed}
      {active && sender && (
        <button type="button" className="btn btn-quiet mt-4 w-full" onClick={callHuman}>
          <LifeBuoy size={19} aria-hidden="true" />
          {i18n.t('menu.human')}
        </button>
      )}
    </Dialog>
  );
}
