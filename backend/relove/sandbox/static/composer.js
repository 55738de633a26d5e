// Writing to the bot: the field, the menu button, commands, the reply keyboard, START.
import { attempt, me, send } from "./api.js";
import { attachButton } from "./attach.js";
import { toEnd } from "./chat.js";
import { commandList, currentCommand, moveCommand, showCommands } from "./commands.js";
import { h, icon, iconButton } from "./dom.js";
import { emit, on, state, t } from "./store.js";

const field = h("textarea", { rows: "1", autocomplete: "off", enterkeyhint: "send", maxlength: "20000" });
const sendButton = iconButton("send", "", submit, { class: "icon-button send" });
const keys = h("div", { class: "reply-keyboard" });
const keysButton = iconButton("keyboard", "", () => toggleKeys());
const startButton = h("button", { type: "button", class: "start", onclick: begin });
const inner = h("div", { class: "composer-in" });
export const composer = h("footer", { class: "composer" }, toEnd, commandList, inner);

let keysOpen = true;
let keysOf = null;

function submit() {
  const picked = currentCommand();
  const text = picked ? `/${picked.command}` : field.value.trim();
  if (!text) return;
  field.value = "";
  grow();
  send(text);
}

function grow() {
  field.style.height = "44px";
  field.style.height = `${Math.min(field.scrollHeight, 220)}px`;
  sendButton.classList.toggle("ready", field.value.trim() !== "");
  showCommands(field.value.startsWith("/") ? field.value.slice(1) : null);
}

field.addEventListener("input", grow);
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && moveCommand(event.key === "ArrowDown" ? 1 : -1)) {
    event.preventDefault();
  } else if (event.key === "Escape") {
    showCommands(null);
  }
});

function replyKeyboard() {
  const messages = [...state.messages.values()].sort((a, b) => b.message_id - a.message_id);
  const found = messages.find((message) => message.keyboard || message.keyboard_removed);
  return found?.keyboard ? found : null;
}

function toggleKeys(open = !keysOpen) {
  keysOpen = open;
  keys.hidden = !keysOpen;
  keysButton.setAttribute("aria-pressed", String(keysOpen));
}

function drawKeys() {
  const message = replyKeyboard();
  keysButton.hidden = !message;
  if (message?.message_id !== keysOf) {
    keysOf = message?.message_id ?? null;
    keys.replaceChildren(...(message?.keyboard ?? []).map((row) => h("div", { class: "reply-row" }, row.map((button) =>
      h("button", { type: "button", onclick: () => pressKey(message, button) }, button.text)))));
    keys.setAttribute("role", "group");
    keys.setAttribute("aria-label", t("keyboard"));
    field.placeholder = message?.keyboard_options?.input_field_placeholder ?? t("message");
    if (message) keysOpen = true;
  }
  toggleKeys(keysOpen && Boolean(message));
}

function pressKey(message, button) {
  if (button.web_app) return emit("open-app", { path: button.web_app });
  if (message.keyboard_options?.one_time_keyboard) toggleKeys(false);
  return attempt(me("press"), { text: button.text });
}

function menuButton() {
  const button = state.menuButton;
  if (button.type === "web_app") {
    return h("button", { type: "button", class: "menu-button", onclick: () => emit("open-app", { path: button.web_app.url }) }, icon("app"), h("span", {}, button.text));
  }
  if (!state.commands.length) return null;
  return h("button", { type: "button", class: "menu-button", "aria-haspopup": "true", onclick: () => {
    showCommands(commandList.hidden ? "" : null);
  } }, icon("menu"), h("span", {}, t("menu")));
}

function draw() {
  const start = state.person?.blocked ? "restart" : state.messages.size === 0 ? "start" : null;
  field.setAttribute("aria-label", t("message"));
  field.placeholder ||= t("message");
  sendButton.setAttribute("aria-label", t("send"));
  keysButton.setAttribute("aria-label", t("keyboard"));
  if (start) {
    startButton.textContent = t(start);
    startButton.disabled = !state.person;
    // Moved anew it would lose the keyboard's focus.
    if (startButton.parentNode !== inner) inner.replaceChildren(startButton);
    return;
  }
  const focused = document.activeElement === field;
  inner.replaceChildren(
    h("div", { class: "field-row" }, h("div", { class: "field-box" }, menuButton(), field, keysButton, attachButton()), sendButton), keys);
  drawKeys();
  if (focused) field.focus();
}

async function begin() {
  if (state.person.blocked) await attempt(me("unblock"), {});
  await send("/start");
  if (matchMedia("(pointer: fine)").matches) field.focus();
}

let drawnAs = "";

on("messages", () => {
  const as = state.messages.size === 0 ? "start" : "field";
  if (as !== drawnAs) draw();
  else if (as === "field") drawKeys();
  drawnAs = as;
});
on("loaded language person", () => {
  keysOf = null;
  field.placeholder = t("message");
  drawnAs = state.messages.size === 0 ? "start" : "field";
  draw();
});
on("send", (text) => send(text));
