import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newQueryClient } from '@/app/App';
import { activate } from '@/shared/i18n';
import { FakeApi, refusal } from '../fakeApi';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

describe('the app', () => {
  it('asks to be opened in Telegram when it is not, and asks nothing of the API', () => {
    render(<App inTelegram={false} client={newQueryClient()} />);
    expect(screen.getByRole('heading', { name: 'Откройте меня в Telegram' })).toBeTruthy();
    expect(api.requests).toHaveLength(0);
  });

  it('leads into the chat of the bot as soon as the page knows its name', () => {
    const meta = document.createElement('meta');
    meta.name = 'relove-bot';
    meta.content = '__RELOVE_BOT__';
    document.head.append(meta);
    const { unmount } = render(<App inTelegram={false} client={newQueryClient()} />);
    expect(screen.queryByRole('link')).toBeNull();
    unmount();
    meta.content = 'relove_test_bot';
    render(<App inTelegram={false} client={newQueryClient()} />);
    const link = screen.getByRole('link', { name: 'Открыть в Telegram' });
    expect(link.getAttribute('href')).toBe('https://t.me/relove_test_bot');
    meta.remove();
  });

  it('asks to be opened anew when nothing can sign the person in', async () => {
    api.on('POST /api/auth/telegram', () => refusal(401, 'init_data_expired'));
    renderApp();
    expect(await screen.findByRole('heading', { name: 'Давайте откроем заново' })).toBeTruthy();
  });

  it('shows the tabs that exist and marks the one that is open', async () => {
    renderApp('/profile/data');
    const tabs = screen.getByRole('navigation');
    expect([...tabs.querySelectorAll('a')].map((tab) => tab.textContent)).toEqual([
      'Путь',
      'Готовность',
      'Разговор',
      'Профиль',
    ]);
    expect(tabs.querySelector('[aria-current="page"]')?.textContent).toBe('Профиль');
    expect(await screen.findByRole('heading', { name: 'Что хранит reLove' })).toBeTruthy();
  });

  it('calls its window by the screen that is open, in its language', async () => {
    renderApp('/profile/help');
    const called = (title: string) => waitFor(() => expect(document.title).toBe(title), { timeout: 5000 });
    await called('Помощь · reLove');
    fireEvent.click(screen.getByRole('link', { name: 'Путь' }));
    await called('Путь · reLove');
    fireEvent.click(screen.getByRole('link', { name: 'Профиль' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Eng' }));
    await called('Profile · reLove');
    await act(() => activate('ru'));
  });

  it('opens all programmes at the address that buttons of older messages hold', async () => {
    renderApp('/streams');
    expect(await screen.findByRole('heading', { level: 1, name: 'Готовность' })).toBeTruthy();
    const tabs = screen.getByRole('navigation');
    expect(tabs.querySelector('[aria-current="page"]')?.textContent).toBe('Готовность');
  });
});
