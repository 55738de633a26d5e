import { useState } from 'react';
import type { Me } from '@/shared/api/types';
import { bindOwn, readOwn, writeOwn } from '@/shared/talk/own';
import { deviceZone } from '@/shared/zones/device';

const NAME = 'welcome';

/** What was answered so far; it survives closing the app in the middle. */
export interface Answers {
  step: number;
  called: string;
  timezone: string;
  reason: string;
  directness: Me['directness'];
  news: boolean;
  /** The name of the first message: sent twice, it is stored once. */
  key: string;
}

function read(me: Me): Partial<Answers> {
  bindOwn(me.id);
  try {
    return JSON.parse(readOwn(NAME) || '{}') as Partial<Answers>;
  } catch {
    return {};
  }
}

export const forgetAnswers = () => writeOwn(NAME, '');

export function useAnswers(me: Me, firstStep: number) {
  const [answers, setAnswers] = useState<Answers>(() => {
    const before = read(me);
    return {
      called: me.called ?? me.first_name,
      // What they told the bot holds, wherever they are now.
      timezone: (!me.timezone_confirmed && deviceZone()) || me.timezone,
      reason: '',
      directness: me.directness,
      news: false,
      key: crypto.randomUUID(),
      ...before,
      step: Math.max(firstStep, before.step ?? 0),
    };
  });
  const answer = (part: Partial<Answers>) => {
    const next = { ...answers, ...part };
    setAnswers(next);
    writeOwn(NAME, JSON.stringify(next));
  };
  return [answers, answer] as const;
}
