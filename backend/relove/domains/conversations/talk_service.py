"""Use cases of one message: what was said is taken in, what is answered is stored and linked to it."""

from __future__ import annotations

import datetime
import itertools
import uuid
from collections.abc import Sequence
from typing import Any

import msgspec

from relove.core.clock import Clock
from relove.core.ids import new_id
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.bursts import Line
from relove.domains.conversations.models import Session, Turn
from relove.domains.conversations.repeats import question_of
from relove.domains.conversations.schemas import Reply, SessionView, TurnSource, TurnView
from relove.domains.conversations.service import to_session, to_turn
from relove.domains.conversations.talk_repository import Known, TalkRepository
from relove.domains.records.schemas import Interaction

RECENT_TURNS = 20


class TakenIn(msgspec.Struct, frozen=True):
    """The lines as turns, the session that they stand in, and what is known before a reply."""

    session: SessionView
    turns: list[TurnView]
    """Of the lines, in their order."""
    recent: list[TurnView]
    """The last turns of the session in conversation order, these ones at the end."""
    asked: list[str]
    questions: list[str]
    session_number: int
    handed_over: bool
    rolling: str | None
    person_count: int
    again: bool = False
    """An earlier run has stored some of it."""
    unanswered: list[TurnView] = []
    """What the person wrote before and nobody replied to: an error, or too many lines at once."""
    failed: bool = False
    """Something went wrong last time."""

    @property
    def before(self) -> TurnView | None:
        """What the person said last before these lines."""
        lines = {turn.id for turn in self.turns}
        said = (turn for turn in reversed(self.recent) if turn.role == "person" and turn.id not in lines)
        return next(said, None)


class TalkService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._talk = TalkRepository(work.session)
        self._clock = clock

    async def take_in(
        self, user_id: uuid.UUID, lines: Sequence[Line], source: TurnSource, wanted: uuid.UUID | None
    ) -> TakenIn | None:
        """Store the lines in the open session, each as a turn of its own. None where none is open, or another run
        stored one of them.
        """
        now = self._clock.now()
        ids = [line.inbox_id for line in lines]
        known = await self._talk.advance(user_id, ids, now, wanted)
        if known is None:
            return None
        first = known.session.turn_count - len(lines) + 1
        rows = [
            _row(user_id, known.session, line, source, first + place, now) for place, line in enumerate(lines)
        ]
        done = [_interaction(user_id, known, line, now) for line in lines]
        before = await self._talk.add_and_read(known.session.id, rows, RECENT_TURNS, done)
        turns = [to_turn(Turn(**{**_BLANK, **row})) for row in rows]
        taken = _taken(known, turns, [*map(to_turn, before), *turns])
        open_ones = [to_turn(row) for row in itertools.takewhile(_is_open, reversed(before))][::-1]
        return msgspec.structs.replace(
            taken, failed=known.session.last_error is not None, unanswered=open_ones
        )

    async def found_again(
        self, user_id: uuid.UUID, lines: Sequence[Line], source: TurnSource
    ) -> TakenIn | None:
        """What an earlier run stored of these lines; what it did not store is added. None where it stored nothing."""
        rows = await self._talk.of_rows([line.inbox_id for line in lines])
        stored = {row.inbox_id: row for row in rows if row.inbox_id is not None}
        if not stored:
            return None
        session_id = next(iter(stored.values())).session_id
        new = [line for line in lines if line.inbox_id not in stored]
        corrected = {line.inbox_id: line.text for line in lines}
        turns = []
        for line_id, row in stored.items():
            text = corrected[line_id]
            if row.text != text:
                await self._talk.retell(row.id, text)
            turns.append(msgspec.structs.replace(to_turn(row), text=text))
        added = await self.take_in(user_id, new, source, session_id) if new else None
        if added is not None:
            return msgspec.structs.replace(added, turns=turns + added.turns, again=True)
        known = await self._talk.known_of(session_id, user_id)
        recent = [to_turn(row) for row in await self._talk.add_and_read(session_id, [], RECENT_TURNS)]
        return msgspec.structs.replace(_taken(known, turns, recent), again=True)

    async def reply(
        self,
        session: SessionView,
        user_id: uuid.UUID,
        reply: Reply,
        source: TurnSource,
        inbox_id: uuid.UUID | None,
        answered: Sequence[TurnView],
        state: str | None = None,
        *,
        open_only: bool = True,
        in_care: bool = False,
    ) -> TurnView | None:
        """Store what the guide says and link it to what it answers. None where the session is closed by now.

        `in_care`: what it answers was said in need.
        """
        now = self._clock.now()
        values = reply_values(session, user_id, reply, source, now)
        values["inbox_id"] = inbox_id
        done = await self._talk.reply(
            session.id,
            values,
            [turn.id for turn in answered],
            asked=asks(reply),
            state=state,
            open_only=open_only,
            in_care=in_care,
        )
        return to_turn(Turn(**{**_BLANK, **values})) if done else None

    async def link(self, turns: Sequence[TurnView], reply_id: uuid.UUID, *, in_care: bool) -> None:
        """These turns were answered by that one."""
        await self._talk.link([turn.id for turn in turns], reply_id, in_care=in_care)

    async def correct(self, user_id: uuid.UUID, message_id: int, text: str) -> TurnView | None:
        """The person edited a message that nothing has answered yet: its turn says so too."""
        row = await self._talk.correct(user_id, message_id, text)
        return None if row is None else to_turn(row)

    async def unsay(self, session_id: uuid.UUID, turns: Sequence[TurnView]) -> None:
        """Consent was taken back before these were answered: nothing of them is kept."""
        await self._talk.unsay(session_id, [turn.id for turn in turns])


_BLANK: dict[str, Any] = {
    "via": None,
    "quick_replies": None,
    "stopped": False,
    "by_human": False,
    "seen": None,
    "in_care": False,
}


def _interaction(user_id: uuid.UUID, known: Known, line: Line, now: datetime.datetime) -> Interaction:
    """A quick reply is one, pressed or typed."""
    return Interaction(
        id=line.inbox_id,
        user_id=user_id,
        kind="quick_reply" if line.text in known.offered else "message",
        at=now,
        stage=known.session.stage,
        session_id=known.session.id,
    )


def _is_open(row: Turn) -> bool:
    return row.role == "person" and row.reply_id is None


def asks(reply: Reply) -> bool:
    """Is it a question of the path? Care and fixed answers may end with a question mark and are none."""
    return reply.question_id is not None or (reply.via == "model" and "?" in reply.text)


def reply_values(
    session: SessionView, user_id: uuid.UUID, reply: Reply, source: TurnSource, now: Any
) -> dict[str, Any]:
    """The columns of the guide's turn, but for its number and its inbox row."""
    return {
        "id": new_id(),
        "session_id": session.id,
        "user_id": user_id,
        "role": "guide",
        "text": reply.text,
        "source": source,
        "via": reply.via,
        "stage": session.stage,
        "question_id": reply.question_id,
        "question": (reply.question or question_of(reply.text)) if asks(reply) else None,
        "quick_replies": msgspec.json.encode(reply.quick_replies) if reply.quick_replies else None,
        "stopped": reply.stopped,
        "created_at": now,
    }


def _row(
    user_id: uuid.UUID, session: Session, line: Line, source: TurnSource, number: int, now: Any
) -> dict[str, Any]:
    return {
        "id": new_id(),
        "session_id": session.id,
        "user_id": user_id,
        "number": number,
        "role": "person",
        "text": line.text,
        "source": source,
        "stage": session.stage,
        "inbox_id": line.inbox_id,
        "message_id": line.message_id,
        "seen": line.seen,
        "created_at": now,
    }


def _taken(known: Known, turns: list[TurnView], recent: list[TurnView]) -> TakenIn:
    return TakenIn(
        session=to_session(known.session),
        turns=turns,
        recent=recent[-RECENT_TURNS:],
        asked=known.asked,
        questions=known.questions,
        session_number=known.sessions,
        handed_over=known.handed_over,
        rolling=known.session.rolling_summary,
        person_count=known.session.person_count,
    )
