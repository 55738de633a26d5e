"""The control calls about groups."""

from __future__ import annotations

from typing import Any

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Struct

from relove.sandbox import groups
from relove.sandbox.given import TheWorld
from relove.sandbox.people import Chat


class NewGroup(Struct, forbid_unknown_fields=True):
    """A group to be made; its members are people that there are."""

    title: str
    members: list[int]
    type: str = "group"
    id: int | None = None


class GroupMessage(Struct, forbid_unknown_fields=True):
    """What a member writes."""

    person_id: int
    text: str
    reply_to: int | None = None


class GroupControl(Controller):
    """Groups: making them, writing in them, making a supergroup of one."""

    path = "/sandbox/groups"
    include_in_schema = False

    @post("/", status_code=200)
    async def make(self, world: TheWorld, data: JSONBody[NewGroup]) -> dict[str, Any]:
        return _shown(groups.make(world, data.title, data.members, data.type, data.id))

    @get("/{chat_id:int}/messages")
    async def messages(
        self, world: TheWorld, chat_id: FromPath[int], after: FromQuery[int] = 0
    ) -> dict[str, Any]:
        chat = groups.find(world, chat_id)
        return {
            "items": [
                {**m.shown(), "person_id": None if m.from_bot else m.sender["id"]}
                for m in chat.messages.values()
                if m.id > after
            ]
        }

    @post("/{chat_id:int}/messages", status_code=200)
    async def write(
        self, world: TheWorld, chat_id: FromPath[int], data: JSONBody[GroupMessage]
    ) -> dict[str, Any]:
        chat = groups.find(world, chat_id)
        return groups.write(world, chat, world.person(data.person_id), data.text, data.reply_to)

    @post("/{chat_id:int}/migrate", status_code=200)
    async def migrate(self, world: TheWorld, chat_id: FromPath[int]) -> dict[str, Any]:
        return _shown(groups.migrate(world, groups.find(world, chat_id)))

    @post("/{chat_id:int}/kick", status_code=200)
    async def kick(self, world: TheWorld, chat_id: FromPath[int]) -> dict[str, Any]:
        chat = groups.find(world, chat_id)
        somebody = world.person(chat.members[0])
        return {"update_id": groups.membership(world, chat, somebody, "member", "kicked")}


def _shown(chat: Chat) -> dict[str, Any]:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "members": chat.members,
        "migrated_to": chat.migrated_to,
    }
