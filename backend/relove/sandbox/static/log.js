// The log: Bot API calls, and what the Mini App says to its host.
import { h, icon } from "./dom.js";
import { on, state, t } from "./store.js";
import { precise } from "./when.js";

const SHOWN = 250;
const list = h("ol", { class: "log-list", tabindex: "0" });
const head = h("div", { class: "log-head" });
export const log = h("section", { class: "log", role: "region" }, head, list);

let source = "api";
let polls = false;

const narrow = matchMedia("(max-width: 860px)");
const visible = () => "open" in log.dataset || narrow.matches;

function brief(params) {
  const { text, chat_id: chat, ...rest } = params ?? {};
  const parts = [];
  if (chat !== undefined) parts.push(`→ ${chat}`);
  if (text !== undefined) parts.push(JSON.stringify(text.length > 90 ? `${text.slice(0, 90)}…` : text));
  const others = JSON.stringify(rest);
  if (others !== "{}") parts.push(others.length > 120 ? `${others.slice(0, 120)}…` : others);
  return parts.join(" ");
}

const apiRow = (entry) => ({
  key: `api-${entry.n}`, at: entry.at, status: entry.fault ? "!" : String(entry.status), bad: entry.status >= 400, wait: Boolean(entry.fault),
  what: entry.method, brief: brief(entry.params), all: { params: entry.params, answer: entry.answer },
});
const appRow = (event) => ({
  key: `app-${event.n}`, at: event.at, status: event.way, bad: false, wait: false, what: event.type, brief: event.data === undefined ? "" : JSON.stringify(event.data), all: event.data ?? {},
});

function rows() {
  if (source === "app") return state.appEvents.map(appRow);
  return state.requests.filter((entry) => polls || entry.method !== "getUpdates").map(apiRow);
}

const made = new Map();

function line(row) {
  if (!made.has(row.key)) {
    const status = `log-status${row.bad ? " bad" : row.wait ? " wait" : ""}`;
    const pre = h("pre", {});
    const details = h("details", { ontoggle: () => {
      if (details.open) pre.textContent = JSON.stringify(row.all, null, 2);
    } }, h("summary", {}, h("span", { class: "log-time" }, precise(row.at)), h("span", { class: status }, row.status), h("span", { class: "log-what" }, row.what), h("span", { class: "log-brief" }, row.brief)), pre);
    made.set(row.key, h("li", {}, details));
  }
  return made.get(row.key);
}

const chip = (text, pressed, onclick) => h("button", { type: "button", class: "chip", "aria-pressed": String(pressed), onclick }, text);

function drawHead() {
  const open = "open" in log.dataset;
  const latest = rows().at(-1);
  log.setAttribute("aria-label", t("log"));
  list.setAttribute("aria-label", t("log"));
  head.replaceChildren(
    h("button", { type: "button", class: "log-toggle", "aria-expanded": String(visible()), onclick: toggle }, icon("down"), t("log")),
    h("span", { class: "log-latest" }, latest && !open ? `${precise(latest.at)}  ${latest.what}  ${latest.status}  ${latest.brief}` : ""),
    h("span", { class: "log-filters" },
      chip(t("logApi"), source === "api", () => show("api")), chip(t("logApp"), source === "app", () => show("app")),
      source === "api" && chip(t("polls"), polls, () => {
        polls = !polls;
        draw();
      })));
}

function show(name) {
  source = name;
  draw();
}

function toggle() {
  if ("open" in log.dataset) delete log.dataset.open;
  else log.dataset.open = "";
  draw();
  head.querySelector("button").focus();
}

let waiting = 0;

function draw() {
  waiting = 0;
  drawHead();
  if (!visible()) return;
  const last = rows().slice(-SHOWN).reverse();
  const keys = new Set(last.map((row) => row.key));
  for (const key of made.keys()) if (!keys.has(key)) made.delete(key);
  list.replaceChildren(...(last.length ? last.map(line) : [h("li", { class: "log-empty" }, t("logEmpty"))]));
}

const soon = () => {
  waiting ||= requestAnimationFrame(draw);
};

on("log app-event tab loaded", soon);
on("language", () => {
  made.clear();
  draw();
});
narrow.addEventListener("change", draw);
