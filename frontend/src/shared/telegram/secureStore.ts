import { createRequestId, on } from '@tma.js/sdk-react';
import { hostSupports, tell } from './host';

/** A client that does not answer has no secure storage, whatever its version says. */
const ANSWER_WITHIN_MS = 1500;

/** Asks the host's secure storage; null when it has nothing, will not say, or does not answer. */
function ask(requestId: string, send: () => void): Promise<{ ok: boolean; value: string | null }> {
  return new Promise((resolve) => {
    const end = (ok: boolean, value: string | null) => {
      clearTimeout(timer);
      for (const off of offs) off();
      resolve({ ok, value });
    };
    const mine = (event: { req_id: string }) => event.req_id === requestId;
    const offs = [
      on('secure_storage_key_received', (event) => mine(event) && end(true, event.value)),
      on('secure_storage_key_saved', (event) => mine(event) && end(true, null)),
      on('secure_storage_failed', (event) => mine(event) && end(false, null)),
    ];
    const timer = setTimeout(() => end(false, null), ANSWER_WITHIN_MS);
    send();
  });
}

/** One value in Telegram's secure storage where there is one, and in memory everywhere. */
export class SecureValue {
  readonly #key: string;
  #memory: string | null = null;
  #missing = false;

  constructor(key: string) {
    this.#key = key;
  }

  async read(): Promise<string | null> {
    if (this.#missing || !hostSupports('web_app_secure_storage_get_key')) return this.#memory;
    const req_id = createRequestId();
    const { ok, value } = await ask(req_id, () =>
      tell('web_app_secure_storage_get_key', { req_id, key: this.#key }),
    );
    this.#missing = !ok;
    return value || this.#memory;
  }

  write(value: string | null): void {
    this.#memory = value;
    if (this.#missing || !hostSupports('web_app_secure_storage_save_key')) return;
    const req_id = createRequestId();
    void ask(req_id, () => tell('web_app_secure_storage_save_key', { req_id, key: this.#key, value })).then(
      ({ ok }) => {
        this.#missing = !ok;
      },
    );
  }
}
