import type { Me, SessionPage } from './types';

// Known to the early script too, which brings nothing else along.

export const SESSIONS = 10;
export const TURNS = 40;

/** Nothing was ever decided about the talk, and nobody needs care first. */
export function isNewcomer(me: Me): boolean {
  return !me.care_pause.active && !me.consents.some(({ kind }) => kind === 'guided_work');
}

export function activeSession(page: SessionPage | undefined) {
  return page?.items.find((session) => session.status === 'active');
}

/** The talk that is shown: the one that goes on, else the last one. */
export const shownSession = (page: SessionPage | undefined) => activeSession(page) ?? page?.items[0];
