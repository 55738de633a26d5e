import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { noteOpened } from '@/shared/pages';
import { deviceZone } from '@/shared/zones/device';
import { FakeApi, refusal } from '../fakeApi';
import { me, newcomer, SESSION_ID, turn, withdrawn } from '../people';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.me = newcomer();
  api.sessions = [];
  api.turns = [turn('guide', 'Что сейчас важнее всего?')];
});

// The first steps are fetched when they are needed, which takes its time on a busy machine.
const heading = (name: string) => screen.findByRole('heading', { level: 1, name }, { timeout: 5000 });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

describe('a newcomer', () => {
  it('comes in three steps to the first question, and what brought them is their first turn', async () => {
    renderApp('/');
    await heading('Как вас называть?');
    expect(screen.queryByRole('navigation')).toBeNull();
    const name = screen.getByRole<HTMLInputElement>('textbox', { name: 'Как вас называть?' });
    expect(name.value).toBe('Анна');
    fireEvent.change(name, { target: { value: 'Аня' } });
    await press('Дальше');
    await heading('Что привело вас сюда?');
    await press('В отношениях всё по кругу');
    await press('Дальше');
    await heading('Насколько прямо можно говорить?');
    fireEvent.click(screen.getByRole('radio', { name: /^Мягко/ }));
    await press('Мне есть 18, согласие даю');

    expect(await screen.findByText('Что сейчас важнее всего?')).toBeTruthy();
    expect(location.pathname).toBe('/chat');
    expect(await api.sent('PATCH /api/me')[0]?.json()).toEqual({
      called: 'Аня',
      timezone: deviceZone(),
      directness: 'soft',
    });
    expect(await api.sent('PUT /api/me/consents')[0]?.json()).toEqual({ guided_work: true, profile: true });
    const said = `POST /api/sessions/${SESSION_ID}/turns`;
    await waitFor(() => expect(api.sent(said)).toHaveLength(1));
    expect(await api.sent(said)[0]?.json()).toEqual({ text: 'В отношениях всё по кругу' });
  });

  it('sees the city of the zone and its distance, and finds another one by its name', async () => {
    renderApp('/');
    const field = await screen.findByRole('button', { name: /^Часовой пояс/ }, { timeout: 5000 });
    expect(field.textContent).not.toContain('/');
    fireEvent.click(field);
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'сахал' } });
    fireEvent.click(await screen.findByRole('button', { name: /^Сахалин/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.getByRole('button', { name: /^Часовой пояс/ }).textContent).toMatch(/Сахалин, UTC\+11/);
    await press('Дальше');
    await press('Дальше');
    await press('Мне есть 18, согласие даю');
    await waitFor(() => expect(api.me.timezone).toBe('Asia/Sakhalin'));
  });

  it('finds the answers again after the app was closed in the middle', async () => {
    const { unmount } = renderApp('/');
    await press('Дальше');
    fireEvent.change(await screen.findByRole('textbox', { name: 'Что привело вас сюда?' }), {
      target: { value: 'Сама не знаю' },
    });
    unmount();
    renderApp('/');
    const reason = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Что привело вас сюда?' });
    expect(reason.value).toBe('Сама не знаю');
  });

  it('reads why it could not begin, and tries again', async () => {
    api.on('PUT /api/me/consents', () => refusal(503, 'unavailable', 'Сейчас не получается'));
    renderApp('/welcome');
    await press('Дальше');
    await press('Дальше');
    await press('Мне есть 18, согласие даю');
    expect(await screen.findByText('Сейчас не получается')).toBeTruthy();
    expect(api.sent('POST /api/sessions')).toHaveLength(0);
  });

  it('reads what it agrees to, and comes back from all that is kept with every answer', async () => {
    renderApp('/');
    await press('Дальше');
    await press('В отношениях всё по кругу');
    await press('Дальше');
    fireEvent.click(await screen.findByRole('radio', { name: /^Мягко/ }));
    expect(screen.getByText(/ИИ-проводник, не человек.*могут провоцировать/)).toBeTruthy();
    expect(screen.getByText(/становятся вашим профилем.*исправлять и удалять/)).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Что именно хранится' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Что хранит reLove' })).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Назад' }));
    await heading('Насколько прямо можно говорить?');
    expect(document.activeElement).toBe(screen.getByRole('link', { name: 'Что именно хранится' }));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /^Мягко/ }).checked).toBe(true);
    await press('Мне есть 18, согласие даю');
    const said = `POST /api/sessions/${SESSION_ID}/turns`;
    await waitFor(() => expect(api.sent(said)).toHaveLength(1));
    expect(await api.sent(said)[0]?.json()).toEqual({ text: 'В отношениях всё по кругу' });
  });

  it('is shown the zone that they told the bot, not the one of this device', async () => {
    api.me = newcomer({ timezone: 'Asia/Sakhalin', timezone_confirmed: true });
    renderApp('/');
    const zone = await screen.findByRole('button', { name: /^Часовой пояс/ }, { timeout: 5000 });
    expect(zone.textContent).toContain('Сахалин');
  });

  it('may read what is kept before agreeing', async () => {
    renderApp('/profile/data');
    expect(await screen.findByRole('navigation')).toBeTruthy();
    expect(location.pathname).toBe('/profile/data');
  });
});

describe('who is no newcomer', () => {
  it('who took the consent back is asked for it alone', async () => {
    api.me = withdrawn();
    renderApp('/welcome');
    await heading('Насколько прямо можно говорить?');
    await press('Мне есть 18, согласие даю');
    await waitFor(() => expect(location.pathname).toBe('/chat'));
    // The zone was not on the screen: it stays what it was.
    expect(await api.sent('PATCH /api/me')[0]?.json()).not.toHaveProperty('timezone');
  });

  it('who agreed is led to the talk', async () => {
    api.me = me();
    renderApp('/welcome');
    await waitFor(() => expect(location.pathname).toBe('/chat'));
  });

  it('in need meets no first steps', async () => {
    api.me = newcomer({ care_pause: { active: true, since: null, reason_code: 'self_harm' } });
    renderApp('/');
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull());
    expect(location.pathname).toBe('/');
  });

  it('may look around first', async () => {
    renderApp('/');
    await press('Сначала осмотреться');
    expect(await screen.findByRole('navigation')).toBeTruthy();
    expect(location.pathname).toBe('/');
    const links = await screen.findAllByRole('link', { name: 'Познакомиться' });
    expect(links[0]?.getAttribute('href')).toBe('/welcome');
  });

  it('looks first at the programme that a link brought them to, and is told where it waits', async () => {
    noteOpened('/streams/put-geroya', 'launch');
    renderApp('/welcome');
    await press('Сначала осмотреться');
    await waitFor(() => expect(location.pathname).toBe('/streams/put-geroya'));
    cleanup();
    renderApp('/welcome');
    await press('Дальше');
    await press('Дальше');
    expect(await screen.findByText(/^Программа, с которой вы пришли, будет ждать/)).toBeTruthy();
  });
});
