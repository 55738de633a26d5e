"""A chat that begins by itself, where nothing is open: for what somebody says, or is told by a human."""

from __future__ import annotations

import uuid

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.schemas import SessionView
from relove.domains.conversations.service import SessionService
from relove.domains.journey.service import JourneyService


async def open_chat(
    work: UnitOfWork, content: ContentService, clock: Clock, events: ConversationEvents, user_id: uuid.UUID
) -> SessionView:
    """Opened in the caller's unit of work, on the stage where the person stands. ReloveError session_active."""
    stage = await JourneyService(work, content, clock).begin(user_id)
    session = await SessionService(work, clock).open(user_id, "chat", stage)
    work.after_commit(lambda: events.session_changed(user_id, session))
    return session
