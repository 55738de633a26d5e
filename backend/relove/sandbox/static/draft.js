// The reply that is being written: text appears at a steady pace, however it arrives.
import { attempt, me } from "./api.js";
import { h } from "./dom.js";
import { formatted } from "./format.js";
import { emit, on, state, t } from "./store.js";

const LIVES = 30000;
const still = matchMedia("(prefers-reduced-motion: reduce)");

let shown = 0;
let frame = 0;
let timer = 0;
const body = h("div", { class: "bubble" });
const row = h("li", { class: "row in first last draft" });
const stop = h("button", { type: "button", class: "pill draft-stop", onclick: () => attempt(me("stop"), {}) });

/** The row of the draft, or null when nothing is being written. */
export function draftRow() {
  if (!state.draft) return null;
  stop.textContent = t("stop");
  stop.hidden = !state.draft.can_stop;
  row.setAttribute("aria-label", t("writing"));
  if (!row.firstChild) row.append(body, stop);
  return row;
}

function paint() {
  frame = 0;
  const draft = state.draft;
  if (!draft) return;
  const behind = draft.text.length - shown;
  // A burst is drained quickly, a trickle letter by letter.
  shown = still.matches ? draft.text.length : Math.min(draft.text.length, shown + Math.max(1, Math.ceil(behind / 14)));
  const code = draft.text.charCodeAt(shown - 1);
  if (code >= 0xd800 && code < 0xdc00 && shown < draft.text.length) shown += 1;
  body.replaceChildren(...formatted(draft.text, draft.entities, 0, shown));
  emit("draft-grew");
  if (shown < draft.text.length) frame = requestAnimationFrame(paint);
}

export function followDraft() {
  clearTimeout(timer);
  if (!state.draft) {
    shown = 0;
    return;
  }
  const left = state.draft.at + LIVES - Date.now();
  timer = setTimeout(() => {
    state.draft = null;
    emit("messages", {});
  }, Math.max(left, 0));
  shown = Math.min(shown, state.draft.text.length);
  if (!frame) frame = requestAnimationFrame(paint);
}

on("loaded", () => {
  shown = state.draft ? state.draft.text.length : 0;
});
