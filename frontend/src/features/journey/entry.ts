import { hasConsent } from '@/shared/api/me';
import { activeSession } from '@/shared/api/sessions';
import type { Me, Session, SessionPage } from '@/shared/api/types';
import { isLongAgo } from '@/shared/talk/absence';

/** What a person meets first: it depends on where they are, not on what we would like to show. */
export type Entry =
  | { kind: 'consent' }
  | { kind: 'care'; session: Session | undefined }
  | { kind: 'return'; session: Session | undefined; last: Session }
  | { kind: 'continue'; session: Session }
  | { kind: 'start' };

export function entryFor(me: Me, sessions: SessionPage | undefined, now: Date): Entry {
  const session = activeSession(sessions);
  if (me.care_pause.active) return { kind: 'care', session };
  if (!hasConsent(me, 'guided_work') || !hasConsent(me, 'profile')) return { kind: 'consent' };
  const last = session ?? sessions?.items[0];
  if (last && isLongAgo(last.last_activity_at, now.getTime())) {
    return { kind: 'return', session, last };
  }
  return session ? { kind: 'continue', session } : { kind: 'start' };
}
