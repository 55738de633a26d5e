import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { App, newQueryClient } from '@/app/App';
import { FakeApi, json, refusal } from '../fakeApi';
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
      'Готовность',
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

describe('what is kept', () => {
  it('gives it all as a file', async () => {
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      saved.push(file as Blob);
      return 'blob:file';
    });
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    api.on('GET /api/me/export', () => json({ format: 'relove-export-1', tables: {}, left_out: [] }));
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Скачать мои данные' }));
    expect(await screen.findByText(/Файл готов/)).toBeTruthy();
    expect(clicked).toHaveBeenCalledOnce();
    expect(saved[0]?.type).toBe('application/json');
  });

  it('erases nothing by itself: the last word is said in the chat', async () => {
    api.on('DELETE /api/me', () =>
      json({ confirmation: 'sent_to_chat', expires_at: '2026-03-02T09:10:00Z' }, 202),
    );
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Оставить как есть' }));
    expect(api.sent('DELETE /api/me')).toHaveLength(0);
    fireEvent.click(screen.getByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку в чат' }));
    expect(await screen.findByText(/Кнопка ждёт в чате/)).toBeTruthy();
    expect(api.sent('DELETE /api/me')).toHaveLength(1);
  });

  it('says why it could not', async () => {
    api.on('DELETE /api/me', () => refusal(503, 'unavailable', 'Сейчас не получается'));
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку в чат' }));
    expect(await screen.findByText('Сейчас не получается')).toBeTruthy();
  });
});
