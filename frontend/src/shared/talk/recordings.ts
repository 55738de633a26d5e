import { createStore, delMany, entries, set, type UseStore } from 'idb-keyval';
import { owner } from '@/shared/api/kept';

/** What was spoken and is not sent yet. */
export interface Spoken {
  key: string;
  sessionId: string;
  after: string | null;
  sound: Blob;
  seconds: number;
}

/** As bytes: some browsers keep no Blob. */
interface Kept extends Omit<Spoken, 'sound'> {
  user: number;
  at: number;
  type: string;
  bytes: ArrayBuffer;
}

let opened: UseStore | undefined;
let line: Promise<unknown> = Promise.resolve();

/** One after the other, so that nothing is dropped before it was kept. Where nothing can be kept: `otherwise`. */
function inLine<T>(work: (store: UseStore) => Promise<T>, otherwise: T): Promise<T> {
  const done = line
    .then(() => {
      opened ??= createStore('relove', 'recordings');
      return work(opened);
    })
    .catch(() => otherwise);
  line = done;
  return done;
}

const dropWhere = (isMeant: (one: Kept) => boolean): Promise<void> =>
  inLine(async (store) => {
    const all = await entries<string, Kept>(store);
    const meant = all.filter(([, one]) => isMeant(one)).map(([key]) => key);
    if (meant.length > 0) await delMany(meant, store);
  }, undefined);

/** Kept on the device until the server has heard it; false where it lives only as long as the app. */
export function keepRecording({ key, sessionId, after, seconds, sound }: Spoken): Promise<boolean> {
  const { user } = owner;
  if (user === null) return Promise.resolve(false);
  return inLine(async (store) => {
    const bytes = await sound.arrayBuffer();
    const kept: Kept = { key, sessionId, after, seconds, user, at: Date.now(), type: sound.type, bytes };
    await set(key, kept, store);
    return true;
  }, false);
}

export const dropRecording = (key: string): Promise<void> => dropWhere((one) => one.key === key);

/** Everybody's but this person's; all of them for nobody. */
export const forgetRecordings = (butOf: number | null): Promise<void> =>
  dropWhere(({ user }) => user !== butOf);

/** What the person spoke and nobody heard yet, in whichever session, oldest first. */
export async function allRecordings(): Promise<Spoken[]> {
  const all = await inLine((store) => entries<string, Kept>(store), []);
  return all
    .map(([, one]) => one)
    .filter((one) => one.user === owner.user)
    .sort((one, other) => one.at - other.at)
    .map(({ key, sessionId, after, seconds, type, bytes }) => ({
      key,
      sessionId,
      after,
      seconds,
      sound: new Blob([bytes], { type }),
    }));
}
