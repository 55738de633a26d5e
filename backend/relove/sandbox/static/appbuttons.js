// The buttons that a Mini App may put under itself.
import { h } from "./dom.js";

const START = { is_visible: false, is_active: true, is_progress_visible: false, has_shine_effect: false, text: "", position: "left" };

export class AppButtons {
  constructor(place, pressed) {
    this.place = place;
    this.pressed = pressed;
    this.fields = { main: { ...START }, secondary: { ...START } };
  }

  /** Fields that are not given stay as they were. */
  set(kind, fields) {
    Object.assign(this.fields[kind], fields);
    this.draw();
  }

  draw() {
    const { secondary } = this.fields;
    const secondFirst = ["left", "top"].includes(secondary.position);
    const order = secondFirst ? ["secondary", "main"] : ["main", "secondary"];
    const shown = order.filter((kind) => this.fields[kind].is_visible && this.fields[kind].text.trim());
    this.place.hidden = shown.length === 0;
    this.place.className = `app-buttons ${shown.length > 1 ? secondary.position : ""}`;
    this.place.replaceChildren(...shown.map((kind) => this.button(kind, this.fields[kind])));
  }

  button(kind, { text, color, text_color: textColour, is_active: active, is_progress_visible: busy, has_shine_effect: shine }) {
    const button = h("button", { type: "button", class: `app-main${shine && active ? " shine" : ""}`, "aria-busy": busy ? "true" : null, disabled: !active, onclick: () => this.pressed(kind) }, text);
    button.style.background = color ?? "var(--fill)";
    button.style.color = textColour ?? "var(--on-accent)";
    return button;
  }
}
