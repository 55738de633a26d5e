// The list of the bot's commands, above the field.
import { send } from "./api.js";
import { h } from "./dom.js";
import { on, state, t } from "./store.js";

export const commandList = h("div", { class: "commands", role: "listbox", hidden: true });

let shown = [];
let chosen = -1;

/** Shows the commands that begin so; null hides the list. */
export function showCommands(beginning) {
  const wanted = beginning?.toLowerCase();
  shown = wanted === undefined || /\s/.test(wanted) ? [] : state.commands.filter((c) => c.command.startsWith(wanted));
  chosen = -1;
  commandList.hidden = shown.length === 0;
  commandList.setAttribute("aria-label", t("commands"));
  commandList.replaceChildren(...shown.map((command) => h("button", {
    type: "button", class: "command", role: "option", tabindex: "-1", "aria-selected": "false",
    onclick: () => {
      showCommands(null);
      send(`/${command.command}`);
    },
  }, h("b", {}, `/${command.command}`), h("span", {}, command.description))));
}

/** Moves the choice; false when there is no list. */
export function moveCommand(step) {
  if (!shown.length) return false;
  chosen = (chosen + step + shown.length) % shown.length;
  [...commandList.children].forEach((node, i) => {
    node.setAttribute("aria-selected", String(i === chosen));
    if (i === chosen) node.scrollIntoView({ block: "nearest" });
  });
  return true;
}

export const currentCommand = () => shown[chosen] ?? null;

document.addEventListener("keydown", (event) => {
  if (commandList.hidden || event.target.tagName === "TEXTAREA") return;
  if (event.key === "Escape") showCommands(null);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    moveCommand(event.key === "ArrowDown" ? 1 : -1);
    commandList.children[chosen].focus();
  }
});
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".composer")) showCommands(null);
});
on("loaded", () => showCommands(null));
