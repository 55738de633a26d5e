import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { FakeApi, json, refusal } from '../fakeApi';
import { journey, NEXT_SESSION_ID, session, turn } from '../people';
import { renderApp } from '../render';

let api: FakeApi;

beforeEach(() => {
  api = new FakeApi().install();
  api.turns = [
    turn('guide', 'Что привело вас?'),
    turn('person', 'Всё по кругу'),
    turn('guide', 'Что из этого ваше?'),
  ];
});

const title = () => screen.findByRole('heading', { name: 'Первое, что слышно' }, { timeout: 5000 });

function heard(quote: string | null) {
  api.journey = journey();
  for (const stage of api.journey.stages) {
    stage.insights = [
      { key: 'routine', name: 'Привычное названо', evidenced: quote !== null, turn_id: null, quote },
    ];
  }
}

it('says after the first answer what it says, in the words of the person, and that it is early', async () => {
  heard('Всё по кругу');
  renderApp('/chat');
  const card = (await title()).closest('section');
  expect(card?.textContent).toContain('Привычное названо');
  expect(card?.textContent).toContain('«Всё по кругу»');
  expect(card?.textContent).toContain('Впечатление, а не вывод');
  // The question stands below it: it is what one answers.
  const question = screen.getByText('Что из этого ваше?');
  expect(card?.compareDocumentPosition(question)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('says that it is too early where nothing was heard, and not after one answer only', async () => {
  heard(null);
  const { unmount } = renderApp('/chat');
  await screen.findByText('Что из этого ваше?');
  expect(screen.queryByRole('heading', { name: 'Первое, что слышно' })).toBeNull();
  unmount();
  api.turns.push(turn('person', 'Не знаю'), turn('guide', 'А если бы знали?'));
  renderApp('/chat');
  expect((await title()).closest('section')?.textContent).toContain('Пока рано');
});

it('is for the first talk only', async () => {
  heard('Всё по кругу');
  api.sessions.push(session({ id: NEXT_SESSION_ID, status: 'completed' }));
  renderApp('/chat');
  await screen.findByText('Что из этого ваше?');
  expect(screen.queryByRole('heading', { name: 'Первое, что слышно' })).toBeNull();
});

it('comes in one go with the talk: what is read is pushed aside by nothing', async () => {
  heard('Всё по кругу');
  let arrive = () => {};
  api.on('GET /api/journey', () => new Promise((done) => (arrive = () => done(json(api.journey)))));
  const alone: string[] = [];
  const look = new MutationObserver(() => {
    const { textContent } = document.body;
    if (textContent?.includes('Что из этого ваше?') && !textContent.includes('Первое, что слышно')) {
      alone.push(textContent);
    }
  });
  look.observe(document.body, { subtree: true, childList: true, characterData: true });
  renderApp('/chat');
  await screen.findByRole('textbox', { name: 'Сообщение' });
  await waitFor(() => expect(document.querySelector('[role=log] .skeleton')).toBeTruthy());
  arrive();
  await title();
  look.disconnect();
  expect(alone).toEqual([]);
});

it('holds the talk back for no map that does not come', async () => {
  api.on('GET /api/journey', () => refusal(500, 'internal'));
  renderApp('/chat');
  expect(await screen.findByText('Что из этого ваше?')).toBeTruthy();
  // Nor is it asked for again and again.
  expect(api.sent('GET /api/journey').length).toBeLessThan(4);
});
