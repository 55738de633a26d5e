/** A stand-in for storage that a browser blocks in a frame of another site: it lives as long as the page. */
class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, String(value));
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  clear(): void {
    this.#items.clear();
  }
}

type Kind = 'sessionStorage' | 'localStorage';

function works(kind: Kind): boolean {
  try {
    const probe = 'relove/probe';
    window[kind].setItem(probe, '1');
    window[kind].removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

/** Whether what is written now will still be there when the app is opened again. */
export const lasting = { drafts: true };

/** The SDK reads sessionStorage without asking whether it may, so a blocked one is replaced before it looks. */
export function ensureStorage(): void {
  for (const kind of ['sessionStorage', 'localStorage'] as const) {
    if (!works(kind)) {
      if (kind === 'localStorage') lasting.drafts = false;
      Object.defineProperty(window, kind, { value: new MemoryStorage(), configurable: true });
    }
  }
}

/** After a reload the SDK would restore old buttons and the old theme and not post them again. */
export function forgetRestoredState(): void {
  const stale = Object.keys(sessionStorage).filter(
    (key) => key.startsWith('tapps/') && key !== 'tapps/launchParams',
  );
  for (const key of stale) sessionStorage.removeItem(key);
}
