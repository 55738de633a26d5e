import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MemoryItem } from '@/shared/api/memory';
import type { Statement } from '@/shared/api/statements';
import { FakeApi, json, refusal } from '../fakeApi';
import { me, SESSION_ID, turn } from '../people';
import { renderApp } from '../render';

const STATEMENTS = 'GET /api/me/statements';
const MEMORY = 'GET /api/me/memory';
const UNDO_MS = 8000;

let api: FakeApi;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  api = new FakeApi().install();
});

afterEach(() => {
  vi.useRealTimers();
});

const TURN = '01990000-0000-7000-9000-000000000001';

function statement(part: Partial<Statement> = {}): Statement {
  return {
    id: 'a1',
    kind: 'trait',
    text: 'Держит слово, когда обещает другим',
    turn_ids: [TURN],
    confidence: 0.8,
    status: 'active',
    created_at: '2026-11-01T10:00:00Z',
    updated_at: '2026-11-01T10:00:00Z',
    sources: [
      {
        turn_id: TURN,
        session_id: SESSION_ID,
        text: 'Я всегда выполняю, если пообещала',
        at: '2026-11-01T10:00:00Z',
      },
    ],
    ...part,
  };
}

function item(part: Partial<MemoryItem> = {}): MemoryItem {
  return {
    id: 'm1',
    kind: 'fact',
    key: null,
    text: 'Дочь рисует драконов',
    quote: 'У меня есть дочь Соня, она рисует драконов',
    sources: [{ turn_id: TURN, session_id: SESSION_ID }],
    confidence: 0.9,
    at: '2026-11-01T10:00:00Z',
    status: 'active',
    ...part,
  };
}

const say = (items: Statement[], summary: string | null = null) =>
  api.on(STATEMENTS, () => json({ items, next: null, summary, updated_at: '2026-11-01T10:00:00Z' }));

const cardOf = (text: string) => screen.getByText(text).closest('li') as HTMLElement;

describe('who reLove thinks the person is', () => {
  it('shows each statement with its source and how sure it is, in words', async () => {
    const wound = statement({
      id: 'a2',
      kind: 'core_wound',
      text: 'Страх оказаться лишней',
      confidence: 0.3,
    });
    say([statement(), wound], 'Вы держитесь за слово.');
    renderApp('/profile/portrait');
    expect(await screen.findByText('Вы держитесь за слово.')).toBeTruthy();
    const trait = within(cardOf('Держит слово, когда обещает другим'));
    expect(trait.getByText('Звучит уверенно')).toBeTruthy();
    const words = trait.getByRole('link', { name: /Я всегда выполняю/ });
    expect(words.getAttribute('href')).toContain(TURN);
    const deep = within(cardOf('Страх оказаться лишней'));
    expect(deep.getByRole('heading', { name: 'Больное место' })).toBeTruthy();
    expect(deep.getByText('Осторожная догадка')).toBeTruthy();
    expect(deep.getByText(/Не диагноз/)).toBeTruthy();
  });

  it('says that there is too little data, with the one way on', async () => {
    say([]);
    renderApp('/profile/portrait');
    expect(await screen.findByRole('heading', { name: 'Пока мало данных' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'К разговору' }).getAttribute('href')).toBe('/chat');
  });

  it('takes a correction in the own words of the person', async () => {
    say([statement()]);
    const said = statement({ text: 'Обещаю редко', status: 'corrected', confidence: 1 });
    api.on('PATCH /api/me/statements/a1', () => {
      say([said]);
      return json(said);
    });
    renderApp('/profile/portrait');
    fireEvent.click(await screen.findByRole('button', { name: /^Поправить/ }));
    const field = screen.getByLabelText('Как на самом деле');
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: ' Обещаю редко ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(await screen.findByText('Обещаю редко')).toBeTruthy();
    expect(screen.getByText('Вашими словами')).toBeTruthy();
    expect(await api.sent('PATCH /api/me/statements/a1')[0]?.json()).toEqual({ text: 'Обещаю редко' });
  });

  it('keeps what was written when it is refused', async () => {
    say([statement()]);
    api.on('PATCH /api/me/statements/a1', () => refusal(400, 'text_too_long', 'Слишком длинно'));
    renderApp('/profile/portrait');
    fireEvent.click(await screen.findByRole('button', { name: /^Поправить/ }));
    fireEvent.change(screen.getByLabelText('Как на самом деле'), { target: { value: 'Иначе' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    expect(await screen.findByText('Слишком длинно')).toBeTruthy();
    expect(screen.getByDisplayValue('Иначе')).toBeTruthy();
  });

  it('shows how it changed, with the words behind it', async () => {
    const added = statement({ id: 'a3', text: 'Просит о помощи' });
    const removed = statement({ id: 'a4', text: 'Всё делает сама' });
    const change = {
      version: 2,
      cause: 'session',
      at: '2026-11-02T10:00:00Z',
      added: [added],
      removed: [removed],
    };
    api.on('GET /api/me/statements/changes', () =>
      json({
        from_version: 1,
        to_version: 2,
        summary_before: 'Вы всё делаете сами.',
        summary_after: 'Вы учитесь просить.',
        changes: [change],
      }),
    );
    renderApp('/profile/portrait/changes');
    expect(await screen.findByRole('heading', { name: 'По итогам разговора' })).toBeTruthy();
    expect(screen.getByText('Всё делает сама').tagName).toBe('DEL');
    expect(screen.getByText('учитесь просить.').tagName).toBe('INS');
    expect(screen.getByRole('link', { name: /Я всегда выполняю/ })).toBeTruthy();
  });

  it('does not say the same twice where a statement is their own sentence', async () => {
    const text = 'Я всегда выполняю, если пообещала';
    const [source] = statement().sources ?? [];
    const own = statement({ text, sources: source && [{ ...source, text: 'Обещала и сделала' }, source] });
    const corrected = statement({ id: 'a9', text: 'Обещаю редко', status: 'corrected' });
    say([own, corrected]);
    const portrait = renderApp('/profile/portrait');
    expect(await screen.findAllByText(new RegExp(text))).toHaveLength(2);
    expect(within(cardOf('Обещаю редко')).getByText(`«${text}»`)).toBeTruthy();
    const card = screen.getByRole('button', { name: `Поправить: ${text}` }).closest('li') as HTMLElement;
    expect(within(card).getAllByRole('link')[0]?.textContent).toContain(text);
    expect(within(card).queryByText('Похоже на правду')).toBeNull();
    portrait.unmount();

    const change = { version: 2, at: '2026-11-12T09:00:00Z', cause: 'talk', added: [own], removed: [] };
    api.on('GET /api/me/statements/changes', () =>
      json({ from_version: 1, to_version: 2, summary_before: null, summary_after: null, changes: [change] }),
    );
    renderApp('/profile/portrait/changes');
    expect(await screen.findAllByText(new RegExp(text))).toHaveLength(1);
    expect(screen.getByRole('link', { name: new RegExp(text) })).toBeTruthy();
  });
});

describe('taking out', () => {
  const remove = async () => {
    say([statement()]);
    api.on('DELETE /api/me/statements/a1', () => {
      say([]);
      return new Response(null, { status: 204 });
    });
    const shown = renderApp('/profile/portrait');
    fireEvent.click(await screen.findByRole('button', { name: /^Убрать/ }));
    return shown;
  };
  const sent = () => api.sent('DELETE /api/me/statements/a1').length;

  it('happens at once for the eye, and for good some seconds later', async () => {
    await remove();
    expect(screen.queryByText('Держит слово, когда обещает другим')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Вернуть' }));
    expect(sent()).toBe(0);
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    await waitFor(() => expect(sent()).toBe(1));
    expect(await screen.findByRole('heading', { name: 'Пока мало данных' })).toBeTruthy();
  });

  it('can be taken back, and then nothing is sent', async () => {
    await remove();
    fireEvent.click(screen.getByRole('button', { name: 'Вернуть' }));
    expect(screen.getByText('Держит слово, когда обещает другим')).toBeTruthy();
    await vi.advanceTimersByTimeAsync(UNDO_MS * 2);
    expect(sent()).toBe(0);
  });

  it('is sent when the screen is left', async () => {
    const { unmount } = await remove();
    unmount();
    await waitFor(() => expect(sent()).toBe(1));
  });

  it('stands again when it is refused', async () => {
    await remove();
    api.on('DELETE /api/me/statements/a1', () => refusal(503, 'unavailable', 'Сейчас не получается'));
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(await screen.findByText('Сейчас не получается')).toBeTruthy();
    expect(screen.getByText('Держит слово, когда обещает другим')).toBeTruthy();
  });
});

describe('memory', () => {
  it('is shown by kind, with the own words and the way to where they were said', async () => {
    const pattern = item({
      id: 'm2',
      kind: 'pattern',
      key: 'postponing',
      text: 'Потом',
      quote: 'Начну с понедельника',
    });
    api.on(MEMORY, () => json({ items: [pattern, item()], next: null }));
    renderApp('/profile/memory');
    const life = await screen.findByRole('region', { name: 'О вашей жизни' });
    expect(within(life).getByText('Дочь рисует драконов')).toBeTruthy();
    expect(within(life).getByRole('link', { name: /Соня/ }).getAttribute('href')).toContain(TURN);
    const patterns = screen.getByRole('region', { name: 'Повторяющееся' });
    expect(within(patterns).getByRole('heading', { name: 'Откладывание' })).toBeTruthy();
  });

  it('does not say the same twice: an own sentence stands once, and calls itself no guess', async () => {
    const said = 'Живу в Перми у реки';
    const named = item({ id: 'm4', kind: 'insight', key: 'stage_3.a', text: 'Боюсь', quote: 'Боюсь' });
    const corrected = item({ id: 'm5', text: 'Две дочери', quote: 'Две дочери', status: 'corrected' });
    api.on(MEMORY, () => json({ items: [item({ text: said, quote: said }), named, corrected], next: null }));
    renderApp('/profile/memory');
    expect(await screen.findAllByText(new RegExp(said))).toHaveLength(1);
    expect(within(cardOf(`«${said}»`)).queryByText('Похоже на правду')).toBeNull();
    expect(await screen.findByRole('heading', { name: 'Названо вслух' })).toBeTruthy();
    const own = within(cardOf('Две дочери'));
    expect(own.getByText('Вашими словами')).toBeTruthy();
    expect(own.queryByRole('link')).toBeNull();
  });

  it('leads to the place in the talk where it was said, however far back', async () => {
    const asked = turn('guide', 'Кто у вас есть?');
    const said = turn('person', 'У меня есть дочь Соня, она рисует драконов');
    const answer = turn('guide', 'Драконы охраняют. Кого?');
    api.on(`GET /api/turns/${said.id}`, () => json({ items: [asked, said, answer] }));
    const source = { turn_id: said.id, session_id: SESSION_ID };
    api.on(MEMORY, () => json({ items: [item({ sources: [source] })], next: null }));
    renderApp('/profile/memory');
    fireEvent.click(await screen.findByRole('link', { name: /Соня/ }));
    const place = (await screen.findByText(said.text)).closest('li') as HTMLElement;
    expect(place.getAttribute('aria-current')).toBe('location');
    expect(screen.getByText('Кто у вас есть?')).toBeTruthy();
    expect(screen.getByText('Драконы охраняют. Кого?')).toBeTruthy();
    fireEvent.click(screen.getByRole('link', { name: 'Назад' }));
    expect(await screen.findByRole('heading', { name: 'Память' })).toBeTruthy();
  });

  it('goes on page by page', async () => {
    api.on(MEMORY, (request) =>
      new URL(request.url).searchParams.get('before') === 'more'
        ? json({ items: [item({ id: 'm9', text: 'Живёт у реки' })], next: null })
        : json({ items: [item()], next: 'more' }),
    );
    renderApp('/profile/memory');
    fireEvent.click(await screen.findByRole('button', { name: 'Показать ещё' }));
    expect(await screen.findByText('Живёт у реки')).toBeTruthy();
    expect(screen.getByText('Дочь рисует драконов')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Показать ещё' })).toBeNull();
  });

  it('says when it is empty, and that it is off', async () => {
    api.me = me({ consents: [] });
    api.on(MEMORY, () => json({ items: [], next: null }));
    renderApp('/profile/memory');
    expect(await screen.findByRole('heading', { name: 'Пока мало данных' })).toBeTruthy();
    expect(await screen.findByRole('link', { name: /Память выключена/ })).toBeTruthy();
  });

  it('has one way out of an error', async () => {
    api.on(MEMORY, () => refusal(500, 'internal', 'Что-то сломалось у нас'));
    renderApp('/profile/memory');
    expect(await screen.findByText('Что-то сломалось у нас')).toBeTruthy();
    api.on(MEMORY, () => json({ items: [item()], next: null }));
    fireEvent.click(screen.getByRole('button', { name: 'Повторить' }));
    expect(await screen.findByText('Дочь рисует драконов')).toBeTruthy();
  });

  it('takes out what was removed, and what told the same', async () => {
    const twin = item({ id: 'm3', text: 'Соня рисует' });
    api.on(MEMORY, () => json({ items: [item(), twin], next: null }));
    api.on('DELETE /api/me/memory/m1', () => {
      api.on(MEMORY, () => json({ items: [], next: null }));
      return new Response(null, { status: 204 });
    });
    renderApp('/profile/memory');
    fireEvent.click(await screen.findByRole('button', { name: 'Убрать: Дочь рисует драконов' }));
    await vi.advanceTimersByTimeAsync(UNDO_MS);
    expect(await screen.findByRole('heading', { name: 'Пока мало данных' })).toBeTruthy();
  });
});
