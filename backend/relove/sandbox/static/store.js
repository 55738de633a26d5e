// What the page knows, and who wants to hear of changes.
import { TEXTS } from "./texts.js";

const query = new URLSearchParams(location.search);

function kept(name, fallback) {
  if (query.has(name)) return query.get(name);
  try {
    return localStorage.getItem(`sandbox-${name}`) ?? fallback;
  } catch {
    return fallback;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`sandbox-${name}`, value);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
  }
}

const systemTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";

export const state = {
  lang: kept("lang", "ru") === "en" ? "en" : "ru",
  theme: kept("theme", systemTheme) === "dark" ? "dark" : "light",
  // Whose colours the Mini App is handed: those of Telegram's web client, or of its apps.
  colours: kept("colours", "web") === "app" ? "app" : "web",
  personId: Number(kept("person", 0)),
  tab: "chat",
  bot: null,
  person: null,
  people: [],
  unread: new Map(),
  messages: new Map(),
  fresh: new Set(),
  draft: null,
  typing: null,
  commands: [],
  menuButton: { type: "commands" },
  themes: {},
  device: null,
  appOrigin: "",
  offset: 0,
  requests: [],
  appEvents: [],
};

const listeners = new Map();

export function on(names, listener) {
  for (const name of names.split(" ")) {
    if (!listeners.has(name)) listeners.set(name, new Set());
    listeners.get(name).add(listener);
  }
}

export function emit(name, detail) {
  for (const listener of listeners.get(name) ?? []) listener(detail);
}

export const t = (key) => TEXTS[state.lang][key] ?? key;

export const now = () => Date.now() + state.offset * 1000;

/** The name of what the Mini App is painted with. */
export const palette = () => (state.colours === "web" ? state.theme : { light: "day", dark: "night" }[state.theme]);

export function setColours(colours) {
  state.colours = colours;
  keep("colours", colours);
  emit("theme");
}

export function setTheme(theme) {
  state.theme = theme;
  keep("theme", theme);
  document.documentElement.dataset.theme = theme;
  emit("theme");
}

export function setLanguage(lang) {
  state.lang = lang;
  keep("lang", lang);
  document.documentElement.lang = lang;
  emit("language");
}

export function setTab(tab) {
  state.tab = tab;
  emit("tab");
}
