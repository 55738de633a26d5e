"""Groups with the bot in them: what their members write, and a group that becomes a supergroup."""

from __future__ import annotations

from typing import Any

from relove.sandbox.acts import enqueue
from relove.sandbox.entities import cleaned
from relove.sandbox.errors import ControlError
from relove.sandbox.people import Chat, Person
from relove.sandbox.world import World

# Where Telegram's own numbers of groups and supergroups lie.
_GROUPS = -4_000_000_000
_SUPERGROUPS = -1_002_000_000_000


def make(world: World, title: str, members: list[int], kind: str, chat_id: int | None) -> Chat:
    """A group whose first member brings the bot in."""
    if not members:
        raise ControlError(400, "a group has at least one member")
    if kind not in ("group", "supergroup"):
        raise ControlError(400, f"unknown type: {kind}")
    people = [world.person(member) for member in members]
    number = chat_id if chat_id is not None else _free(world, kind)
    if number >= 0 or number in world.chats:
        raise ControlError(400, "the id of a group is negative, and not yet taken")
    chat = world.add_chat(Chat(number, kind, title, members=[person.id for person in people]))
    membership(world, chat, people[0], "left", "member")
    return chat


def find(world: World, chat_id: int) -> Chat:
    """The group of that id."""
    chat = world.chats.get(chat_id)
    if chat is None or chat.person is not None:
        raise ControlError(404, f"there is no group {chat_id}; make one by POST /sandbox/groups")
    return chat


def write(world: World, chat: Chat, person: Person, text: str, reply_to: int | None) -> dict[str, Any]:
    """A member writes. The bot hears commands, its own name and replies to it, as its privacy mode has it."""
    if chat.migrated_to is not None:
        raise ControlError(409, f"the group is the supergroup {chat.migrated_to} now")
    if person.id not in chat.members:
        raise ControlError(409, "this person is not in the group")
    text = cleaned(text).strip()
    if not text:
        raise ControlError(400, "a message cannot be empty")
    answered = chat.messages.get(reply_to or 0)
    message = world.say(chat, person.user(), text)
    heard = (
        text.startswith("/")
        or f"@{world.config.bot_username}" in text
        or (answered is not None and answered.from_bot)
    )
    if not heard or chat.kicked:
        return {"update_id": None, "message_id": message.id}
    body = message.wire(chat)
    if answered is not None:
        body["reply_to_message"] = answered.wire(chat)
    return {"update_id": enqueue(world, "message", body), "message_id": message.id}


def membership(world: World, chat: Chat, person: Person, old: str, new: str) -> int | None:
    """Somebody brings the bot in, or throws it out."""
    chat.kicked = new == "kicked"
    body = {
        "chat": chat.wire(),
        "from": person.user(),
        "date": world.now(),
        "old_chat_member": world.bot_as(old),
        "new_chat_member": world.bot_as(new),
    }
    return enqueue(world, "my_chat_member", body)


def migrate(world: World, chat: Chat) -> Chat:
    """The group becomes a supergroup with a number of its own; the bot is told in both."""
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError(409, "only a group becomes a supergroup, and once")
    new = world.add_chat(
        Chat(_free(world, "supergroup"), "supergroup", chat.title, members=list(chat.members))
    )
    chat.migrated_to = new.id
    sender = world.person(chat.members[0])
    _tell(world, chat, sender, {"migrate_to_chat_id": new.id})
    _tell(world, new, sender, {"migrate_from_chat_id": chat.id})
    return new


def _tell(world: World, chat: Chat, sender: Person, what: dict[str, int]) -> None:
    chat.last_id += 1
    body = {"message_id": chat.last_id, "from": sender.user(), "chat": chat.wire(), "date": world.now()}
    enqueue(world, "message", {**body, **what})


def _free(world: World, kind: str) -> int:
    number = _GROUPS if kind == "group" else _SUPERGROUPS
    while number in world.chats:
        number -= 1
    return number
