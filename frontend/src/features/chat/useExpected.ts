import { useEffect, useState } from 'react';
import type { Turn } from '@/shared/api/types';

/** After this long nobody believes any more that somebody is typing. */
const PATIENCE_MS = 60_000;

/** The last word is the person's, said just now in another window or before a reload: a reply is on its way. */
export function useExpected(last: Turn | undefined): boolean {
  const mine = last?.role === 'person' ? last : undefined;
  const [over, setOver] = useState<string | null>(null);
  const age = mine ? Math.abs(Date.now() - Date.parse(mine.created_at)) : 0;
  const fresh = mine !== undefined && age < PATIENCE_MS && over !== mine.id;
  useEffect(() => {
    if (!fresh || !mine) return;
    const timer = setTimeout(() => setOver(mine.id), PATIENCE_MS - age);
    return () => clearTimeout(timer);
  }, [fresh, mine, age]);
  return fresh;
}
