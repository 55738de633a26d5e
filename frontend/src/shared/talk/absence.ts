const WEEK_MS = 7 * 24 * 3600 * 1000;

/** So long ago that a person is met anew. */
export const isLongAgo = (at: string, now = Date.now()): boolean => now - Date.parse(at) >= WEEK_MS;

const met = new Set<string>();

/** Who was welcomed back once, on whichever screen, is not welcomed again while the app is open. */
export const welcomeBack = (sessionId: string): void => void met.add(sessionId);

export const wasWelcomed = (sessionId: string): boolean => met.has(sessionId);
