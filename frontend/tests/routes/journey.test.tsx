import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectHost } from '@/shared/telegram/host';
import { FakeApi, json, refusal } from '../fakeApi';
import { journey, session, withdrawn } from '../people';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
});

describe('the map', () => {
  it('shows twelve stages by name, the current one chosen', async () => {
    renderApp();
    const nodes = await screen.findAllByRole('button', { name: /^Этап \d+: Имя этапа/ });
    expect(nodes).toHaveLength(12);
    const here = screen.getByRole('button', { name: 'Этап 3: Имя этапа 3' });
    expect(here.getAttribute('aria-current')).toBe('step');
    expect(here.getAttribute('aria-pressed')).toBe('true');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Анна, вы в пути 6 дней');
    expect(screen.getByText('Описание этапа 3')).toBeTruthy();
  });

  it('opens the card of the stage that is chosen, and comes back', async () => {
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Этап 5: Имя этапа 5' }));
    expect(screen.getByRole('heading', { name: 'Имя этапа 5' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'К моему этапу' }));
    expect(screen.getByRole('heading', { name: 'Имя этапа 3' })).toBeTruthy();
  });

  it('says that there is too little data instead of a number', async () => {
    renderApp();
    expect(await screen.findByText(/Пока мало данных/)).toBeTruthy();
    expect(screen.queryByRole('meter')).toBeNull();
  });

  it('shows what completes a stage once there is data', async () => {
    const [first, second, third, ...rest] = api.journey.stages;
    if (!first || !second || !third) throw new Error('no stages');
    api.journey = { ...api.journey, stages: [first, second, { ...third, completion: 0.5 }, ...rest] };
    renderApp();
    expect((await screen.findByRole('meter')).getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByRole('link', { name: 'Подробнее об этапе' }).getAttribute('href')).toBe(
      '/journey/stage_3',
    );
  });

  it('is calm before the path begins', async () => {
    api.journey = journey(null);
    api.sessions = [];
    renderApp();
    expect(await screen.findByText('Путь начинается здесь')).toBeTruthy();
    expect(await screen.findByText(/Торопиться некуда/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Начать разговор' })).toBeTruthy();
  });

  it('is read anew when it changed in the other window', async () => {
    renderApp();
    await screen.findByText('Описание этапа 3');
    api.journey = journey(4);
    api.live.send('journey', {});
    expect(await screen.findByText('Описание этапа 4')).toBeTruthy();
  });

  it('has one way out of an error', async () => {
    api.on('GET /api/journey', () => refusal(500, 'internal', 'Что-то сломалось у нас'));
    renderApp();
    expect(await screen.findByText('Что-то сломалось у нас')).toBeTruthy();
    api.on('GET /api/journey', () => Response.json(api.journey));
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(await screen.findByText('Описание этапа 3')).toBeTruthy();
  });
});

describe('the story', () => {
  it('leads from the words under an element to the place where they were said', async () => {
    const [first, ...rest] = api.journey.elements;
    if (!first) throw new Error('no elements');
    const turn_ids = ['01990000-0000-7000-9000-00000000abcd', '01990000-0000-7000-9000-00000000abce'];
    const said = [{ quote: 'хочу дышать свободно', turn_ids }];
    api.journey = {
      ...api.journey,
      elements: [{ ...first, quotes: ['хочу дышать свободно'], said }, ...rest],
    };
    renderApp();
    const words = await screen.findByRole('link', { name: /хочу дышать свободно/ });
    expect(words.getAttribute('href')).toBe(`/chat/at/${turn_ids[0]}`);
  });
});

describe('entry', () => {
  it('leads who took the consent back to giving it anew, and opens no talk without it', async () => {
    api.me = withdrawn();
    api.sessions = [];
    renderApp();
    const card = await screen.findByRole('region', { name: 'Давайте познакомимся' });
    expect(within(card).getByRole('link').getAttribute('href')).toBe('/welcome');
    expect(screen.queryByRole('button', { name: /Продолжить|Начать/ })).toBeNull();
  });

  it('continues an open talk without opening another', async () => {
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Продолжить разговор' }));
    await waitFor(() => expect(location.pathname).toBe('/chat'));
    expect(api.sent('POST /api/sessions')).toHaveLength(0);
  });

  it('puts care first and offers nothing', async () => {
    api.me = { ...api.me, care_pause: { active: true, since: null, reason_code: null } };
    renderApp();
    expect(await screen.findByRole('heading', { name: 'Сейчас главное — вы' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Позвонить 112' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Другие номера помощи' }).getAttribute('href')).toBe(
      '/profile/help',
    );
    expect(screen.queryByRole('button', { name: /Продолжить|Начать/ })).toBeNull();
  });

  it('names the emergency number of the country where the person is', async () => {
    api.me = { ...api.me, country: 'GB', care_pause: { active: true, since: null, reason_code: null } };
    const line = { number: '999', name: '999', hours: '24', covers: 'emergency', verified_on: '2026-11-20' };
    api.on('GET /api/me/help', () => json({ lines: [line], country: 'GB', countries: ['GB'] }));
    renderApp();
    const call = await screen.findByRole('link', { name: 'Позвонить 999' });
    expect(call.getAttribute('href')).toBe('tel:999');
    expect(screen.getByText(/позвоните 999/)).toBeTruthy();
  });

  it('greets one who comes back with what was', async () => {
    const longAgo = new Date(Date.now() - 9 * 86_400_000).toISOString();
    api.sessions = [
      session({ status: 'completed', last_activity_at: longAgo, summary: 'Злость прикрывала обиду' }),
    ];
    renderApp();
    const card = await screen.findByRole('region', { name: 'Хорошо, что вы здесь' });
    expect(within(card).getByText('Злость прикрывала обиду')).toBeTruthy();
    expect(within(card).getByText('Один небольшой шаг')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Начать разговор' }));
    await waitFor(() => expect(location.pathname).toBe('/chat'));
  });
});

describe('sharing', () => {
  afterEach(() => {
    Object.assign(navigator, { canShare: undefined, share: undefined });
    connectHost('0.0');
  });

  const picture = () => new Response(new Blob(['png'], { type: 'image/png' }));

  it('shows the picture of the map and keeps it where the person wants it', async () => {
    api.on('GET /api/journey/image', picture);
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Поделиться картой' }));
    const sheet = await screen.findByRole('dialog', { name: 'Поделиться картой' });
    expect(await within(sheet).findByRole('img', { name: /Ваша карта пути/ })).toBeTruthy();
    expect(within(sheet).getByRole('button', { name: 'Сохранить картинку' })).toBeTruthy();
    // No client of Telegram is around that could put it into a story.
    expect(within(sheet).queryByRole('button', { name: 'В историю' })).toBeNull();
    fireEvent.click(within(sheet).getByRole('button', { name: 'Тёмная' }));
    await waitFor(() => expect(api.sent('GET /api/journey/image').at(-1)?.url).toContain('theme=dark'));
  });

  it('hands it to the system where the system can share', async () => {
    const share = vi.fn(async (_data: ShareData) => undefined);
    Object.assign(navigator, { canShare: () => true, share });
    api.on('GET /api/journey/image', picture);
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Поделиться картой' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Отправить' }));
    expect(share.mock.calls[0]?.[0].files?.[0]?.name).toBe('relove-path.png');
  });

  it('puts it into a story where Telegram can fetch it', async () => {
    const postEvent = vi.fn();
    vi.stubGlobal('TelegramWebviewProxy', { postEvent });
    connectHost('9.1');
    api.on('GET /api/journey/image', picture);
    api.on('POST /api/journey/image/link', () => json({ url: 'https://app.relove.test/share/path.png?t=c' }));
    renderApp();
    fireEvent.click(await screen.findByRole('button', { name: 'Поделиться картой' }));
    fireEvent.click(await screen.findByRole('button', { name: 'В историю' }));
    await waitFor(() =>
      expect(postEvent).toHaveBeenCalledWith(
        'web_app_share_to_story',
        JSON.stringify({ media_url: 'https://app.relove.test/share/path.png?t=c' }),
      ),
    );
  });
});
