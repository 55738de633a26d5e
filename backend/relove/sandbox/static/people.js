// Who one can be: the people, making a new one, opening the app as admin; theme, language, time.
import { attempt, load } from "./api.js";
import { ask } from "./dialogs.js";
import { openDirector } from "./director.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { emit, now, on, palette, setColours, setLanguage, setTheme, state, t } from "./store.js";
import { clockTime, short } from "./when.js";

const list = h("ul", { class: "people" });
const foot = h("div", { class: "rail-foot" });
const brand = h("div", { class: "brand wide-only" });
const add = iconButton("plus", "", () => newPerson());
export const rail = h("nav", { class: "rail" }, h("header", { class: "bar" }, brand, add), list, foot);

function entry(person) {
  const unread = state.unread.get(person.id);
  const last = person.last;
  const name = [person.first_name, person.last_name].filter(Boolean).join(" ");
  return h("li", {}, h("button", {
    type: "button", class: "person", title: name, "aria-current": person.id === state.personId ? "true" : null,
    onclick: () => {
      emit("rail", false);
      if (person.id !== state.personId) load(person.id);
    },
  }, avatar(person), h("span", { class: "person-text" },
    h("span", { class: "person-name" }, h("b", {}, name), person.is_admin && h("span", { class: "badge" }, t("admin")), last && h("span", { class: "person-time" }, short(last.date))),
    h("span", { class: "person-last" },
      h("span", {}, last ? `${last.from_bot ? "" : t("you")}${last.text || (last.kind ? t(last.kind === "video_note" ? "round" : last.kind) : "")}` : person.username ? `@${person.username}` : `id ${person.id}`),
      unread && h("span", { class: "unread" }, String(unread))))));
}

const action = (name, label, onclick, value, props = {}) =>
  h("button", { type: "button", class: "rail-action", title: label, onclick, ...props }, icon(name), h("span", {}, label), value && h("span", { class: "value" }, value));

async function newPerson() {
  const text = (label, props) => h("label", { class: "field" }, label, h("input", { autocomplete: "off", ...props }));
  const first = text(t("firstName"), { required: true, maxlength: "64" });
  const last = text(t("lastName"), { maxlength: "64" });
  const username = text(t("username"), { maxlength: "32", pattern: "[A-Za-z][A-Za-z0-9_]{3,31}" });
  const language = h("select", {}, h("option", { value: "ru" }, "Русский"), h("option", { value: "en" }, "English"));
  const content = h("div", { class: "director" }, first, last, username, h("label", { class: "field" }, t("personLanguage"), language));
  const chosen = await ask({ title: t("newPerson"), content, buttons: [{ id: null, text: t("cancel") }, { id: "make", text: t("create") }] });
  const value = (label) => label.querySelector("input").value.trim();
  if (chosen !== "make" || !value(first)) return;
  const made = await attempt("/sandbox/people", {
    id: 100000 + Math.floor(Math.random() * 899000000), first_name: value(first), last_name: value(last) || null,
    username: value(username) || null, language_code: language.value,
  });
  if (!made) return;
  emit("rail", false);
  load(made.id);
}

async function openAdmin() {
  const launch = await attempt(`/sandbox/admin/launch?theme=${palette()}`);
  if (!launch) return;
  emit("rail", false);
  await load(launch.person.id);
  emit("open-app", { launch });
}

function drawList() {
  list.replaceChildren(...state.people.map(entry));
}

function drawFoot() {
  rail.setAttribute("aria-label", t("people"));
  brand.replaceChildren(t("title"), h("small", {}, t("subtitle")));
  add.setAttribute("aria-label", t("newPerson"));
  add.title = t("newPerson");
  const dark = state.theme === "dark";
  foot.replaceChildren(
    action("shield", t("openAdmin"), openAdmin),
    action("sliders", t("director"), openDirector, state.offset ? clockTime(now()) : null),
    action("moon", t("theme"), () => setTheme(dark ? "light" : "dark"), t(dark ? "on" : "off"), { "aria-pressed": String(dark) }),
    action("palette", t("colours"), () => setColours(state.colours === "web" ? "app" : "web"), t(state.colours === "web" ? "coloursWeb" : "coloursApp")),
    action("language", t("language"), () => setLanguage(state.lang === "ru" ? "en" : "ru"), state.lang === "ru" ? "Русский" : "English"));
}

on("people", drawList);
on("theme clock", drawFoot);
on("loaded language", () => {
  drawList();
  drawFoot();
});
