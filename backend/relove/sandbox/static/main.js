// Puts the page together.
import { listen } from "./api.js";
import { chat } from "./chat.js";
import { composer } from "./composer.js";
import { ask, confirm, toast } from "./dialogs.js";
import { h, icon } from "./dom.js";
import { log } from "./log.js";
import { miniapp } from "./miniapp.js";
import { rail } from "./people.js";
import { emit, on, setLanguage, setTab, setTheme, state, t } from "./store.js";

const page = document.getElementById("page");
const heading = h("h1", { class: "sr-only" }, "reLove");
const tabList = h("div", { role: "tablist" });
const tabs = h("nav", { class: "tabs" }, tabList);
chat.append(composer);
page.append(heading, rail, chat, miniapp, log, tabs);

function drawTabs() {
  page.dataset.tab = state.tab;
  const tab = (id, name, text) => h("button", { type: "button", role: "tab", "aria-selected": String(state.tab === id), onclick: () => setTab(id) },
    icon(name), text, id === "app" && state.tab !== "app" && "running" in miniapp.dataset && h("span", { class: "dot" }));
  heading.textContent = `reLove · ${t("title")}`;
  tabs.setAttribute("aria-label", t("parts"));
  tabList.replaceChildren(tab("chat", "chat", t("chat")), tab("app", "app", t("app")), tab("log", "list", t("log")));
}

function toggleRail(open = !("rail" in page.dataset)) {
  if (open) page.dataset.rail = "";
  else delete page.dataset.rail;
}

page.addEventListener("click", (event) => event.target === page && toggleRail(false));
document.addEventListener("keydown", (event) => event.key === "Escape" && toggleRail(false));

/** Links into this very bot stay here, as in Telegram; all others ask and open a tab. */
async function follow(href) {
  const url = URL.parse?.(href) ?? new URL(href);
  const inside = (url.hostname === "t.me" && url.pathname.split("/")[1] === state.bot.username) || (url.protocol === "tg:" && url.searchParams.get("domain") === state.bot.username);
  if (inside && url.searchParams.has("startapp")) emit("open-app", { startParam: url.searchParams.get("startapp") });
  else if (inside && url.searchParams.has("start")) emit("send", `/start ${url.searchParams.get("start")}`);
  else if (["http:", "https:", "mailto:", "tg:"].includes(url.protocol) && (await confirm(`${t("openLink")}\n${href}`, t("open")))) window.open(href, "_blank", "noopener");
}

on("rail", toggleRail);
on("link", (href) => follow(href).catch(() => toast(href)));
on("alert", (message) => ask({ message, buttons: [{ id: "ok", text: t("ok") }] }));
on("tab language loaded app-state", drawTabs);

setTheme(state.theme);
setLanguage(state.lang);
listen();
