// The chat: who it is with, what was said, what is being written.
import { attempt, me } from "./api.js";
import { bubble } from "./bubbles.js";
import { botAvatar, h, iconButton, reconcile } from "./dom.js";
import { draftRow, followDraft } from "./draft.js";
import { emit, on, state, t } from "./store.js";
import { day, dayKey } from "./when.js";

const title = h("h2");
const status = h("p", { "aria-live": "polite" });
const bar = h("header", { class: "bar" });
const list = h("ol", { class: "messages" });
const scroll = h("div", { class: "scroll", tabindex: "0", role: "log" }, list);
export const toEnd = iconButton("down", "", () => follow(true), { class: "icon-button to-end", hidden: true });

export const chat = h("section", { class: "chat" }, h("div", { class: "wall", "aria-hidden": "true" }), bar, scroll);

const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;

function follow(smooth = false) {
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: smooth ? "smooth" : "auto" });
}

function head() {
  const blocked = state.person?.blocked;
  title.textContent = state.bot?.first_name ?? "reLove";
  bar.replaceChildren(
    iconButton("people", t("people"), () => emit("rail"), { class: "icon-button only-narrow" }),
    h("div", { class: "bar-title" }, botAvatar(), h("div", {}, title, status)),
    iconButton("block", t(blocked ? "unblock" : "block"), () => attempt(me(blocked ? "unblock" : "block"), {})));
  chat.setAttribute("aria-label", t("chat"));
  scroll.setAttribute("aria-label", t("messages"));
  toEnd.setAttribute("aria-label", t("toEnd"));
  showStatus();
}

let typingTimer = 0;

function showStatus() {
  clearTimeout(typingTimer);
  const busy = state.draft ? t("writing") : state.typing && state.typing.until > Date.now() ? t("typing") : null;
  status.className = busy ? "status-typing" : "";
  if (busy) status.replaceChildren(h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), busy);
  else status.textContent = state.person?.blocked ? t("blockedNow") : t("bot");
  if (state.typing) typingTimer = setTimeout(showStatus, Math.max(state.typing.until - Date.now(), 0) + 20);
}

function empty() {
  const about = state.bot?.description;
  return h("li", { class: "empty" }, botAvatar(), h("h3", {}, about ? t("whatCan") : t("noMessages")), h("p", {}, about || t("pressStart")));
}

// Rows are kept while nothing about them changes: focus and running animations stay where they are.
let kept = new Map();

function row(key, signature, make) {
  const known = kept.get(key);
  return known?.signature === signature ? known : { signature, node: make() };
}

function rowsOf(messages) {
  const rows = new Map();
  messages.forEach((message, i) => {
    const before = messages[i - 1];
    const after = messages[i + 1];
    const newDay = !before || dayKey(before.date) !== dayKey(message.date);
    if (newDay) {
      const label = day(message.date);
      rows.set(`day-${dayKey(message.date)}`, row(`day-${dayKey(message.date)}`, label, () => h("li", { class: "day" }, label)));
    }
    const first = newDay || before.from !== message.from;
    const last = !after || after.from !== message.from || dayKey(after.date) !== dayKey(message.date);
    const key = `message-${message.message_id}`;
    rows.set(key, row(key, JSON.stringify([message, first, last, state.lang]), () => {
      const node = bubble(message, { first, last });
      state.fresh.delete(message.message_id);
      return node;
    }));
  });
  return rows;
}

function draw() {
  const messages = [...state.messages.values()].sort((a, b) => a.message_id - b.message_id);
  kept = rowsOf(messages);
  const nodes = [...kept.values()].map((entry) => entry.node);
  const draft = draftRow();
  if (draft) nodes.push(draft);
  if (!nodes.length) nodes.push(empty());
  reconcile(list, nodes);
  followDraft();
  showStatus();
}

function redraw({ isNew } = {}) {
  const stay = atEnd();
  const mine = isNew && [...state.messages.values()].at(-1)?.from === "person";
  draw();
  if (stay || mine) follow();
  toEnd.hidden = atEnd();
}

scroll.addEventListener("scroll", () => {
  toEnd.hidden = atEnd();
}, { passive: true });
new ResizeObserver(() => toEnd.hidden && follow()).observe(scroll);

on("messages draft", (detail) => redraw(detail));
on("draft-grew", () => {
  if (toEnd.hidden) follow();
});
on("typing", showStatus);
on("person", head);
on("loaded language", () => {
  head();
  draw();
  follow();
  toEnd.hidden = true;
});
