import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { deviceZone } from '@/shared/zones/device';
import { FakeApi, json, refusal } from '../fakeApi';
import { me, session } from '../people';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.on('GET /api/me/statements', () => json({ items: [], next: null, summary: null, updated_at: null }));
});

describe('the profile', () => {
  it('calls the person by the name they chose and says what the settings are', async () => {
    api.me = me({ called: 'Аня', formality: 'ty' });
    renderApp('/profile');
    expect(await screen.findByRole('heading', { level: 1, name: 'Аня' })).toBeTruthy();
    expect(screen.getByRole('link', { name: /Как с вами говорить/ }).textContent).toContain('прямо, на ты');
    expect(screen.getByRole('link', { name: /Когда писать/ }).textContent).toContain('Тихо с 22:00 до 8:00');
    expect(screen.getByRole('link', { name: /Согласия/ }).textContent).toContain('Разрешено: 2');
  });

  it('speaks the other language when asked', async () => {
    renderApp('/profile');
    fireEvent.click(await screen.findByRole('button', { name: 'Eng' }));
    expect(await screen.findByRole('link', { name: 'Path' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });

  it('takes a refused change back and says why', async () => {
    api.on('PATCH /api/me', () => refusal(400, 'invalid', 'Так нельзя'));
    renderApp('/profile/time');
    fireEvent.click(await screen.findByRole('switch', { name: 'Не писать первым' }));
    expect(await screen.findByText('Так нельзя')).toBeTruthy();
    expect(screen.getByRole('switch', { name: 'Не писать первым' }).getAttribute('aria-checked')).toBe(
      'false',
    );
  });
});

describe('how to speak', () => {
  it('shows what the chosen level sounds like', async () => {
    renderApp('/profile/manner');
    fireEvent.click(await screen.findByRole('button', { name: 'мягко' }));
    expect(await screen.findByText(/Бережно/)).toBeTruthy();
    expect(await api.sent('PATCH /api/me')[0]?.json()).toEqual({ directness: 'soft' });
    expect(screen.getByRole('heading', { name: 'Стоп-слово' })).toBeTruthy();
  });

  it('keeps the name to be called by, and an empty one means the name from Telegram', async () => {
    renderApp('/profile/manner');
    fireEvent.change(await screen.findByLabelText('Как вас называть'), { target: { value: '  Аня ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => expect(api.me.called).toBe('Аня'));
    expect(screen.queryByRole('button', { name: 'Сохранить' })).toBeNull();
    fireEvent.change(screen.getByLabelText('Как вас называть'), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Сохранить' }));
    await waitFor(() => expect(api.me.called).toBeNull());
  });

  it('takes the form of address and the gender, or neither', async () => {
    renderApp('/profile/manner');
    fireEvent.click(await screen.findByRole('button', { name: 'на ты' }));
    fireEvent.click(screen.getByRole('button', { name: 'женский' }));
    await waitFor(() => expect(api.me).toMatchObject({ formality: 'ty', gender: 'female' }));
    fireEvent.click(screen.getByRole('button', { name: 'любой' }));
    await waitFor(() => expect(api.me.gender).toBeNull());
  });

  it('asks an English reader neither, for English has none of it', async () => {
    api.me = me({ language: 'en' });
    renderApp('/profile/manner');
    expect(await screen.findByLabelText('What to call you')).toBeTruthy();
    expect(screen.queryByRole('group', { name: 'Gender of the verbs' })).toBeNull();
  });
});

describe('when to write', () => {
  it('changes one end of the quiet hours and leaves the other', async () => {
    renderApp('/profile/time');
    fireEvent.change(await screen.findByLabelText('С'), { target: { value: '21:30' } });
    await waitFor(() => expect(api.me.quiet_hours).toEqual({ from: '21:30', to: '08:00' }));
  });

  it('finds a time zone by its name in the language, and comes back', async () => {
    renderApp('/profile/time/zone');
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'владив' } });
    fireEvent.click(await screen.findByRole('button', { name: /Владивосток/ }));
    await waitFor(() => expect(location.pathname).toBe('/profile/time'));
    expect(api.me.timezone).toBe('Asia/Vladivostok');
  });

  it('offers the zone of this device to who never chose one, and takes it only when told to', async () => {
    api.me = me({ timezone: 'Asia/Vladivostok', timezone_confirmed: false });
    renderApp('/profile/time');
    expect(await screen.findByText(/^На этом устройстве .+, \d+:\d\d\. Взять это время\?$/)).toBeTruthy();
    expect(api.sent('PATCH /api/me')).toHaveLength(0);
    fireEvent.click(screen.getByRole('button', { name: 'Взять' }));
    await waitFor(() => expect(api.me.timezone).toBe(deviceZone()));
    expect(screen.queryByRole('button', { name: 'Взять' })).toBeNull();
    const zone = screen.getByRole('link', { name: /^Часовой пояс/ });
    expect(zone.textContent).not.toContain('Владивосток');
    expect(document.activeElement).toBe(zone);
  });

  it.each([
    ['who chose a zone', me({ timezone: 'Asia/Vladivostok' })],
    ['where the device goes by the same', me({ timezone: deviceZone(), timezone_confirmed: false })],
  ])('offers no other zone to %s', async (_, person) => {
    api.me = person;
    renderApp('/profile/time');
    expect(await screen.findByRole('link', { name: /^Часовой пояс/ })).toBeTruthy();
    expect(screen.queryByText(/На этом устройстве/)).toBeNull();
  });

  it('shows the country that the zone tells, with its help lines', async () => {
    renderApp('/profile/help');
    const country = () => screen.findByRole<HTMLSelectElement>('combobox', { name: /^Страна/ });
    expect((await country()).value).toBe('RU');
    api.on('PATCH /api/me', () => json({ ...api.me, timezone: 'Asia/Almaty', country: 'KZ' }));
    history.replaceState(null, '', '/profile/time/zone');
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'алма' } });
    fireEvent.click(await screen.findByRole('button', { name: /Алматы/ }));
    await waitFor(() => expect(location.pathname).toBe('/profile/time'));
    const before = api.sent('GET /api/me/help').length;
    history.replaceState(null, '', '/profile/help');
    expect((await country()).value).toBe('KZ');
    await waitFor(() => expect(api.sent('GET /api/me/help').length).toBe(before + 1));
  });

  it('says so when nothing fits', async () => {
    renderApp('/profile/time/zone');
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'ъъъ' } });
    expect(await screen.findByText(/Такого не нашлось/)).toBeTruthy();
  });
});

describe('consents', () => {
  it('tell since when and in which wording, and can be taken back', async () => {
    renderApp('/profile/consents');
    const memory = await screen.findByRole('switch', { name: 'Память о вашем пути' });
    const row = memory.closest('li') as HTMLElement;
    expect(within(row).getByText(/Разрешено 1 ноября 2026.*13:00, текст версии 1/)).toBeTruthy();
    expect(screen.getAllByText('Пока не разрешено')).toHaveLength(2);
    fireEvent.click(memory);
    await waitFor(() => expect(memory.getAttribute('aria-checked')).toBe('false'));
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

  it('sends the file into the chat, and offers nothing else where Telegram saves none', async () => {
    vi.stubGlobal('TelegramWebviewProxy', { postEvent: vi.fn() });
    api.on('POST /api/me/export/chat', () => json({ sent: 'to_chat' }, 202));
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Прислать файл в чат' }));
    expect(await screen.findByText(/Файл придёт в чат с ботом/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Скачать мои данные' })).toBeNull();
  });

  const askTo = (minutes: number) =>
    api.on('DELETE /api/me', () => {
      const at = new Date(Date.now() + minutes * 60_000).toISOString();
      return json({ confirmation: 'sent_to_chat', expires_at: at }, 202);
    });

  it('erases nothing by itself: the last word is said in the chat', async () => {
    askTo(10);
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Оставить как есть' }));
    expect(api.sent('DELETE /api/me')).toHaveLength(0);
    fireEvent.click(screen.getByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку в чат' }));
    expect(await screen.findByText(/Ждём вашего слова в чате до/)).toBeTruthy();
    expect(api.sent('DELETE /api/me')).toHaveLength(1);
  });

  it('says that nothing was erased when the time is over', async () => {
    askTo(-1);
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку в чат' }));
    expect(await screen.findByText('Время вышло, ничего не удалено')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку снова' }));
    await waitFor(() => expect(api.sent('DELETE /api/me')).toHaveLength(2));
  });

  it('says why it could not', async () => {
    api.on('DELETE /api/me', () => refusal(503, 'unavailable', 'Сейчас не получается'));
    renderApp('/profile/data');
    fireEvent.click(await screen.findByRole('button', { name: 'Удалить всё' }));
    fireEvent.click(screen.getByRole('button', { name: 'Отправить кнопку в чат' }));
    expect(await screen.findByText('Сейчас не получается')).toBeTruthy();
  });
});

describe('help', () => {
  it('names a number to call where the lines cannot be had', async () => {
    api.on('GET /api/me/help', () => refusal(500, 'internal'));
    renderApp('/profile/help');
    const line = await screen.findByRole('link', { name: /^112/ }, { timeout: 5000 });
    expect(line.getAttribute('href')).toBe('tel:112');
    expect(screen.getByRole('button', { name: 'Повторить' })).toBeTruthy();
  });

  const lines = [
    {
      number: '8-495-989-50-50',
      name: 'МЧС',
      hours: 'круглосуточно',
      covers: 'general',
      verified_on: '2026-11-20',
    },
  ];

  it('gives numbers that can be called, and tells when they were checked', async () => {
    api.on('GET /api/me/help', () => json({ lines, country: 'RU', countries: ['RU', 'KZ', 'EU'] }));
    renderApp('/profile/help');
    const call = await screen.findByRole('link', { name: /8-495/ });
    expect(call.getAttribute('href')).toBe('tel:84959895050');
    expect(call.textContent).toMatch(/Номер проверен 20 нояб/);
    expect(screen.getByText(/искусственный интеллект/)).toBeTruthy();
  });

  it('calls a human in the talk', async () => {
    api.sessions = [session()];
    api.on('GET /api/me/help', () => json({ lines, country: 'RU', countries: ['RU', 'KZ', 'EU'] }));
    renderApp('/profile/help');
    const call = await screen.findByRole('button', { name: 'Позвать' });
    await waitFor(() => expect(call.getAttribute('aria-disabled')).toBe('false'));
    fireEvent.click(call);
    await waitFor(() => expect(location.pathname).toBe('/chat'));
    const sent = `POST /api/sessions/${session().id}/turns`;
    await waitFor(() => expect(api.sent(sent)).toHaveLength(1));
    expect(await api.sent(sent)[0]?.json()).toEqual({ text: 'Позовите человека, пожалуйста' });
  });

  it('asks for the lines of the country that was chosen', async () => {
    renderApp('/profile/help');
    const country = await screen.findByRole<HTMLSelectElement>('combobox', { name: /^Страна/ });
    await waitFor(() => expect(country.options).toHaveLength(4));
    expect([...country.options].map(({ text }) => text)).toEqual([
      'Россия',
      'Казахстан',
      'Другая страна Европы',
      'Другая страна',
    ]);
    // Lines that are asked for while the choice is only shown are those of the country before, whenever they come.
    api.on('GET /api/me/help', () => new Promise(() => undefined));
    let keep: (answer: Response) => void = () => undefined;
    api.on('PATCH /api/me', () => new Promise((resolve) => (keep = resolve)));
    fireEvent.change(country, { target: { value: 'KZ' } });
    await waitFor(() => expect(api.sent('GET /api/me/help').length).toBeGreaterThan(1));
    const line = { number: '150', name: 'Линия', hours: '24', covers: 'general', verified_on: '2026-11-20' };
    api.on('GET /api/me/help', () => json({ lines: [line], country: 'KZ', countries: ['RU', 'KZ', 'EU'] }));
    keep(json({ ...api.me, country: 'KZ' }));
    expect(await screen.findByRole('link', { name: /150/ })).toBeTruthy();
  });

  it('says so where a country has no lines of its own', async () => {
    renderApp('/profile/help');
    const country = await screen.findByRole<HTMLSelectElement>('combobox', { name: /^Страна/ });
    fireEvent.change(country, { target: { value: 'ZZ' } });
    expect(await screen.findByText(/Для вашей страны у нас пока нет проверенных номеров/)).toBeTruthy();
    expect(api.me.country).toBe('ZZ');
  });

  it('says that one is on the way', async () => {
    api.me = me({ hand_over: { asked_at: '2026-11-01T10:00:00Z', answered_at: null } });
    api.on('GET /api/me/help', () => refusal(500, 'internal', 'Не вышло'));
    renderApp('/profile/help');
    expect(await screen.findByText(/Команда знает/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Позвать' })).toBeNull();
  });
});
