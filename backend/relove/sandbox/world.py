"""All that the sandbox knows, in memory, and the few things that change it from more than one side."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from relove.sandbox.bus import Bus
from relove.sandbox.checkouts import Checkouts
from relove.sandbox.config import SandboxConfig
from relove.sandbox.entities import with_found
from relove.sandbox.errors import BotApiError, ControlError, bad_request, forbidden
from relove.sandbox.faults import Faults
from relove.sandbox.files import Files
from relove.sandbox.limits import FloodLimits
from relove.sandbox.media.wire import Media
from relove.sandbox.model_state import ModelState
from relove.sandbox.people import Chat, Message, Person
from relove.sandbox.request_log import RequestLog
from relove.sandbox.updates import UpdateQueue

# Message ids begin where no earlier run of the sandbox can have been: what the product still remembers of an
# earlier one must not meet a new message of the same number.
_EPOCH = 1_760_000_000


@dataclass
class BotProfile:
    """What the bot has told Telegram about itself. A reset keeps it: the product tells it at start-up only."""

    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    menu_button: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)


@dataclass
class Query:
    """A pressed button that waits for its answer."""

    person_id: int
    message_id: int
    pressed: float


class World:
    """The state of the sandbox."""

    def __init__(self, config: SandboxConfig) -> None:
        self.config = config
        self.bus = Bus()
        self.queue = UpdateQueue(config.timing)
        self.profile = BotProfile()
        self.offset_us = 0
        self._first_message_id = max(int(time.time()) - _EPOCH, 0)
        self._last_ids: dict[int, int] = {}
        self.requests = RequestLog()
        self._forget()

    def _forget(self) -> None:
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self.checkouts = Checkouts(self.config.timing.checkout_within)
        self.faults = Faults()
        self.limits = FloodLimits(self.config.limits)
        self.model = ModelState()
        self.files = Files()
        self.requests = RequestLog(self.requests.next_number)

    def reset(self) -> None:
        """Forget people, messages, faults, scripts and the clock's offset; numbers go on."""
        for chat in self.chats.values():
            self._last_ids[chat.id] = chat.last_id
        self._forget()
        self.queue.drop_pending()
        self.set_offset(0)
        self.bus.publish("reset", {})

    def close(self) -> None:
        """End the open streams and long polls, so that the process can end."""
        self.bus.close()
        self.queue.close()
        self.model.close()

    # --- time

    def now(self) -> int:
        """Business time in whole seconds, as Telegram dates things."""
        return int(self.config.hooks.clock.now().timestamp())

    def set_offset(self, us: int) -> None:
        self.offset_us = us
        self.config.hooks.set_clock_offset(us)
        self.bus.publish("clock", {"now": self.now(), "offset": us / 1_000_000})

    # --- people and chats

    def bot_user(self) -> dict[str, Any]:
        config = self.config
        return {
            "id": config.bot_id,
            "is_bot": True,
            "first_name": self.profile.names.get("", config.bot_name),
            "username": config.bot_username,
        }

    def bot_as(self, status: str) -> dict[str, Any]:
        """As the `ChatMember` object of the Bot API."""
        member: dict[str, Any] = {"status": status, "user": self.bot_user()}
        if status == "kicked":
            member["until_date"] = 0
        return member

    def add_person(self, person: Person) -> Person:
        """Make a person, or change what is known of one."""
        known = self.people.get(person.id)
        if known is not None:
            person.blocked, person.is_admin, person.device = known.blocked, known.is_admin, known.device
        self.people[person.id] = person
        self.add_chat(Chat(person.id, person=person)).person = person
        self.bus.publish("person", person.shown())
        return person

    def add_chat(self, chat: Chat) -> Chat:
        chat.last_id = self._last_ids.get(chat.id, self._first_message_id)
        return self.chats.setdefault(chat.id, chat)

    def person(self, person_id: int) -> Person:
        person = self.people.get(person_id)
        if person is None:
            raise ControlError(404, f"there is no person {person_id}; make one by POST /sandbox/people")
        return person

    def chat_for_bot(self, chat_id: Any, *, writing: bool = False) -> Chat:
        """The chat that a bot names, refused as Telegram refuses."""
        if isinstance(chat_id, str):
            named = (p.id for p in self.people.values() if p.username and f"@{p.username}" == chat_id)
            chat_id = next(named, None)
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise BotApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.kicked:
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        if writing and chat.person is not None and chat.person.blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    # --- messages

    def say(
        self,
        chat: Chat,
        sender: dict[str, Any],
        text: str,
        entities: list[dict[str, Any]] | None = None,
        reply_markup: dict[str, Any] | None = None,
        media: Media | None = None,
    ) -> Message:
        """Put a message into a chat."""
        chat.last_id += 1
        found = with_found(text, []) if entities is None else entities
        message = Message(chat.last_id, self.now(), sender, text, found, reply_markup, media)
        chat.messages[message.id] = message
        if message.from_bot:
            chat.draft = None
            self._read(chat)
        self.publish(chat, "message", message.shown())
        return message

    def _read(self, chat: Chat) -> None:
        """An answer shows that the bot has read what came before."""
        for message in reversed(chat.messages.values()):
            if message.from_bot:
                continue
            if message.read:
                return
            message.read = True
            self.publish(chat, "message", message.shown())

    def publish(self, chat: Chat, name: str, data: dict[str, Any]) -> None:
        self.bus.publish(name, {"chat": chat.id, **data}, chat.id)

    # --- the log

    def log_request(
        self, method: str, params: dict[str, Any], status: int, answer: Any, **extra: Any
    ) -> None:
        """Note a Bot API call, in the order of the answers."""
        entry = self.requests.add(method, params, status, answer, **extra)
        self.bus.publish("request", entry)


__all__ = ["BotApiError", "BotProfile", "Query", "World"]
