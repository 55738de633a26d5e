import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../fakeApi';
import { SESSION_ID, session, turn } from '../people';
import { renderApp } from '../render';

const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.sessions = [session({ last_activity_at: ago(9) })];
  api.turns = [
    turn('person', 'Я застряла между двумя дверями', { created_at: ago(9.1) }),
    turn('guide', 'Какая из них пугает сильнее?', { created_at: ago(9) }),
  ];
});

const note = () => screen.findByRole('region', { name: 'Хорошо, что вы здесь' });

describe('the talk after a week away', () => {
  it('meets the person where they stopped, and lets them go on without writing anything', async () => {
    renderApp('/chat');
    expect((await note()).textContent).toContain('Я застряла между двумя дверями');
    fireEvent.click(screen.getByRole('button', { name: 'Продолжить' }));
    expect(screen.queryByRole('region', { name: 'Хорошо, что вы здесь' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Сообщение' }));
    expect(api.sent(`POST /api/sessions/${SESSION_ID}/turns`)).toHaveLength(0);
  });

  it('offers something new in its place', async () => {
    api.sessions = [session({ id: `${SESSION_ID.slice(0, -1)}5`, last_activity_at: ago(30) })];
    renderApp('/chat');
    await note();
    fireEvent.click(screen.getByRole('button', { name: 'Начать новое' }));
    expect(await screen.findByRole('dialog')).toBeTruthy();
    expect(api.sent('POST /api/sessions')).toHaveLength(0);
  });

  it('says nothing of it before a week is over, nor to who is cared for', async () => {
    api.sessions = [session({ id: `${SESSION_ID.slice(0, -1)}6`, last_activity_at: ago(6.9) })];
    const { unmount } = renderApp('/chat');
    await screen.findByText('Какая из них пугает сильнее?');
    expect(screen.queryByText(/Разговор никуда не делся/)).toBeNull();
    unmount();
    api.sessions = [session({ id: `${SESSION_ID.slice(0, -1)}7`, last_activity_at: ago(9) })];
    api.me = { ...api.me, care_pause: { active: true, since: null, reason_code: null } };
    renderApp('/chat');
    await screen.findByText('Какая из них пугает сильнее?');
    await waitFor(() => expect(screen.queryByText(/Разговор никуда не делся/)).toBeNull());
  });

  it('is welcomed once: who came by the map reads it there', async () => {
    api.sessions = [session({ id: `${SESSION_ID.slice(0, -1)}8`, last_activity_at: ago(9) })];
    renderApp('/');
    await note();
    fireEvent.click(screen.getByRole('button', { name: 'Продолжить разговор' }));
    await screen.findByText('Какая из них пугает сильнее?');
    expect(screen.queryByText(/Разговор никуда не делся/)).toBeNull();
  });

  it('leaves the summary of an ended talk where it was, with a way to a new one', async () => {
    const ended = { id: `${SESSION_ID.slice(0, -1)}9`, status: 'completed' as const };
    api.sessions = [session({ ...ended, last_activity_at: ago(9), summary: 'Две двери, один страх' })];
    renderApp('/chat');
    await note();
    expect(await screen.findByText('Две двери, один страх')).toBeTruthy();
    expect(screen.getByText(/Тот разговор закончен/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Начать новое' })).toBeNull();
  });
});
