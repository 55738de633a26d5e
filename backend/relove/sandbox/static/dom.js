// Making elements. Text only ever enters the page as text nodes.
const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  send: "M4 12 20 4l-5 16-3.500-6.500zM11.500 13.500 20 4",
  menu: "M4 7h16M4 12h16M4 17h10",
  app: "M7 3h10a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM11 18h2",
  keyboard: "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M8 14h8",
  close: "M6 6l12 12M18 6 6 18",
  back: "M15 5l-7 7 7 7",
  reload: "M20 11a8 8 0 1 0-2.300 5.700M20 4v7h-7",
  down: "M6 9l6 6 6-6",
  plus: "M12 5v14M5 12h14",
  shield: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
  palette: "M12 3a9 9 0 1 0 0 18c1.500 0 2-1 1.500-2.200c-.6-1.500.3-2.800 2-2.800h2a3.500 3.500 0 0 0 3.500-3.600C21 7 17 3 12 3zM7.500 11.500h.01M10 7.500h.01M14.500 7.500h.01",
  moon: "M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z",
  language: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3z",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.500 2",
  block: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM5.700 5.700l12.600 12.600",
  people: "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM2 21c0-4 3-6 7-6s7 2 7 6M16 3.500a4 4 0 0 1 0 7.200M18 15.500c2.500.7 4 2.500 4 5.500",
  chat: "M5 5h14a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  check: "M4 12.500 9 17.500 20 6.500",
  checks: "M2 12.500 7 17.500 16 7.500M12 16l1.500 1.500L22.500 7.500",
  clip: "M20 11.500l-8.200 8.200a5 5 0 0 1-7.100-7.100l8.900-8.900a3.300 3.300 0 0 1 4.700 4.700l-8.900 8.900a1.700 1.700 0 0 1-2.400-2.400l8.200-8.200",
  play: "M8 5.500v13l11-6.500z",
  link: "M8 16 17 7M9 7h8v8",
  sliders: "M4 8h9M17 8h3M4 16h3M11 16h9M15 5.500v5M9 13.500v5",
};

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

export const iconButton = (name, label, onclick, props = {}) =>
  h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...props }, icon(name));

const HUES = [["#ff885e", "#e05555"], ["#ffc94f", "#e0842f"], ["#8fd06c", "#3e9c4a"], ["#63c8e8", "#2f86c8"], ["#a78bfa", "#6d4fd0"], ["#f78fb3", "#c9447c"], ["#6fd3c0", "#2a8f8a"]];

export function avatar(person) {
  const [from, to] = HUES[Math.abs(person.id) % HUES.length];
  const initials = [person.first_name, person.last_name].map((name) => [...(name ?? "").trim()][0] ?? "").join("");
  const node = h("span", { class: "avatar", "aria-hidden": "true" }, initials.toUpperCase());
  node.style.background = `linear-gradient(160deg, ${from}, ${to})`;
  return node;
}

export const botAvatar = () => h("span", { class: "avatar", "aria-hidden": "true" }, h("img", { src: "/static/icon.svg", alt: "" }));

/** Makes the children of `parent` be `nodes`, moving none that already stands in its place. */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
}
