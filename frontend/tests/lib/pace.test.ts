import { describe, expect, it } from 'vitest';
import { beginning, cut, type Pace, step } from '@/features/chat/pace';

const FRAME = 1 / 60;

/** Plays frames until all is shown or the time is over; answers the seconds it took. */
function play(pace: Pace, length: number, whole: boolean, limit = 30): { pace: Pace; seconds: number } {
  let seconds = 0;
  let now = pace;
  while (now.shown < length && seconds < limit) {
    now = step(now, length, FRAME, whole);
    seconds += FRAME;
  }
  return { pace: now, seconds };
}

describe('pace', () => {
  it('shows a first burst with the first frame', () => {
    expect(step(beginning, 200, FRAME, false).shown).toBeGreaterThan(20);
    expect(step(beginning, 5, FRAME, false).shown).toBe(5);
  });

  it('shows nothing while there is nothing', () => {
    expect(step(beginning, 0, FRAME, false)).toEqual(beginning);
  });

  it('reads a long piece evenly and never jumps', () => {
    let pace = step(beginning, 600, FRAME, false);
    for (let frame = 0; frame < 30; frame += 1) {
      const next = step(pace, 600, FRAME, false);
      expect(next.shown).toBeGreaterThan(pace.shown);
      expect(next.shown - pace.shown).toBeLessThan(15);
      pace = next;
    }
  });

  it('drains quickly once the reply is whole', () => {
    const started = step(beginning, 2000, FRAME, false);
    expect(play(started, 2000, true).seconds).toBeLessThan(1.5);
    expect(play(started, 120, true).seconds).toBeLessThan(0.8);
  });

  it('keeps up with what comes', () => {
    expect(play(beginning, 400, false).seconds).toBeLessThan(6);
  });

  it('never cuts a character in two', () => {
    expect(cut('а😀б', 2)).toBe('а');
    expect(cut('а😀б', 3)).toBe('а😀');
  });
});
