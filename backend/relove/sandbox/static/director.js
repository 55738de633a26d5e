// Business time, scheduled jobs, and a fresh start.
import { attempt, call } from "./api.js";
import { ask, confirm } from "./dialogs.js";
import { h } from "./dom.js";
import { emit, now, state, t } from "./store.js";
import { clockTime } from "./when.js";

const HOUR = 3600;

export async function openDirector() {
  const clock = h("div", { class: "director-now", "aria-live": "polite" });
  const show = () => {
    clock.textContent = clockTime(now());
  };
  show();
  const advance = (label, seconds) => h("button", { type: "button", onclick: () => move({ advance: seconds }) }, label);
  const move = async (body) => {
    const moved = await attempt("/sandbox/clock", body);
    if (!moved) return;
    state.offset = moved.offset;
    show();
  };
  const jobs = h("div", { class: "director-row" });
  call("/sandbox/jobs").then(({ items }) => jobs.replaceChildren(...items.map((name) => h("button", { type: "button", onclick: () => run(name) }, name)))).catch(() => {});
  const heading = h("p", {}, t("jobs"));
  const content = h("div", { class: "director" }, h("p", {}, t("now")), clock,
    h("div", { class: "director-row" }, advance(t("hour"), HOUR), advance(t("day"), 24 * HOUR), advance(t("week"), 7 * 24 * HOUR),
      h("button", { type: "button", onclick: () => move({ reset: true }) }, t("realTime"))),
    heading, jobs);
  const chosen = await ask({ title: t("director"), content, buttons: [{ id: "reset", text: t("reset"), danger: true }, { id: "ok", text: t("ok") }] });
  if (chosen === "reset" && (await confirm(t("resetAsk"), t("reset"), true))) await attempt("/sandbox/reset", {});
}

async function run(name) {
  const done = await attempt(`/sandbox/jobs/${encodeURIComponent(name)}`, {});
  if (done) emit("toast", `${t("jobDone")}: ${name}`);
}
