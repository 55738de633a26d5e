"""Which queue an update waits in: within one the order is kept, between two it is not."""

from __future__ import annotations

from typing import Any

from relove.sandbox.updates import Lane

# Messages by chat, callbacks by person; each further kind has queues of its own.
_QUEUES = {
    "message": "chat",
    "edited_message": "chat",
    "channel_post": "chat",
    "edited_channel_post": "chat",
    "callback_query": "person",
    "pre_checkout_query": "checkout",
    "shipping_query": "checkout",
    "my_chat_member": "member",
    "stopped_message_generation": "stop",
}
_BY_PERSON = {"person", "checkout"}


def lane_of(kind: str, body: Any) -> Lane:
    """The queue of an update, however odd its body."""
    queue = _QUEUES.get(kind, kind)
    if not isinstance(body, dict):
        return queue, 0
    named = body.get("from") if queue in _BY_PERSON or "chat" not in body else body.get("chat")
    return queue, number_of(named)


def number_of(named: Any) -> int:
    """The id of a chat or a person; 0 where it has none."""
    number = named.get("id") if isinstance(named, dict) else None
    return number if isinstance(number, int) else 0
