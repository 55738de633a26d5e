// Dates and times, as Telegram writes them.
import { now, state, t } from "./store.js";

const locale = () => (state.lang === "ru" ? "ru-RU" : "en-GB");

export const time = (seconds) => new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
export const clockTime = (ms) => new Date(ms).toLocaleString(locale(), { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
export const precise = (seconds) => new Date(seconds * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", second: "2-digit" });
export const dayKey = (seconds) => new Date(seconds * 1000).toDateString();

export function day(seconds) {
  const date = new Date(seconds * 1000);
  const today = new Date(now());
  if (date.toDateString() === today.toDateString()) return t("today");
  today.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return t("yesterday");
  return date.toLocaleDateString(locale(), { day: "numeric", month: "long" });
}

export const short = (seconds) => (dayKey(seconds) === new Date(now()).toDateString() ? time(seconds) : new Date(seconds * 1000).toLocaleDateString(locale(), { day: "numeric", month: "short" }));
