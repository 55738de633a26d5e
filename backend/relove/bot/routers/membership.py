"""Blocked, and let in again."""

from __future__ import annotations

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated

from relove.bootstrap import Container
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.service import MessagingService
from relove.domains.people.service import PeopleService


def make_router(container: Container) -> Router:
    """Handlers of this file."""
    router = Router(name="membership")

    async def changed(event: ChatMemberUpdated, inbox: InboxContext) -> None:
        gone = event.new_chat_member.status in (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)
        async with inbox.finish() as work:
            messaging = MessagingService(work, container.clock)
            people = PeopleService(work, container.clock)
            await (messaging.blocked if gone else messaging.unblocked)(event.chat.id)
            await people.set_active(event.chat.id, active=not gone)

    router.my_chat_member.register(changed, F.chat.type == ChatType.PRIVATE)
    return router
