"""A Bot API call whose arguments have been checked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from relove.sandbox.delivery import WebhookDelivery
from relove.sandbox.errors import bad_request
from relove.sandbox.people import Chat, Message
from relove.sandbox.world import World


@dataclass
class Call:
    """What a method's handler gets."""

    world: World
    delivery: WebhookDelivery
    params: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        value = self.params.get(name)
        return default if value is None else value

    def chat(self, *, writing: bool = False) -> Chat:
        """The chat that the call names."""
        return self.world.chat_for_bot(self.params.get("chat_id"), writing=writing)

    def own_message(self, verb: str) -> tuple[Chat, Message]:
        """The message that the call names, which must be the bot's own to be edited."""
        chat = self.chat()
        message = chat.messages.get(self.get("message_id", 0))
        if message is None:
            raise bad_request(f"message to {verb} not found")
        if verb == "edit" and not message.from_bot:
            raise bad_request("message can't be edited")
        return chat, message


Handler = Callable[[Call], Awaitable[Any]]
