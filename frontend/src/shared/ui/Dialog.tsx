import { type ReactNode, useEffect, useRef } from 'react';
import { useBackButton, useNoVerticalSwipe } from '@/shared/telegram/hooks';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A sheet from below, modal, closed by Escape, a touch outside or Telegram's way back. */
export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useBackButton(onClose);
  useNoVerticalSwipe();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      className="appear mx-auto mt-auto mb-0 w-full max-w-[560px] rounded-t-[28px] bg-card p-5 text-ink backdrop:bg-black/45 sm:mb-auto sm:rounded-[28px]"
      // Below Telegram's own buttons, and above a keyboard, which may cover the window without making it smaller.
      style={{
        top: 'var(--inset-top)',
        bottom: 'max(0px, calc(100dvh - var(--visible-top, 0px) - var(--visible-height, 100dvh)))',
        maxHeight: 'calc(var(--visible-height, 100dvh) - var(--inset-top) - 24px)',
      }}
    >
      <h2 className="text-[22px]">{title}</h2>
      <div style={{ paddingBottom: 'var(--pad-bottom)' }}>{children}</div>
    </dialog>
  );
}
