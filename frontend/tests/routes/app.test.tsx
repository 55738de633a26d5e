import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { App, newQueryClient } from '@/app/App';
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
      'Разговор',
      'Профиль',
    ]);
    expect(tabs.querySelector('[aria-current="page"]')?.textContent).toBe('Профиль');
    expect(await screen.findByRole('heading', { name: 'Что хранит reLove' })).toBeTruthy();
  });
});

describe('the profile', () => {
  it('changes a setting at once', async () => {
    renderApp('/profile');
    fireEvent.click(await screen.findByRole('button', { name: 'мягко' }));
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'мягко' }).getAttribute('aria-pressed')).toBe('true'),
    );
    expect(await api.sent('PATCH /api/me')[0]?.json()).toEqual({ directness: 'soft' });
  });

  it('takes a refused change back and says why', async () => {
    api.on('PATCH /api/me', () => refusal(400, 'invalid', 'Так нельзя'));
    renderApp('/profile');
    fireEvent.click(await screen.findByRole('switch', { name: 'Не писать первым' }));
    expect(await screen.findByText('Так нельзя')).toBeTruthy();
    expect(screen.getByRole('switch', { name: 'Не писать первым' }).getAttribute('aria-checked')).toBe(
      'false',
    );
  });

  it('speaks the other language when asked', async () => {
    renderApp('/profile');
    fireEvent.click(await screen.findByRole('button', { name: 'Eng' }));
    expect(await screen.findByRole('link', { name: 'Path' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('takes a consent back', async () => {
    renderApp('/profile');
    fireEvent.click(await screen.findByRole('switch', { name: 'Память о вашем пути' }));
    await waitFor(() =>
      expect(screen.getByRole('switch', { name: 'Память о вашем пути' }).getAttribute('aria-checked')).toBe(
        'false',
      ),
    );
    expect(await api.sent('PUT /api/me/consents')[0]?.json()).toEqual({ profile: false });
  });
});
