import { useState } from 'react';
import type { Me } from '@/shared/api/types';
import { deviceZone } from '@/shared/zones/device';

const KEY = 'relove/welcome';

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

function read(): Partial<Answers> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Answers>;
  } catch {
    return {};
  }
}

export function forgetAnswers(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept then.
  }
}

export function useAnswers(me: Me, firstStep: number) {
  const [answers, setAnswers] = useState<Answers>(() => ({
    called: me.called ?? me.first_name,
    timezone: deviceZone() || me.timezone,
    reason: '',
    directness: me.directness,
    news: false,
    key: crypto.randomUUID(),
    ...read(),
    step: Math.max(firstStep, read().step ?? 0),
  }));
  const answer = (part: Partial<Answers>) => {
    const next = { ...answers, ...part };
    setAnswers(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // A full or blocked storage: the answers live as long as the screen.
    }
  };
  return [answers, answer] as const;
}
