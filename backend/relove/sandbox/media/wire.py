"""Files as parts of a message: in the shapes of the Bot API, and as the control calls show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relove.sandbox.files import Files, Kept, Uploaded
from relove.sandbox.media import making
from relove.sandbox.media.carried import size_of

_ROUND = 384
_STICKER = 512
_STICKER_EMOJI = "🤗"


@dataclass(frozen=True)
class Media:
    """What a message holds beside words: one kind. `part` is the field of the Bot API's `Message`."""

    kind: str
    part: Any
    shown: dict[str, Any]

    @property
    def takes_caption(self) -> bool:
        return self.kind in ("document", "photo", "voice")


def document(files: Files, file: Uploaded) -> Media:
    """A file that the bot sends."""
    kept = files.keep("document", file.content, file.name)
    part = {**kept.wire(), "file_name": kept.name, "mime_type": kept.mime_type}
    return Media("document", part, {"name": kept.name, "size": len(kept.content), "path": kept.shown})


def sent_photo(files: Files, file: Uploaded) -> Media | None:
    """A picture that the bot sends; None where it is none."""
    size = size_of(file.content)
    return None if size is None else _photo([(files.keep("photo", file.content, file.name), size)])


def photo(files: Files, text: str) -> Media:
    """A picture that a person sends, in the two sizes that Telegram keeps of one so small."""
    sizes = []
    for small in (True, False):
        content = making.picture(text, small=small)
        size = size_of(content)
        assert size is not None
        sizes.append((files.keep("photo", content, "photo.jpg"), size))
    return _photo(sizes, text)


def voice(files: Files, text: str) -> Media:
    """A voice message."""
    kept = files.keep("voice", making.voice(text), "voice.oga")
    seconds = making.seconds_of(text)
    part = {**kept.wire(), "duration": seconds, "mime_type": "audio/ogg"}
    return Media("voice", part, {"path": kept.shown, "duration": seconds, "text": text})


def video_note(files: Files, text: str) -> Media:
    """A round video."""
    kept = files.keep("video_note", making.video_note(text), "video_note.mp4")
    seconds = making.seconds_of(text)
    part = {**kept.wire(), "duration": seconds, "length": _ROUND}
    return Media("video_note", part, {"path": kept.shown, "duration": seconds, "text": text})


def sticker(files: Files) -> Media:
    """A sticker: a picture like any other, of a set of its own."""
    kept = files.keep("photo", making.picture("", small=True), "sticker.webp")
    part = {
        **kept.wire(),
        "type": "regular",
        "width": _STICKER,
        "height": _STICKER,
        "is_animated": False,
        "is_video": False,
        "emoji": _STICKER_EMOJI,
        "set_name": "relove_sandbox",
    }
    return Media("sticker", part, {"emoji": _STICKER_EMOJI})


def _photo(sizes: list[tuple[Kept, tuple[int, int]]], text: str | None = None) -> Media:
    part = [{**kept.wire(), "width": width, "height": height} for kept, (width, height) in sizes]
    largest, (width, height) = sizes[-1]
    shown: dict[str, Any] = {"path": largest.shown, "width": width, "height": height}
    return Media("photo", part, shown if text is None else {**shown, "text": text})
