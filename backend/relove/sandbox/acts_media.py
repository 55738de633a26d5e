"""What people send beside plain text, and how they change what they sent."""

from __future__ import annotations

from typing import Any

from relove.sandbox.acts import enqueue, may_write
from relove.sandbox.entities import MAX_TEXT, cleaned, with_found
from relove.sandbox.errors import ControlError
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.media import wire
from relove.sandbox.media.wire import Media
from relove.sandbox.people import Person
from relove.sandbox.world import World

MAX_CAPTION = 1024


def send(world: World, person: Person, media: Media, caption: str | None = None) -> dict[str, Any]:
    """The person sends a voice message, a picture, a round video or a sticker."""
    may_write(person)
    text = _checked(caption or "", MAX_CAPTION)
    chat = world.chats[person.id]
    message = world.say(chat, person.user(), text, media=media)
    return {"update_id": enqueue(world, "message", message.wire(chat)), "message_id": message.id}


def spoken(text: str) -> str:
    """Words that are said, or stand in a picture: any but none."""
    said = cleaned(text).strip()
    if not said:
        raise ControlError(400, "say something")
    return _checked(said, MAX_TEXT)


def edit(world: World, person: Person, message_id: int, text: str) -> dict[str, Any]:
    """The person changes the words of a message of theirs, or its caption."""
    may_write(person)
    chat = world.chats[person.id]
    message = chat.messages.get(message_id)
    if message is None or message.from_bot:
        raise ControlError(404, "there is no such message of this person")
    if message.media is not None and not message.media.takes_caption:
        raise ControlError(400, "this message has no words that could be changed")
    words = _checked(cleaned(text).strip(), MAX_TEXT if message.media is None else MAX_CAPTION)
    if not words and message.media is None:
        raise ControlError(400, "a message cannot be empty")
    if words == message.text:
        raise ControlError(400, "nothing was changed")
    message.text, message.entities = words, with_found(words, [])
    message.edit_date = world.now()
    world.publish(chat, "message", message.shown())
    return {"update_id": enqueue(world, "edited_message", message.wire(chat)), "message_id": message.id}


def _checked(text: str, most: int) -> str:
    text = cleaned(text).strip()
    if utf16_length(text) > most:
        raise ControlError(400, f"at most {most} characters")
    return text


def media_of(
    world: World, *, voice: str | None, photo: str | None, video_note: str | None, sticker: bool
) -> Media:
    """The one of them that was given."""
    if voice is not None:
        return wire.voice(world.files, spoken(voice))
    if photo is not None:
        return wire.photo(world.files, spoken(photo))
    if video_note is not None:
        return wire.video_note(world.files, spoken(video_note))
    assert sticker
    return wire.sticker(world.files)
