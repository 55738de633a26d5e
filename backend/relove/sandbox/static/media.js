// What a message holds beside words: a picture, a voice, a round video, a sticker, a file.
import { h, icon } from "./dom.js";
import { t } from "./store.js";

const BARS = 34;

export function media(message) {
  if (message.photo) return photo(message.photo);
  if (message.voice) return voice(message.voice);
  if (message.video_note) return round(message.video_note);
  if (message.sticker) return h("span", { class: "sticker", role: "img", "aria-label": t("sticker") }, message.sticker.emoji);
  if (message.document) return h("a", { class: "file", href: message.document.path, download: message.document.name }, message.document.name);
  return null;
}

const length = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function photo({ path, width, height, text }) {
  return h("img", { class: "photo", src: path, alt: text ? `${t("photo")}: ${text}` : t("photo"), width: String(width), height: String(height), title: text ?? null });
}

// The sandbox's recordings are silent: what is said in them stands beneath.
function voice({ path, duration, text }) {
  const sound = h("audio", { src: path, preload: "none" });
  return h("div", { class: "voice" },
    h("button", { type: "button", class: "voice-play", "aria-label": `${t("voice")}: ${t("play")}`, onclick: () => (sound.paused ? sound.play() : sound.pause()) }, icon("play")),
    h("span", { class: "voice-wave", "aria-hidden": "true" }, bars(text)),
    h("span", { class: "voice-length" }, length(duration)),
    sound,
    h("span", { class: "voice-text" }, h("span", { class: "unseen" }, `${t("said")}: `), text));
}

function bars(text) {
  return Array.from({ length: BARS }, (_, i) => {
    const bar = h("i");
    const code = text.charCodeAt((i * 7) % text.length) || 64;
    bar.style.height = `${5 + ((code * (i + 3)) % 15)}px`;
    return bar;
  });
}

function round({ duration, text }) {
  return h("div", { class: "round", role: "img", "aria-label": `${t("round")}: ${text}` },
    icon("play"), h("span", { class: "round-text" }, text), h("span", { class: "round-length" }, length(duration)));
}
