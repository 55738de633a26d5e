"""Tells open windows what happens in a conversation. Payloads are part of the HTTP contract."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import msgspec

from relove.core.ports import LiveEvents
from relove.domains.conversations.schemas import SessionView, TurnView


class ConversationEvents:
    """Publishes after the commit; anything may be lost, for the table holds the truth."""

    def __init__(self, live: LiveEvents) -> None:
        self._live = live

    async def turn_stored(self, user_id: uuid.UUID, turn: TurnView) -> None:
        """The person's words are safe."""
        data = {"turn": _plain(turn)}
        await self._live.to_session(str(turn.session_id), "turn", data)
        await self._live.to_person(str(user_id), "turn", data)

    async def delta(self, asked: TurnView, text: str, lines: Sequence[uuid.UUID] = ()) -> None:
        """More text of the reply to that turn, and to the lines before it that are answered together with it."""
        data = {"reply_to": str(asked.id), "text": text, "lines": [str(line) for line in lines]}
        await self._live.to_session(str(asked.session_id), "delta", data)

    async def replace(self, asked: TurnView, text: str, lines: Sequence[uuid.UUID] = ()) -> None:
        """The reply so far is this instead."""
        data = {"reply_to": str(asked.id), "text": text, "lines": [str(line) for line in lines]}
        await self._live.to_session(str(asked.session_id), "replace", data)

    async def done(
        self,
        user_id: uuid.UUID,
        turn: TurnView,
        asked: TurnView | None,
        lines: Sequence[TurnView] = (),
    ) -> None:
        """The guide's turn, whole."""
        data = {
            "turn": _plain(turn),
            "reply_to": str(asked.id) if asked else None,
            "lines": [str(line.id) for line in lines],
        }
        await self._live.to_session(str(turn.session_id), "done", data)
        await self._live.to_person(str(user_id), "turn", {"turn": data["turn"]})

    async def failed(self, session_id: uuid.UUID, inbox_id: uuid.UUID, code: str) -> None:
        """No reply will come to that inbox row."""
        await self._live.to_session(
            str(session_id), "error", {"error": {"code": code}, "inbox_id": str(inbox_id)}
        )

    async def session_changed(self, user_id: uuid.UUID, session: SessionView) -> None:
        """A session was opened or finished."""
        await self._live.to_person(str(user_id), "session", {"session": _plain(session)})
        await self._live.to_person(str(user_id), "journey", {})

    async def journey_changed(self, user_id: uuid.UUID) -> None:
        """The map, or what is remembered, changed."""
        await self._live.to_person(str(user_id), "journey", {})

    async def person_changed(self, user_id: uuid.UUID) -> None:
        """Consents, preferences or the care pause changed."""
        await self._live.to_person(str(user_id), "me", {})


def _plain(value: msgspec.Struct) -> Any:
    return msgspec.to_builtins(value)
