// Questions, notices and short messages at the bottom.
import { h } from "./dom.js";
import { on, t } from "./store.js";

/** Shows a dialog and resolves with the id of the pressed button, or null when it was dismissed. */
export function ask({ title, message, content, buttons }) {
  return new Promise((resolve) => {
    let chosen = null;
    const press = (id) => () => {
      chosen = id;
      dialog.close();
    };
    const dialog = h("dialog", { "aria-label": title ?? message ?? "" },
      h("form", { method: "dialog", onsubmit: (event) => {
        event.preventDefault();
        press(buttons.at(-1)?.id ?? null)();
      } },
        h("div", { class: "dialog-body" }, title && h("h2", {}, title), message && h("p", {}, message), content),
        h("div", { class: "dialog-buttons" }, buttons.map((button, i) => h("button", {
          type: i === buttons.length - 1 ? "submit" : "button",
          class: `quiet${button.danger ? " danger" : ""}`,
          onclick: press(button.id),
        }, button.text)))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(chosen);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    document.body.append(dialog);
    dialog.showModal();
  });
}

export const confirm = async (message, yes, danger = false) =>
  (await ask({ message, buttons: [{ id: "no", text: t("cancel") }, { id: "yes", text: yes, danger }] })) === "yes";

export function toast(text) {
  const node = h("div", { class: "toast" }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 4000);
}

on("toast", toast);
