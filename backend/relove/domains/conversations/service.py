"""Use cases of sessions: open one, look at them, note what was said, finish."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import cast

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations import rules
from relove.domains.conversations.models import Session, Turn
from relove.domains.conversations.repeats import question_of
from relove.domains.conversations.repository import SessionRepository, TurnRepository
from relove.domains.conversations.schemas import (
    Reply,
    SessionPage,
    SessionStatus,
    SessionType,
    SessionView,
    TurnPage,
    TurnPlace,
    TurnRole,
    TurnSource,
    TurnView,
    Via,
)

AROUND = 6
"""So many turns are shown before, and after, one that somebody is led to."""


def to_session(row: Session) -> SessionView:
    """The row as the doors show it."""
    return SessionView(
        id=row.id,
        type=cast(SessionType, row.type),
        status=cast(SessionStatus, row.status),
        stage=row.stage,
        question_count=row.question_count,
        started_at=row.started_at,
        last_activity_at=row.last_activity_at,
        completed_at=row.completed_at,
        summary=row.summary,
        state=row.state,
    )


def to_turn(row: Turn) -> TurnView:
    """The row as the doors show it."""
    return TurnView(
        id=row.id,
        session_id=row.session_id,
        role=cast(TurnRole, row.role),
        text=row.text,
        created_at=row.created_at,
        source=cast(TurnSource, row.source),
        via=cast("Via | None", row.via),
        quick_replies=msgspec.json.decode(row.quick_replies, type=list[str]) if row.quick_replies else [],
        stopped=row.stopped,
        by_human=row.by_human,
        seen=row.seen,
        in_care=row.in_care,
    )


class SessionService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._sessions = SessionRepository(session=work.session)
        self._turns = TurnRepository(session=work.session)
        self._clock = clock

    async def active(self, user_id: uuid.UUID) -> SessionView | None:
        """The one that is open."""
        row = await self._sessions.active(user_id)
        return None if row is None else to_session(row)

    async def owned(self, session_id: uuid.UUID) -> tuple[uuid.UUID, bool] | None:
        """Whose session it is, and whether it is still open."""
        row = await self._sessions.get_one_or_none(id=session_id)
        return None if row is None else (row.user_id, row.status == "active")

    async def get(self, session_id: uuid.UUID, user_id: uuid.UUID) -> SessionView:
        """One of this person's sessions. ReloveError session_not_found, for other people's too."""
        row = await self._sessions.of_person(session_id, user_id)
        if row is None:
            raise ReloveError("session_not_found", kind="not_found")
        return to_session(row)

    async def get_open(self, session_id: uuid.UUID, user_id: uuid.UUID) -> SessionView:
        """The same, and it can be written in. ReloveError session_closed."""
        found = await self.get(session_id, user_id)
        if found.status != "active":
            raise ReloveError("session_closed", kind="conflict")
        return found

    async def page(self, user_id: uuid.UUID, cursor: str | None, limit: int) -> SessionPage:
        """Newest first."""
        before = rules.read_session_cursor(cursor) if cursor else None
        rows = await self._sessions.page(user_id, before, limit + 1)
        shown = rows[:limit]
        more = rules.session_cursor(shown[-1].started_at, shown[-1].id) if len(rows) > limit else None
        return SessionPage(items=[to_session(row) for row in shown], next=more)

    async def turns(
        self, session_id: uuid.UUID, user_id: uuid.UUID, cursor: str | None, limit: int
    ) -> TurnPage:
        """The newest page, in conversation order; `cursor` leads to older ones."""
        await self.get(session_id, user_id)
        before = rules.read_turn_cursor(cursor) if cursor else None
        rows = await self._turns.page(session_id, before, limit + 1)
        shown = rows[-limit:]
        more = str(shown[0].number) if len(rows) > limit else None
        return TurnPage(items=[to_turn(row) for row in shown], next=more)

    async def place(self, turn_id: uuid.UUID, user_id: uuid.UUID) -> TurnPlace:
        """What stands around a turn of this person's talks. ReloveError not_found."""
        row = await self._turns.of_person(turn_id, user_id)
        if row is None:
            raise ReloveError("not_found", kind="not_found")
        rows = await self._turns.page(row.session_id, row.number + AROUND + 1, 2 * AROUND + 1)
        return TurnPlace(await self.get(row.session_id, user_id), [to_turn(one) for one in rows])

    async def open(
        self, user_id: uuid.UUID, kind: SessionType, stage: str, *, finish_active: bool = False
    ) -> SessionView:
        """Begin a session. ReloveError session_active where one is open and may not be finished."""
        active = await self._sessions.active(user_id)
        if active is not None:
            if not finish_active:
                raise ReloveError("session_active", kind="conflict", details={"session_id": str(active.id)})
            await self.finish(active.id, None)
        now = self._clock.now()
        row = await self._sessions.open(
            {"user_id": user_id, "type": kind, "stage": stage, "started_at": now, "last_activity_at": now}
        )
        if row is None:
            raise ReloveError("session_active", kind="conflict")
        return to_session(row)

    async def finish(self, session_id: uuid.UUID, summary: str | None) -> SessionView:
        """Close a session with its summary. ReloveError session_closed where the other window was quicker."""
        now = self._clock.now()
        values = {"status": "completed", "state": "closed", "summary": summary, "completed_at": now}
        closed = await self._sessions.change_active(session_id, values)
        if closed is None:
            raise ReloveError("session_closed", kind="conflict")
        return to_session(closed)

    async def set_state(self, session_id: uuid.UUID, state: str) -> None:
        """Where the session's mode stands from now on. A closed session keeps its state."""
        await self._sessions.change_active(session_id, {"state": state})

    async def note_error(self, session_id: uuid.UUID, code: str) -> None:
        """Keep what last went wrong, as a code."""
        await self._sessions.change(session_id, {"last_error": code})

    async def record_person(
        self,
        session: SessionView,
        user_id: uuid.UUID,
        text: str,
        source: TurnSource,
        inbox_id: uuid.UUID,
        *,
        in_care: bool = False,
    ) -> TurnView:
        """Store what the person said, once per inbox row: a second run finds the first one's turn."""
        stored = await self._turns.by_inbox(inbox_id, "person")
        if stored is not None:
            return to_turn(stored)
        now = self._clock.now()
        number = await self._sessions.next_number(session.id, now, asked=False)
        row = await self._turns.insert(
            {
                "session_id": session.id,
                "user_id": user_id,
                "number": number,
                "role": "person",
                "text": text,
                "source": source,
                "stage": session.stage,
                "inbox_id": inbox_id,
                "in_care": in_care,
                "created_at": now,
            }
        )
        return to_turn(row)

    async def record_guide(
        self,
        session: SessionView,
        user_id: uuid.UUID,
        reply: Reply,
        source: TurnSource,
        inbox_id: uuid.UUID | None,
    ) -> TurnView:
        """Store what the guide said."""
        now = self._clock.now()
        # Care and fixed answers may end with a question mark; they are no question of the path.
        asked = reply.question_id is not None or (reply.via == "model" and "?" in reply.text)
        number = await self._sessions.next_number(session.id, now, asked=asked)
        row = await self._turns.insert(
            {
                "session_id": session.id,
                "user_id": user_id,
                "number": number,
                "role": "guide",
                "text": reply.text,
                "source": source,
                "via": reply.via,
                "stage": session.stage,
                "question_id": reply.question_id,
                "question": (reply.question or question_of(reply.text)) if asked else None,
                "quick_replies": msgspec.json.encode(reply.quick_replies) if reply.quick_replies else None,
                "stopped": reply.stopped,
                "inbox_id": inbox_id,
                "created_at": now,
            }
        )
        return to_turn(row)

    async def record_human(self, session: SessionView, user_id: uuid.UUID, text: str) -> TurnView:
        """Store what somebody of the team wrote to the person."""
        now = self._clock.now()
        number = await self._sessions.next_number(session.id, now, asked=False)
        row = await self._turns.insert(
            {
                "session_id": session.id,
                "user_id": user_id,
                "number": number,
                "role": "guide",
                "text": text,
                "source": "bot",
                "stage": session.stage,
                "by_human": True,
                "created_at": now,
            }
        )
        return to_turn(row)

    async def reply_to(self, inbox_id: uuid.UUID) -> TurnView | None:
        """The guide's answer to an inbox row, once it is stored: to a line of a burst that of the burst."""
        row = await self._turns.reply_to(inbox_id)
        return None if row is None else to_turn(row)

    async def why_silent(self, turn: TurnView) -> str | None:
        """Why a turn of the person got no reply, as a code: the other window finished the session."""
        row = await self._sessions.by_id(turn.session_id)
        return "session_closed" if row is not None and row.status != "active" else None

    async def turn_of(self, inbox_id: uuid.UUID) -> TurnView | None:
        """The person's turn that an inbox row became, once it is stored."""
        row = await self._turns.by_inbox(inbox_id, "person")
        return None if row is None else to_turn(row)

    async def recent(self, session_id: uuid.UUID, count: int) -> list[TurnView]:
        """The newest turns, in conversation order."""
        return [to_turn(row) for row in await self._turns.recent(session_id, count)]

    async def turns_of(self, user_id: uuid.UUID, turn_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, TurnView]:
        """Those of these turns that are the person's own words, by their ids; not what was said in need."""
        rows = await self._turns.of_ids(user_id, turn_ids) if turn_ids else []
        return {row.id: to_turn(row) for row in rows}

    async def said_by_rows(
        self, user_id: uuid.UUID, inbox_ids: Sequence[uuid.UUID]
    ) -> dict[uuid.UUID, TurnView]:
        """The person's turns that came by these inbox rows."""
        rows = await self._turns.of_rows(user_id, inbox_ids) if inbox_ids else []
        return {row.inbox_id: to_turn(row) for row in rows if row.inbox_id is not None}

    async def asked(self, user_id: uuid.UUID) -> list[str]:
        """Ids of written questions that this person was asked, oldest first."""
        return await self._turns.asked(user_id)

    async def quick_reply(self, turn_id: uuid.UUID, user_id: uuid.UUID, index: int) -> str | None:
        """The text behind a quick-reply button of one of this person's turns."""
        row = await self._turns.of_person(turn_id, user_id)
        if row is None:
            return None
        choices = to_turn(row).quick_replies
        return choices[index] if 0 <= index < len(choices) else None

    async def count(self, user_id: uuid.UUID) -> int:
        """How many sessions the person has had."""
        return await self._sessions.count_of(user_id)

    async def said_by_stage(self, user_id: uuid.UUID) -> dict[str, int]:
        """How many turns the person has said on each stage."""
        return await self._turns.said_by_stage(user_id)
