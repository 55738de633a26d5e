"""Blocked, and let in again; groups that move."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from relove.bootstrap import Container
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.service import MessagingService
from relove.domains.people.service import PeopleService


def make_router(container: Container) -> Router:
    """Handlers of this file."""
    router = Router(name="membership")

    async def changed(event: ChatMemberUpdated, inbox: InboxContext) -> None:
        gone = event.new_chat_member.status in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)
        async with inbox.step() as work:
            known = await PeopleService(work, container.clock).find_by_telegram(event.chat.id)
        if known is None:
            # Never met, or erased: that they went leaves nothing either.
            async with inbox.vanish():
                return
        async with inbox.finish() as work:
            messaging = MessagingService(work, container.clock)
            await (messaging.blocked if gone else messaging.unblocked)(event.chat.id)

    async def moved(message: Message, inbox: InboxContext) -> None:
        """A group became a supergroup: the old chat says where it went."""
        assert message.migrate_to_chat_id is not None
        async with inbox.finish() as work:
            await MessagingService(work, container.clock).moved(message.chat.id, message.migrate_to_chat_id)

    router.message.register(moved, F.migrate_to_chat_id)
    router.my_chat_member.register(changed, F.chat.type == ChatType.PRIVATE)
    return router
