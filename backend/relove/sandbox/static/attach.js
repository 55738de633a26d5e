// Sending what is not plain text: a voice message, a round video, a photo, with the words that the model will find in it.
import { attempt, me } from "./api.js";
import { ask } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { t } from "./store.js";

const FIELDS = { voice: "voice_text", round: "video_note_text", photo: "photo_text" };

export const attachButton = () => iconButton("clip", t("attach"), attach);

async function attach() {
  const words = h("textarea", { rows: "3", maxlength: "4000", required: true, autofocus: true });
  const content = h("label", { class: "field" }, t("attachWords"), words);
  const chosen = await ask({ title: t("attach"), content, buttons: [
    { id: "sticker", text: t("sticker") }, { id: "round", text: t("asRound") },
    { id: "photo", text: t("asPhoto") }, { id: "voice", text: t("asVoice") },
  ] });
  const said = words.value.trim();
  if (chosen === "sticker") await attempt(me("messages"), { sticker: true });
  else if (chosen && said) await attempt(me("messages"), { [FIELDS[chosen]]: said });
}
