"""Tells open windows what happens in a conversation. Payloads are part of the HTTP contract."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import msgspec

from relove.core.ports import LiveEvents
from relove.domains.conversations.schemas import SessionView, TurnView


class Answering(msgspec.Struct, frozen=True):
    """Whom a reply that is being written is for, and what it answers."""

    user_id: uuid.UUID
    asked: TurnView
    lines: Sequence[uuid.UUID] = ()
    """The lines before it that are answered together with it, and itself."""

    def data(self, text: str, n: int) -> dict[str, Any]:
        """A piece of the reply, with all that a window needs to know where it belongs."""
        return {
            "session_id": str(self.asked.session_id),
            "reply_to": str(self.asked.id),
            "n": n,
            "text": text,
            "lines": [str(line) for line in self.lines],
        }


class ConversationEvents:
    """Publishes after the commit; anything may be lost, for the table holds the truth."""

    def __init__(self, live: LiveEvents) -> None:
        self._live = live

    async def turn_stored(self, user_id: uuid.UUID, turn: TurnView) -> None:
        """The person's words are safe."""
        data = {"turn": _plain(turn)}
        await self._live.to_session(str(turn.session_id), "turn", data)
        await self._live.to_person(str(user_id), "turn", data)

    async def delta(self, to: Answering, text: str, n: int) -> None:
        """More text of the reply to that turn, its n-th piece, counted from 1."""
        await self._live.to_session(
            str(to.asked.session_id), "delta", to.data(text, n), person=str(to.user_id)
        )

    async def replace(self, to: Answering, text: str, n: int = 0) -> None:
        """The reply so far is this instead; the next piece is the one after the n-th."""
        await self._live.to_session(
            str(to.asked.session_id), "replace", to.data(text, n), person=str(to.user_id)
        )

    async def so_far(self, to: Answering, text: str, n: int) -> None:
        """What is written so far, for a window that has seen nothing of it; none where no reply comes after all."""
        await self._live.to_person(str(to.user_id), "replace", to.data(text, n))

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
        await self._live.to_person(str(user_id), "turn", data)

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
