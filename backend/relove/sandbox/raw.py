"""Updates that a test wrote itself, delivered as they are."""

from __future__ import annotations

from typing import Any

from relove.sandbox.checkouts import Checkout
from relove.sandbox.lanes import lane_of, number_of
from relove.sandbox.people import Chat, Person
from relove.sandbox.world import World


def deliver_raw(world: World, update: dict[str, Any]) -> dict[str, Any]:
    """Queue it; the chat or the payment in it becomes known, so that the bot can answer."""
    kind = next((key for key in update if key != "update_id"), "")
    body = update.get(kind)
    if isinstance(body, dict):
        if kind == "pre_checkout_query":
            _learn_checkout(world, body)
        elif isinstance(chat := body.get("chat"), dict):
            _learn_chat(world, chat)
    return {"update_id": world.queue.put_raw(update, kind, lane_of(kind, body))}


def _learn_checkout(world: World, body: dict[str, Any]) -> None:
    if isinstance(body.get("id"), str):
        world.checkouts.ask(Checkout(body["id"], number_of(body.get("from")), world.config.timing.now()))


def _learn_chat(world: World, chat: dict[str, Any]) -> None:
    chat_id, kind, name = chat.get("id"), chat.get("type"), chat.get("first_name")
    if not isinstance(chat_id, int) or chat_id in world.chats:
        return
    if kind == "private" and isinstance(name, str):
        world.add_person(Person(chat_id, name))
    elif kind in ("group", "supergroup", "channel"):
        title = chat.get("title")
        world.add_chat(Chat(chat_id, kind, title if isinstance(title, str) else None))
