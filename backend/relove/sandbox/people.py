"""People, chats and messages as the sandbox keeps them, and in the shapes of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from relove.sandbox.device import Device
from relove.sandbox.html_entities import Entity
from relove.sandbox.media.wire import Media


@dataclass
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    blocked: bool = False
    is_admin: bool = False
    bio: str | None = None
    channel: str | None = None
    """Name of the public channel that their profile links."""
    device: Device = field(default_factory=Device)

    def names(self) -> dict[str, Any]:
        known = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {k: v for k, v in known.items() if v is not None}

    def shows(self) -> dict[str, Any]:
        """What `getChat` tells of them besides."""
        told: dict[str, Any] = {} if self.bio is None else {"bio": self.bio}
        if self.channel:
            channel = {"id": -(10**12) - self.id, "type": "channel", "title": self.channel}
            told["personal_chat"] = {**channel, "username": self.channel}
        return told

    def user(self) -> dict[str, Any]:
        """As the `User` object of the Bot API."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, **self.names()}
        if self.language_code:
            user["language_code"] = self.language_code
        if self.is_premium:
            user["is_premium"] = True
        return user

    def shown(self) -> dict[str, Any]:
        """As the control calls and the page show it."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "is_premium": self.is_premium,
            "blocked": self.blocked,
            "is_admin": self.is_admin,
        }


@dataclass
class Message:
    """A message in a chat; `sender` is the Bot API's `User`."""

    id: int
    date: int
    sender: dict[str, Any]
    text: str
    entities: list[Entity] = field(default_factory=list)
    reply_markup: dict[str, Any] | None = None
    media: Media | None = None
    edit_date: int | None = None
    read: bool = False

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    def wire(self, chat: Chat) -> dict[str, Any]:
        """As the `Message` object of the Bot API."""
        message: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender,
            "chat": chat.wire(),
            "date": self.date,
        }
        words, marks = ("caption", "caption_entities") if self.media else ("text", "entities")
        if self.media:
            message[self.media.kind] = self.media.part
        if self.text or not self.media:
            message[words] = self.text
        if self.entities:
            message[marks] = self.entities
        if self.edit_date is not None:
            message["edit_date"] = self.edit_date
        if self.reply_markup and "inline_keyboard" in self.reply_markup:
            message["reply_markup"] = self.reply_markup
        return message

    def shown(self) -> dict[str, Any]:
        """As the control calls and the page show it."""
        markup = self.reply_markup or {}
        item: dict[str, Any] = {
            "message_id": self.id,
            "date": self.date,
            "from": "bot" if self.from_bot else "person",
            "text": self.text,
            "entities": self.entities,
            "buttons": [[_button(b) for b in row] for row in markup.get("inline_keyboard", [])],
            "edited": self.edit_date is not None,
            "read": self.read,
        }
        if self.media:
            item[self.media.kind] = self.media.shown
        if "keyboard" in markup:
            item["keyboard"] = [[_button(b) for b in row] for row in markup["keyboard"]]
            item["keyboard_options"] = {k: v for k, v in markup.items() if k != "keyboard"}
        if markup.get("remove_keyboard"):
            item["keyboard_removed"] = True
        return item


@dataclass
class Draft:
    """A reply that the bot is still writing."""

    id: int
    text: str
    entities: list[Entity]
    can_stop: bool = False


@dataclass
class Chat:
    """A chat with the bot: a private one has the person's id."""

    id: int
    type: str = "private"
    title: str | None = None
    person: Person | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    last_id: int = 0
    draft: Draft | None = None
    menu_button: dict[str, Any] | None = None
    # Of groups only.
    members: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    kicked: bool = False

    def wire(self) -> dict[str, Any]:
        """As the `Chat` object of the Bot API."""
        if self.person is not None:
            return {"id": self.id, "type": "private", **self.person.names()}
        return {"id": self.id, "type": self.type, "title": self.title or str(self.id)}

    def reply_keyboard(self) -> dict[str, Any] | None:
        """The keyboard under the text field: the newest that was sent, unless it was removed since."""
        for message in reversed(self.messages.values()):
            markup = message.reply_markup or {}
            if markup.get("remove_keyboard"):
                return None
            if "keyboard" in markup:
                return markup
        return None


def _button(button: dict[str, Any] | str) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    shown: dict[str, Any] = {"text": button["text"]}
    if "callback_data" in button:
        shown["data"] = button["callback_data"]
    if "url" in button:
        shown["url"] = button["url"]
    if "web_app" in button:
        shown["web_app"] = button["web_app"]["url"]
    return shown
