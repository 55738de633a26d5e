import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { Suspense, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Boundary } from '@/app/Boundary';
import { LostSheet } from '@/shared/ui/LostSheet';
import { part } from '@/shared/ui/part';

const OFFLINE = 'Похоже, нет связи. Когда она вернётся, попробуйте ещё раз.';

/** A sheet whose file comes when there is a connection. */
function files() {
  const server = { online: true, asked: 0 };
  const Sheet = part(async () => {
    server.asked += 1;
    if (!server.online) throw new TypeError('Failed to fetch dynamically imported module');
    return {
      default: ({ onClose }: { onClose: () => void }) => (
        <button type="button" onClick={onClose}>
          Закрыть лист
        </button>
      ),
    };
  }, LostSheet);
  const Talk = () => {
    const [open, set] = useState(false);
    return (
      <main>
        <p>Разговор</p>
        <button type="button" onClick={() => set(true)}>
          Ещё
        </button>
        <Suspense>{open && <Sheet onClose={() => set(false)} />}</Suspense>
      </main>
    );
  };
  return { server, Sheet, Talk };
}

const show = (what: React.ReactNode) => render(<I18nProvider i18n={i18n}>{what}</I18nProvider>);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const connection = (there: boolean) => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(there);

beforeEach(() => {
  // Nothing answers: no reload comes of it.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
});

describe('a part that did not come', () => {
  it('leaves what is around it, says why, and is fetched anew by the next press', async () => {
    const { server, Talk } = files();
    show(<Talk />);
    connection(false);
    server.online = false;
    press('Ещё');
    expect(await screen.findByText(OFFLINE)).toBeTruthy();
    expect(screen.getByText('Разговор')).toBeTruthy();
    press('Закрыть');
    expect(screen.queryByText(OFFLINE)).toBeNull();
    connection(true);
    server.online = true;
    press('Ещё');
    expect(await screen.findByRole('button', { name: 'Закрыть лист' })).toBeTruthy();
    expect(server.asked).toBe(2);
  });

  it('is tried again where it stands, by hand and when the connection is back', async () => {
    const { server, Talk } = files();
    show(<Talk />);
    server.online = false;
    press('Ещё');
    await screen.findByRole('button', { name: 'Повторить' });
    press('Повторить');
    await waitFor(() => expect(server.asked).toBe(2));
    expect(await screen.findByRole('button', { name: 'Повторить' })).toBeTruthy();
    server.online = true;
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByRole('button', { name: 'Закрыть лист' })).toBeTruthy();
  });

  it('is there at once when it was fetched ahead; what did not come then is fetched when it is needed', async () => {
    const { server, Sheet, Talk } = files();
    server.online = false;
    await Sheet.fetch();
    server.online = true;
    await Sheet.fetch();
    server.online = false;
    show(<Talk />);
    press('Ещё');
    expect(screen.getByRole('button', { name: 'Закрыть лист' })).toBeTruthy();
    expect(server.asked).toBe(2);
  });
});

describe('a page that cannot be drawn', () => {
  it('is drawn anew without a reload, which would leave nothing where there is no connection', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined);
    let broken = true;
    const Page = () => {
      if (broken) throw new Error('broken');
      return <p>Страница</p>;
    };
    connection(false);
    show(
      <Boundary page="/">
        <Page />
      </Boundary>,
    );
    expect(screen.getByText(OFFLINE)).toBeTruthy();
    broken = false;
    press('Повторить');
    expect(await screen.findByText('Страница')).toBeTruthy();
    expect(reload).not.toHaveBeenCalled();
  });
});
