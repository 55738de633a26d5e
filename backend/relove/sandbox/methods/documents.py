"""Methods about files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relove.sandbox.entities import formatted
from relove.sandbox.errors import bad_request
from relove.sandbox.files import Uploaded
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.keyboards import check_markup
from relove.sandbox.media import wire
from relove.sandbox.media.wire import Media
from relove.sandbox.methods.call import Call, Handler

_MAX_CAPTION = 1024
_MAX_BYTES = 50 * 1024 * 1024
_MAX_PHOTO_BYTES = 10 * 1024 * 1024
_MAX_SIDES = 10_000
_MAX_FETCHED = 20 * 1024 * 1024


async def send_document(call: Call) -> dict[str, object]:
    return _sent(call, lambda: wire.document(call.world.files, _upload(call, "document", _MAX_BYTES)))


async def send_photo(call: Call) -> dict[str, object]:
    def taken() -> Media:
        media = wire.sent_photo(call.world.files, _upload(call, "photo", _MAX_PHOTO_BYTES))
        if media is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if media.shown["width"] + media.shown["height"] > _MAX_SIDES:
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        return media

    return _sent(call, taken)


def _upload(call: Call, name: str, most: int) -> Uploaded:
    file = call.get(name)
    if not isinstance(file, Uploaded):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file.content:
        raise bad_request("file must be non-empty")
    if len(file.content) > most:
        raise bad_request("file is too big")
    return file


def _sent(call: Call, take: Callable[[], Media]) -> dict[str, object]:
    world = call.world
    chat = call.chat(writing=True)
    media = take()
    text, entities = formatted(call.get("caption", ""), call.get("parse_mode"), call.get("caption_entities"))
    if utf16_length(text) > _MAX_CAPTION:
        raise bad_request("message caption is too long")
    markup = check_markup(call.get("reply_markup"))
    world.limits.take(chat.id, chat.person is None, world.config.timing.now())
    return world.say(chat, world.bot_user(), text, entities, markup, media).wire(chat)


async def get_file(call: Call) -> dict[str, Any]:
    found = call.world.files.find(call.params["file_id"])
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(found.content) > _MAX_FETCHED:
        raise bad_request("file is too big")
    return {**found.wire(), "file_path": found.path}


DOCUMENTS: dict[str, Handler] = {
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "getFile": get_file,
}
