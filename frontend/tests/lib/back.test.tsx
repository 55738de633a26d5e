import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useBackButton, useClosingConfirmation } from '@/shared/telegram/hooks';
import { connectHost } from '@/shared/telegram/host';
import { Dialog } from '@/shared/ui/Dialog';

const postEvent = vi.fn();

beforeEach(() => {
  postEvent.mockClear();
  vi.stubGlobal('TelegramWebviewProxy', { postEvent });
  connectHost('9.1');
});

afterEach(() => connectHost('0.0'));

/** What Telegram was told last of one kind. */
const told = (method: string) =>
  JSON.parse(postEvent.mock.calls.filter(([name]) => name === method).at(-1)?.[1] ?? 'null');

const press = () =>
  window.dispatchEvent(
    new MessageEvent('message', {
      data: JSON.stringify({ eventType: 'back_button_pressed' }),
      source: window.parent,
    }),
  );

function Inner({ onBack }: { onBack: () => void }) {
  const [open, setOpen] = useState(false);
  useBackButton(onBack);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        open
      </button>
      {open && (
        <Dialog title="sheet" onClose={() => setOpen(false)}>
          words
        </Dialog>
      )}
    </>
  );
}

it('leads from a sheet to its screen first, and from there back', async () => {
  const onBack = vi.fn();
  const { unmount } = render(<Inner onBack={onBack} />);
  fireEvent.click(screen.getByText('open'));
  press();
  await vi.waitFor(() => expect(screen.queryByText('words')).toBeNull());
  expect(onBack).not.toHaveBeenCalled();
  expect(told('web_app_setup_back_button')).toEqual({ is_visible: true });
  press();
  expect(onBack).toHaveBeenCalledOnce();
  unmount();
  expect(told('web_app_setup_back_button')).toEqual({ is_visible: false });
});

function Field({ changed }: { changed: boolean }) {
  useClosingConfirmation(changed);
  return null;
}

it('asks before closing as long as one of several would lose something', () => {
  const fields = (first: boolean, second: boolean) => (
    <>
      <Field changed={first} />
      <Field changed={second} />
    </>
  );
  const { rerender } = render(fields(true, true));
  rerender(fields(false, true));
  expect(told('web_app_setup_closing_behavior')).toEqual({ need_confirmation: true });
  rerender(fields(false, false));
  expect(told('web_app_setup_closing_behavior')).toEqual({ need_confirmation: false });
});
