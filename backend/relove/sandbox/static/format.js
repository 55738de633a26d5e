// Telegram's entities as elements. Offsets are UTF-16 units, which is how JavaScript counts too.
import { h } from "./dom.js";
import { emit } from "./store.js";

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote" };

function link(href, props = {}) {
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", ...props, onclick: (event) => {
    event.preventDefault();
    emit("link", href);
  } });
}

function element(entity, text) {
  const tag = TAGS[entity.type];
  if (tag) return h(tag);
  switch (entity.type) {
    case "text_link": return link(/^[a-z]+:/i.test(entity.url) ? entity.url : `https://${entity.url}`);
    case "url": return link(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
    case "email": return link(`mailto:${text}`);
    case "bot_command": return h("a", { href: "#", onclick: (event) => {
      event.preventDefault();
      emit("send", text);
    } });
    case "spoiler": {
      const open = (event) => event.currentTarget.classList.add("open");
      return h("span", { class: "spoiler", tabindex: "0", onclick: open, onfocus: open });
    }
    case "mention": case "hashtag": case "text_mention": return h("a", { role: "presentation" });
    default: return h("span");
  }
}

/** Nested nodes for a text: inner entities lie wholly inside outer ones, or are cut to fit. */
export function formatted(text, entities, from = 0, to = text.length) {
  const nodes = [];
  let at = from;
  const inside = entities.filter((e) => e.offset < to && e.offset + e.length > from);
  for (let i = 0; i < inside.length; i += 1) {
    const entity = inside[i];
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    if (start >= end) continue;
    if (start > at) nodes.push(document.createTextNode(text.slice(at, start)));
    const node = element(entity, text.slice(start, end));
    node.append(...formatted(text, inside.slice(i + 1), start, end));
    nodes.push(node);
    at = end;
  }
  if (at < to) nodes.push(document.createTextNode(text.slice(at, to)));
  return nodes;
}
