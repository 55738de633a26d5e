// One message: its bubble, its time and ticks, its buttons.
import { attempt, me } from "./api.js";
import { h, icon } from "./dom.js";
import { formatted } from "./format.js";
import { media } from "./media.js";
import { emit, on, state, t } from "./store.js";
import { time } from "./when.js";

export function bubble(message, place) {
  const out = message.from === "person";
  const classes = ["row", out ? "out" : "in", place.first && "first", place.last && "last", message.buttons.length && "buttons", state.fresh.has(message.message_id) && "fresh"];
  return h("li", { class: classes.filter(Boolean).join(" "), data: { message: String(message.message_id) } },
    h("div", { class: message.photo || message.video_note || message.sticker ? "bubble seen" : "bubble" }, media(message), formatted(message.text, message.entities), meta(message, out)),
    message.buttons.length > 0 && keyboard(message));
}

function meta(message, out) {
  const ticks = out && h("span", { role: "img", "aria-label": message.read ? t("read") : t("sent") }, icon(message.read ? "checks" : "check"));
  const date = new Date(message.date * 1000).toISOString();
  return h("span", { class: "meta" }, message.edited && `${t("edited")} `, h("time", { datetime: date }, time(message.date)), ticks);
}

function keyboard(message) {
  return h("div", { class: "inline", role: "group" }, message.buttons.map((row, y) =>
    h("div", { class: "inline-row" }, row.map((button, x) => pill(message, button, `${y}-${x}`)))));
}

const busy = new Set();
const busyKey = (messageId, place) => `${messageId}:${place}`;

function pill(message, button, place) {
  const kind = button.url ? "link" : button.web_app ? "app" : null;
  const key = busyKey(message.message_id, place);
  return h("button", { type: "button", class: "pill", "aria-busy": busy.has(key) ? "true" : null, onclick: async (event) => {
    if (button.url) return emit("link", button.url);
    if (button.web_app) return emit("open-app", { path: button.web_app });
    busy.add(key);
    event.currentTarget.setAttribute("aria-busy", "true");
    setTimeout(() => settle(message.message_id), 10000);
    const done = await attempt(me("press"), { message_id: message.message_id, data: button.data, text: button.text });
    if (!done) settle(message.message_id);
  } }, button.text, kind && icon(kind));
}

function settle(messageId) {
  for (const key of busy) if (key.startsWith(`${messageId}:`)) busy.delete(key);
  for (const node of document.querySelectorAll(`[data-message="${messageId}"] [aria-busy]`)) node.removeAttribute("aria-busy");
}

on("callback_answer", ({ message_id, text, show_alert }) => {
  settle(message_id);
  if (text) emit(show_alert ? "alert" : "toast", text);
});
