// Calls to the sandbox, and the stream of what happens in it.
import { emit, keep, now, state, t } from "./store.js";

export async function call(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(data.error ?? `${answer.status}`);
  return data;
}

/** As `call`, but a failure is shown instead of thrown. */
export async function attempt(path, body) {
  try {
    return await call(path, body);
  } catch (error) {
    emit("toast", `${t("failed")}: ${error.message}`);
    return null;
  }
}

export const me = (path) => `/sandbox/people/${state.personId}/${path}`;
export const send = (text) => attempt(me("messages"), { text });

// What happens while a state is being fetched is kept and told after it: the answer may be older.
let waiting = null;

export async function load(personId = state.personId) {
  waiting ??= [];
  const page = await call(`/sandbox/page?person=${personId || 0}`);
  state.bot = page.bot;
  state.person = page.person;
  state.device = page.device;
  state.personId = page.person.id;
  keep("person", String(page.person.id));
  state.people = page.people;
  state.unread.delete(page.person.id);
  state.messages = new Map(page.messages.map((message) => [message.message_id, message]));
  state.fresh.clear();
  state.draft = page.draft ? { ...page.draft, at: Date.now() } : null;
  state.typing = null;
  state.commands = page.commands;
  state.menuButton = page.menu_button;
  state.themes = page.themes;
  state.appOrigin = page.app_origin;
  state.offset = page.offset;
  emit("loaded");
  const happened = waiting ?? [];
  waiting = null;
  for (const [name, data] of happened) HANDLERS[name](data);
}

export async function loadLog() {
  const { items } = await call("/sandbox/requests");
  state.requests = items.slice(-400);
  emit("log");
}

const KINDS = ["photo", "voice", "video_note", "sticker", "document"];

const HANDLERS = {
  message(message) {
    const person = state.people.find((p) => p.id === message.chat);
    if (person) person.last = { text: message.text.slice(0, 120), kind: KINDS.find((kind) => message[kind]), date: message.date, from_bot: message.from === "bot" };
    if (message.chat !== state.personId) {
      if (message.from === "bot" && !message.edited) state.unread.set(message.chat, (state.unread.get(message.chat) ?? 0) + 1);
      emit("people");
      return;
    }
    const isNew = !state.messages.has(message.message_id);
    if (isNew) state.fresh.add(message.message_id);
    state.messages.set(message.message_id, message);
    if (message.from === "bot" && isNew) {
      state.draft = null;
      state.typing = null;
    }
    emit("people");
    emit("messages", { isNew });
  },
  deleted({ chat, message_id }) {
    if (chat !== state.personId) return;
    state.messages.delete(message_id);
    emit("messages", {});
  },
  draft({ chat, ...draft }) {
    if (chat !== state.personId) return;
    state.draft = draft.text ? { ...draft, at: Date.now() } : null;
    emit("draft");
  },
  action({ chat, action }) {
    if (chat !== state.personId) return;
    state.typing = { action, until: Date.now() + 5500 };
    emit("typing");
  },
  callback_answer(answer) {
    if (answer.chat === state.personId) emit("callback_answer", answer);
  },
  person(person) {
    const known = state.people.find((p) => p.id === person.id);
    if (known) Object.assign(known, person);
    else state.people.push({ ...person, last: null });
    if (person.id === state.personId) Object.assign(state.person, person);
    emit("people");
    if (person.id === state.personId) emit("person");
  },
  device({ person, ...device }) {
    if (person !== state.personId) return;
    const before = state.device;
    state.device = device;
    emit("device", before);
  },
  profile: () => load(),
  clock({ offset }) {
    state.offset = offset;
    emit("clock", now());
  },
  reset: () => load(0).then(loadLog),
  request(entry) {
    if (entry.n <= (state.requests.at(-1)?.n ?? 0)) return;
    state.requests.push(entry);
    if (state.requests.length > 500) state.requests.splice(0, 100);
    emit("log");
  },
};

export function listen() {
  const source = new EventSource("/sandbox/stream");
  let lost = false;
  for (const [name, handler] of Object.entries(HANDLERS)) {
    source.addEventListener(name, (event) => {
      const data = JSON.parse(event.data);
      if (waiting) waiting.push([name, data]);
      else handler(data);
    });
  }
  source.addEventListener("error", () => {
    if (!lost) emit("toast", t("lost"));
    lost = true;
  });
  source.addEventListener("open", () => {
    lost = false;
    // Only now: whatever happens from here on comes by the stream.
    load().then(loadLog);
  });
}
