import { describe, expect, it } from 'vitest';
import { type Outgoing, thread } from '@/features/chat/outgoing';
import { entryFor } from '@/features/journey/entry';
import { flatten, mergeTurn } from '@/shared/api/turns';
import { me, newcomer, session, turn } from '../people';

const before = turn('guide', 'Что сегодня?');
const asked = turn('person', 'Мне обидно');
const answer = turn('guide', 'Слышу вас');

function outgoing(part: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'k',
    sessionId: before.session_id,
    text: 'Мне обидно',
    voice: null,
    kept: false,
    after: before.created_at,
    phase: 'sending',
    turn: null,
    reply: null,
    gap: false,
    answer: null,
    error: null,
    ...part,
  };
}

const ids = (turns: { id: string }[]) => turns.map(({ id }) => id);

describe('thread', () => {
  it('draws an own message before the server knows it', () => {
    const drawn = thread([before], [outgoing()]);
    expect(drawn.unsent).toHaveLength(1);
    expect(drawn.thinking).toBe(true);
  });

  it('draws it once when news of it came by the other way first', () => {
    const drawn = thread([before, asked], [outgoing()]);
    expect(ids(drawn.turns)).toEqual([before.id, asked.id]);
    expect(drawn.unsent).toHaveLength(0);
  });

  it('does not take an older turn of the same words for the new message', () => {
    const drawn = thread([before, asked], [outgoing({ after: asked.created_at })]);
    expect(drawn.unsent).toHaveLength(1);
  });

  it('hides the stored reply while its pieces are being shown', () => {
    const streaming = outgoing({ phase: 'streaming', turn: asked, reply: { to: asked.id, text: 'Слы' } });
    const drawn = thread([before, asked, answer], [streaming]);
    expect(ids(drawn.turns)).toEqual([before.id, asked.id]);
    expect(drawn.replies).toHaveLength(1);
    const settling = { ...streaming, phase: 'settling' as const, answer };
    expect(ids(thread([before, asked, answer], [settling]).turns)).toEqual([before.id, asked.id]);
    expect(ids(thread([before, asked, answer], []).turns)).toEqual([before.id, asked.id, answer.id]);
  });

  it('shows the stored reply when the own stream failed', () => {
    const failed = outgoing({ phase: 'failed', turn: asked });
    const drawn = thread([before, asked, answer], [failed]);
    expect(ids(drawn.turns)).toEqual([before.id, asked.id, answer.id]);
    expect(drawn.failed).toHaveLength(1);
  });

  it('does not take one stored turn for two messages of the same words', () => {
    const drawn = thread([before, asked], [outgoing({ key: 'a' }), outgoing({ key: 'b' })]);
    expect(drawn.unsent.map(({ key }) => key)).toEqual(['b']);
  });

  it('keeps what came of a reply in sight while it waits for a connection', () => {
    const cut = outgoing({ phase: 'queued', turn: asked, reply: { to: asked.id, text: 'Слы' } });
    const drawn = thread([before, asked, answer], [cut]);
    expect(drawn.replies).toHaveLength(1);
    expect(ids(drawn.turns)).toEqual([before.id, asked.id]);
    expect(drawn.queued).toHaveLength(1);
  });

  it('draws one reply to a burst of messages once', () => {
    const reply = { to: asked.id, text: 'Слы' };
    const both = [
      outgoing({ key: 'a', phase: 'streaming', turn: asked, reply }),
      outgoing({ key: 'b', phase: 'streaming', turn: asked, reply }),
    ];
    expect(thread([before, asked], both).replies).toHaveLength(1);
  });
});

describe('turns', () => {
  const pages = { pages: [{ items: [before, asked], next: 'older' }], pageParams: [null] };

  it('adds what is new at the end, once', () => {
    const once = mergeTurn(pages, answer);
    const twice = mergeTurn(once, { ...answer, text: 'Слышу вас.' });
    expect(flatten(twice).map(({ text }) => text)).toEqual(['Что сегодня?', 'Мне обидно', 'Слышу вас.']);
    expect(twice?.pages[0]?.next).toBe('older');
  });

  it('adds nothing to a conversation that is not loaded', () => {
    expect(mergeTurn(undefined, answer)).toBeUndefined();
  });
});

describe('entry', () => {
  const now = new Date();
  const page = (...items: ReturnType<typeof session>[]) => ({ items, next: null });
  const longAgo = new Date(now.getTime() - 8 * 86_400_000).toISOString();

  it('asks a newcomer for consent', () => {
    expect(entryFor(newcomer(), page(), now).kind).toBe('consent');
  });

  it('puts care before everything', () => {
    const inNeed = { ...newcomer(), care_pause: { active: true, since: null, reason_code: 'self_harm' } };
    expect(entryFor(inNeed, page(session()), now).kind).toBe('care');
  });

  it('continues, begins, or greets one who comes back', () => {
    expect(entryFor(me(), page(session()), now).kind).toBe('continue');
    expect(entryFor(me(), page(session({ status: 'completed' })), now).kind).toBe('start');
    expect(entryFor(me(), page(), now).kind).toBe('start');
    expect(entryFor(me(), page(session({ last_activity_at: longAgo })), now).kind).toBe('return');
  });
});
