// The Mini App beside the chat.
import { attempt, me } from "./api.js";
import { AppButtons } from "./appbuttons.js";
import { ask, confirm } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { CloudStorage, Host } from "./host.js";
import { emit, on, palette, setTab, state, t } from "./store.js";

// As in Telegram's web client.
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-forms allow-modals allow-storage-access-by-user-activation";
const ALLOWED = "clipboard-write; autoplay";
const PATIENCE = 5000;

export const miniapp = h("section", { class: "miniapp" });

const storages = new Map();
let app = null;
let eventNumber = 0;

function record(way, type, data) {
  eventNumber += 1;
  state.appEvents.push({ n: eventNumber, at: Date.now() / 1000, way, type, data });
  if (state.appEvents.length > 400) state.appEvents.splice(0, 100);
  emit("app-event");
}

function readable(colour) {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));
  return r * 0.299 + g * 0.587 + b * 0.114 > 150 ? "#111111" : "#ffffff";
}

// A colour given by its name in the theme changes with the theme.
const painted = new Map();

function paint(name, data) {
  painted.set(name, data);
  const { color, color_key: key } = data;
  const colour = color ?? state.themes[palette()]?.[key];
  if (!/^#[0-9a-f]{6}$/i.test(colour ?? "")) return;
  miniapp.style.setProperty(name, colour);
  if (name === "--app-header") miniapp.style.setProperty("--app-header-text", readable(colour));
}

function unpaint() {
  painted.clear();
  for (const name of ["--app-header", "--app-header-text", "--app-bg", "--app-bottom"]) miniapp.style.removeProperty(name);
}

function viewport() {
  if (!app) return;
  const { width, height } = app.frame.getBoundingClientRect();
  if (width) app.host.send("viewport_changed", { width, height, is_expanded: true, is_state_stable: true });
}

// The same event again tells what has changed: on a phone insets come late, and change when it is turned.
function sendInsets(name) {
  app?.host.send(`${name}_changed`, state.device[name]);
}

function askedForInsets(name) {
  if (!state.device.silent) sendInsets(name);
}

/** The frame as large as the person's phone, less its keyboard; in full screen Telegram's buttons lie above it. */
function fit() {
  if (!app) return;
  const { width, height, keyboard, fullscreen } = state.device;
  const { style } = app.frame;
  style.width = width === null ? "" : `${width}px`;
  style.height = height === null && keyboard === 0 ? "" : `calc(${height === null ? "100%" : `${height}px`} - ${keyboard}px)`;
  if (fullscreen) miniapp.dataset.fullscreen = "";
  else delete miniapp.dataset.fullscreen;
}

function follow(before) {
  fit();
  for (const name of ["safe_area", "content_safe_area"]) {
    if (JSON.stringify(state.device[name]) !== JSON.stringify(before?.[name])) sendInsets(name);
  }
  if (before && before.fullscreen !== state.device.fullscreen) app?.host.send("fullscreen_changed", { is_fullscreen: state.device.fullscreen });
}

function sendTheme() {
  if (!app) return;
  for (const [name, data] of painted) paint(name, data);
  app.host.send("theme_changed", { theme_params: state.themes[palette()] });
}

async function popup({ title, message, buttons = [] }) {
  const texts = { ok: "OK", close: t("close"), cancel: t("cancel") };
  const shown = buttons.length ? buttons : [{ id: "", type: "close" }];
  const chosen = await ask({ title, message, buttons: shown.map((b) => ({ id: b.id ?? "", text: b.text || texts[b.type] || "OK", danger: b.type === "destructive" })) });
  app?.host.send("popup_closed", chosen === null ? {} : { button_id: chosen });
}

// Telegram asks first, and fetches the file by itself: the app's own frame may not save anything.
async function download({ url, file_name: name }) {
  const buttons = [{ id: "", text: t("cancel") }, { id: "yes", text: t("download") }];
  const wanted = (await ask({ title: name, buttons })) === "yes";
  if (wanted) h("a", { href: url, download: name }).click();
  app?.host.send("file_download_requested", { status: wanted ? "downloading" : "cancelled" });
}

function custom({ req_id: id, method, params }) {
  if (!storages.has(app.personId)) storages.set(app.personId, new CloudStorage());
  const result = storages.get(app.personId).invoke(method, params);
  app.host.send("custom_method_invoked", result === null ? { req_id: id, error: "METHOD_INVALID" } : { req_id: id, result });
}

const handlers = {
  web_app_ready: () => app.ready(),
  web_app_expand: viewport,
  web_app_request_viewport: viewport,
  web_app_request_theme: sendTheme,
  web_app_request_safe_area: () => askedForInsets("safe_area"),
  web_app_request_content_safe_area: () => askedForInsets("content_safe_area"),
  web_app_setup_main_button: (data) => app.buttons.set("main", data),
  web_app_setup_secondary_button: (data) => app.buttons.set("secondary", data),
  web_app_setup_back_button: (data) => {
    app.back = Boolean(data.is_visible);
    head();
  },
  web_app_setup_closing_behavior: (data) => {
    app.guarded = Boolean(data.need_confirmation);
  },
  web_app_set_header_color: (data) => paint("--app-header", data),
  web_app_set_background_color: (data) => paint("--app-bg", data),
  web_app_set_bottom_bar_color: (data) => paint("--app-bottom", data),
  web_app_open_popup: popup,
  web_app_invoke_custom_method: custom,
  web_app_request_file_download: download,
  web_app_open_link: (data) => emit("link", data.url),
  web_app_open_tg_link: (data) => {
    setTab("chat");
    emit("link", `https://t.me${data.path_full}`);
  },
  web_app_close: () => close(true),
};

function head() {
  if (!app) return;
  const left = app.back
    ? iconButton("back", t("back"), () => app.host.send("back_button_pressed"))
    : iconButton("close", t("close"), () => close());
  app.bar.replaceChildren(left,
    h("div", { class: "bar-title" }, h("div", {}, h("h2", {}, state.bot.first_name), h("p", {}, t("miniApp")))),
    iconButton("reload", t("reload"), () => open(app.asked)));
}

async function open(asked = {}) {
  const query = new URLSearchParams({ theme: palette(), path: asked.path ?? "/" });
  if (asked.startParam) query.set("start_param", asked.startParam);
  const launch = asked.launch ?? (await attempt(me(`launch?${query}`)));
  if (!launch) return;
  shut();
  const loader = h("div", { class: "app-loader" }, h("img", { src: "/static/icon.svg", alt: "" }));
  const frame = h("iframe", { title: "Mini App", allow: ALLOWED, sandbox: SANDBOX, src: launch.url });
  const ready = () => {
    loader.style.opacity = "0";
    setTimeout(() => loader.remove(), 220);
  };
  const bar = h("header", { class: "bar" });
  const bottom = h("div", { class: "app-buttons", hidden: true });
  const host = new Host(frame, new URL(launch.url).origin, handlers, record);
  // A signed launch given once is not used again: a reload asks for a new one, as the same person.
  app = {
    frame, host, bar, ready, personId: state.personId, asked: { path: asked.path, startParam: asked.startParam }, back: false, guarded: false,
    buttons: new AppButtons(bottom, (kind) => host.send(`${kind}_button_pressed`)),
  };
  frame.addEventListener("load", () => setTimeout(ready, PATIENCE), { once: true });
  miniapp.replaceChildren(bar, h("div", { class: "app-stage" }, frame, loader), bottom);
  miniapp.dataset.running = "";
  head();
  fit();
  new ResizeObserver(viewport).observe(frame);
  setTab("app");
  emit("app-state");
}

function shut() {
  app?.host.close();
  app = null;
  unpaint();
  delete miniapp.dataset.running;
  delete miniapp.dataset.fullscreen;
}

async function close(at_once = false) {
  if (!at_once && app?.guarded && !(await confirm(t("closeAsk"), t("close")))) return;
  shut();
  off();
  setTab("chat");
  emit("app-state");
}

function off() {
  miniapp.replaceChildren(h("div", { class: "app-off" },
    h("div", { class: "phone", "aria-hidden": "true" }, h("img", { src: "/static/icon.svg", alt: "" }), h("i"), h("i"), h("i")),
    h("h2", {}, t("appTitle")), h("p", {}, t("appHint")),
    h("button", { type: "button", class: "primary", disabled: !state.person, onclick: () => open() }, t("openApp"))));
}

on("open-app", open);
on("theme", sendTheme);
on("device", follow);
on("loaded language", () => {
  miniapp.setAttribute("aria-label", t("app"));
  if (app && app.personId !== state.personId) shut();
  if (app) head();
  else off();
});
