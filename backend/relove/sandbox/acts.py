"""What people do in the chat, and the updates that come of it."""

from __future__ import annotations

import secrets
from typing import Any

from relove.sandbox.entities import cleaned
from relove.sandbox.errors import ControlError
from relove.sandbox.html_entities import utf16_length
from relove.sandbox.lanes import lane_of
from relove.sandbox.people import Chat, Message, Person
from relove.sandbox.world import Query, World

_MAX_TEXT = 4096
_QUERIES_KEPT = 2000


def enqueue(world: World, kind: str, body: dict[str, Any]) -> int | None:
    """Queue an update, in the way that the faults ask for."""
    lane = lane_of(kind, body)
    return world.queue.put(
        kind,
        body,
        lane,
        duplicate=lambda: world.faults.for_delivery("duplicate", lane[1]),
        reorder=lambda: world.faults.for_delivery("reorder", lane[1]),
    )


def may_write(person: Person) -> None:
    """Who has blocked the bot cannot write to it."""
    if person.blocked:
        raise ControlError(409, "this person has blocked the bot")


def write(world: World, person: Person, text: str) -> dict[str, Any]:
    """The person sends a text; a longer one than a message holds goes as several, as Telegram's apps do it."""
    may_write(person)
    text = cleaned(text).strip()
    if not text:
        raise ControlError(400, "a message cannot be empty")
    chat = world.chats[person.id]
    answer: dict[str, Any] = {}
    for part in _parts(text):
        message = world.say(chat, person.user(), part)
        update_id = enqueue(world, "message", message.wire(chat))
        answer = {"update_id": update_id, "message_id": message.id}
    return answer


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    while utf16_length(text) > _MAX_TEXT:
        end = _MAX_TEXT
        while utf16_length(text[:end]) > _MAX_TEXT:
            end -= 1
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text]


def press(
    world: World, person: Person, message_id: int | None, data: str | None, text: str | None
) -> dict[str, Any]:
    """The person presses a button; one that is not there is refused."""
    if data is None and text is None:
        raise ControlError(400, "give data or text")
    chat = world.chats[person.id]
    if message_id is not None:
        message = chat.messages.get(message_id)
        if message is None:
            raise ControlError(404, "there is no such message")
        candidates = [message]
    else:
        candidates = list(reversed(chat.messages.values()))
    keyboard = chat.reply_keyboard()
    for message in candidates:
        markup = message.reply_markup or {}
        for row in markup.get("inline_keyboard", []):
            for button in row:
                if _is_meant(button, data, text):
                    return _press_inline(world, person, chat, message, button)
        if markup is keyboard and data is None and (button := _find_reply(markup, text)) is not None:
            if button.get("web_app"):
                return {"update_id": None, "message_id": message.id, "web_app": button["web_app"]["url"]}
            return write(world, person, button["text"])
    raise ControlError(404, "there is no such button")


def _is_meant(button: dict[str, Any], data: str | None, text: str | None) -> bool:
    if data is not None and button.get("callback_data") != data:
        return False
    return text is None or button["text"] == text


def _find_reply(markup: dict[str, Any] | None, text: str | None) -> dict[str, Any] | None:
    for row in (markup or {}).get("keyboard", []):
        for button in row:
            shown = {"text": button} if isinstance(button, str) else button
            if shown["text"] == text:
                return dict(shown)
    return None


def _press_inline(
    world: World, person: Person, chat: Chat, message: Message, button: dict[str, Any]
) -> dict[str, Any]:
    answer: dict[str, Any] = {"update_id": None, "message_id": message.id}
    if "url" in button:
        return {**answer, "url": button["url"]}
    if "web_app" in button:
        return {**answer, "web_app": button["web_app"]["url"]}
    if "callback_data" not in button:
        raise ControlError(400, "the sandbox does not play this kind of button")
    query_id = str(secrets.randbits(63))
    world.queries[query_id] = Query(person.id, message.id, world.config.timing.now())
    if len(world.queries) > _QUERIES_KEPT:
        world.queries.pop(next(iter(world.queries)))
    query = {
        "id": query_id,
        "from": person.user(),
        "message": message.wire(chat),
        "chat_instance": str(chat.id * 7919),
        "data": button["callback_data"],
    }
    answer["update_id"] = enqueue(world, "callback_query", query)
    return {**answer, "callback_query_id": query_id}


def set_blocked(world: World, person: Person, blocked: bool) -> dict[str, Any]:
    """The person blocks the bot, or lets it write again."""
    if person.blocked == blocked:
        return {"update_id": None}
    person.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    chat = world.chats[person.id]
    body = {
        "chat": chat.wire(),
        "from": person.user(),
        "date": world.now(),
        "old_chat_member": world.bot_as(old),
        "new_chat_member": world.bot_as(new),
    }
    world.bus.publish("person", person.shown())
    return {"update_id": enqueue(world, "my_chat_member", body)}


def stop_draft(world: World, person: Person) -> dict[str, Any]:
    """The person presses Stop under a reply that is being written."""
    chat = world.chats[person.id]
    draft = chat.draft
    if draft is None or not draft.can_stop:
        raise ControlError(404, "nothing is being written that could be stopped")
    chat.draft = None
    world.publish(chat, "draft", {"draft_id": draft.id, "text": "", "entities": [], "can_stop": False})
    body = {"chat": chat.wire(), "draft_id": draft.id}
    return {"update_id": enqueue(world, "stopped_message_generation", body)}
