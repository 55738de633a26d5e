"""Methods about files."""

from __future__ import annotations

from typing import Any

from relove.sandbox.entities import formatted
from relove.sandbox.errors import bad_request
from relove.sandbox.files import Uploaded
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.keyboards import check_markup
from relove.sandbox.methods.call import Call, Handler

_MAX_CAPTION = 1024
_MAX_BYTES = 50 * 1024 * 1024


async def send_document(call: Call) -> dict[str, object]:
    world = call.world
    chat = call.chat(writing=True)
    file = call.get("document")
    if not isinstance(file, Uploaded):
        raise bad_request("wrong file identifier/HTTP URL specified")
    if not file.content:
        raise bad_request("file must be non-empty")
    if len(file.content) > _MAX_BYTES:
        raise bad_request("file is too big")
    caption = call.get("caption", "")
    text, entities = formatted(caption, call.get("parse_mode"), call.get("caption_entities"))
    if utf16_length(text) > _MAX_CAPTION:
        raise bad_request("message caption is too long")
    markup = check_markup(call.get("reply_markup"))
    world.limits.take(chat.id, chat.person is None, world.config.timing.now())
    document = world.files.keep(file)
    return world.say(chat, world.bot_user(), text, entities, markup, document).wire(chat)


async def get_file(call: Call) -> dict[str, Any]:
    found = call.world.files.find(call.params["file_id"])
    if found is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    document, _ = found
    kept = {name: document[name] for name in ("file_id", "file_unique_id", "file_size")}
    return {**kept, "file_path": f"documents/{document['file_id']}"}


DOCUMENTS: dict[str, Handler] = {"sendDocument": send_document, "getFile": get_file}
