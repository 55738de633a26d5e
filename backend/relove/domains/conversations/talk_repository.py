"""The statements that every message takes, each in one round trip."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

import msgspec
from sqlalchemy import (
    ARRAY,
    Boolean,
    LargeBinary,
    Text,
    Uuid,
    bindparam,
    case,
    column,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from relove.db.crypto import keyring
from relove.domains.conversations.models import Handover, Session, Turn
from relove.domains.records.interactions_repository import noting
from relove.domains.records.schemas import Interaction

QUESTIONS_KEPT = 60
"""So many of the last questions that a person was asked, in any session, are looked at."""

_PLACE = b"session_turns.question"
_OFFERED = b"session_turns.quick_replies"
_IS_ACTIVE = Session.status == literal_column("'active'")
_IDS = bindparam("inbox_ids", type_=ARRAY(Uuid()))
_other = aliased(Session)
_newest = (
    select(type_coerce(Turn.question, LargeBinary))
    .where(Turn.user_id == bindparam("person"), Turn.question.is_not(None))
    .order_by(Turn.id.desc())
    .limit(QUESTIONS_KEPT)
)
_people = table("users", column("id", Uuid()), column("care_active", Boolean()))
_asked_ids = select(Turn.question_id).where(
    Turn.user_id == bindparam("person"), Turn.question_id.is_not(None)
)
# What a reply must know of the person beside the last turns: read where the session's row is written anyway.
_KNOWN = (
    func.array(_asked_ids.distinct().scalar_subquery(), type_=ARRAY(Text())).label("asked"),
    func.array(_newest.scalar_subquery(), type_=ARRAY(LargeBinary())).label("questions"),
    select(func.count())
    .select_from(_other)
    .where(_other.user_id == bindparam("person"))
    .scalar_subquery()
    .label("sessions"),
    # Nobody in need is met with silence: until somebody of the team has answered, care speaks.
    exists()
    .where(
        Handover.user_id == bindparam("person"),
        Handover.ended_at.is_(None),
        or_(
            Handover.answered_at.is_not(None),
            ~exists().where(_people.c.id == bindparam("person"), _people.c.care_active),
        ),
    )
    .label("handed_over"),
    select(type_coerce(Turn.quick_replies, LargeBinary))
    .where(Turn.session_id == Session.id, Turn.role == literal_column("'guide'"))
    .order_by(Turn.number.desc())
    .limit(1)
    .correlate(Session)
    .scalar_subquery()
    .label("offered"),
)
_ADVANCE = (
    update(Session)
    .where(
        Session.user_id == bindparam("person"),
        _IS_ACTIVE,
        ~exists().where(Turn.inbox_id == func.any(_IDS), Turn.role == literal_column("'person'")),
        case((bindparam("wanted", type_=Uuid()).is_(None), True), else_=Session.id == bindparam("wanted")),
    )
    .values(
        turn_count=Session.turn_count + bindparam("lines"),
        person_count=Session.person_count + bindparam("lines"),
        last_activity_at=bindparam("at"),
    )
    .returning(Session, *_KNOWN)
)
_KNOWN_OF = select(Session, *_KNOWN).where(Session.id == bindparam("session_id"))
_RECENT = (
    select(Turn)
    .where(Turn.session_id == bindparam("session_id"))
    .order_by(Turn.number.desc())
    .limit(bindparam("count"))
)
_OF_ROWS = select(Turn).where(Turn.inbox_id == func.any(_IDS), Turn.role == "person").order_by(Turn.number)


_PLAIN = {"stopped": False, "in_care": False, "by_human": False}


class Known(NamedTuple):
    """The session as it is after the lines were counted, and what is known of the person."""

    session: Session
    asked: list[str]
    questions: list[str]
    sessions: int
    handed_over: bool
    offered: list[str]
    """Quick replies under the guide's last words."""


class TalkRepository:
    """What a message writes and reads."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def advance(
        self,
        user_id: uuid.UUID,
        inbox_ids: Sequence[uuid.UUID],
        at: datetime.datetime,
        wanted: uuid.UUID | None,
    ) -> Known | None:
        """Make room for new lines in the open session: the one that is wanted, where one is.

        None where there is no such session, and where an earlier run has stored one of these lines.
        """
        values = {
            "person": user_id,
            "inbox_ids": list(inbox_ids),
            "lines": len(inbox_ids),
            "at": at,
            "wanted": wanted,
        }
        found = await self._session.execute(_ADVANCE, values, execution_options={"populate_existing": True})
        row = found.one_or_none()
        return None if row is None else _known(row)

    async def known_of(self, session_id: uuid.UUID, user_id: uuid.UUID) -> Known:
        """The same of a session as it is."""
        found = await self._session.execute(_KNOWN_OF, {"session_id": session_id, "person": user_id})
        return _known(found.one())

    async def add_and_read(
        self,
        session_id: uuid.UUID,
        turns: Sequence[Mapping[str, Any]],
        count: int,
        interactions: Sequence[Interaction] = (),
    ) -> list[Turn]:
        """Store turns, and that they were said; the newest ones before them, in conversation order."""
        statement = _RECENT
        if turns:
            # Spelt out: of several inserts in one statement SQLAlchemy fills in the defaults of one only.
            rows = [{**_PLAIN, **turn} for turn in turns]
            statement = statement.add_cte(insert(Turn).values(rows).cte("added"))
        if interactions:
            statement = statement.add_cte(noting(interactions))
        found = await self._session.execute(statement, {"session_id": session_id, "count": count})
        return list(reversed(found.scalars().all()))

    async def of_rows(self, inbox_ids: Sequence[uuid.UUID]) -> list[Turn]:
        """What these inbox rows became, in conversation order."""
        found = await self._session.execute(_OF_ROWS, {"inbox_ids": list(inbox_ids)})
        return list(found.scalars().all())

    async def reply(
        self,
        session_id: uuid.UUID,
        values: Mapping[str, Any],
        answered: Sequence[uuid.UUID],
        *,
        asked: bool,
        state: str | None,
        open_only: bool,
        in_care: bool,
    ) -> bool:
        """Store the guide's turn, link to it the turns that it answers, move the session on: one statement.

        False, and nothing written, where the session is closed and only an open one will do.
        """
        change: dict[str, Any] = {
            "turn_count": Session.turn_count + 1,
            "question_count": Session.question_count + (1 if asked else 0),
            "last_activity_at": values["created_at"],
            "last_error": None,
        }
        if state is not None:
            change["state"] = state
        moving = update(Session).where(Session.id == session_id).values(**change)
        if open_only:
            moving = moving.where(_IS_ACTIVE)
        moved = moving.returning(Session.turn_count).cte("moved")
        names = [*values, "number"]
        row = [literal(value, getattr(Turn, name).type).label(name) for name, value in values.items()]
        said = insert(Turn).from_select(names, select(*row, moved.c.turn_count), include_defaults=False)
        statement = select(moved.c.turn_count).add_cte(said.cte("said"))
        if answered:
            linked = (
                update(Turn)
                .where(Turn.id == func.any(literal(list(answered), ARRAY(Uuid()))), exists(select(moved)))
                .values(reply_id=values["id"], in_care=in_care)
                .cte("linked")
            )
            statement = statement.add_cte(linked)
        return (await self._session.execute(statement)).scalar_one_or_none() is not None

    async def link(self, turn_ids: Sequence[uuid.UUID], reply_id: uuid.UUID, *, in_care: bool) -> None:
        """These turns were answered by that one."""
        await self._session.execute(
            update(Turn)
            .where(Turn.id.in_(list(turn_ids)))
            .values(reply_id=reply_id, in_care=in_care)
            .execution_options(synchronize_session=False)
        )

    async def correct(self, user_id: uuid.UUID, message_id: int, text: str) -> Turn | None:
        """Another text for what the person wrote in that message, if nothing has answered it yet."""
        statement = (
            update(Turn)
            .where(
                Turn.user_id == user_id,
                Turn.role == "person",
                Turn.message_id == message_id,
                Turn.reply_id.is_(None),
            )
            .values(text=text)
            .returning(Turn)
        )
        found = await self._session.execute(statement, execution_options={"populate_existing": True})
        return found.scalars().first()

    async def retell(self, turn_id: uuid.UUID, text: str) -> None:
        """Another text for a turn."""
        await self._session.execute(update(Turn).where(Turn.id == turn_id).values(text=text))

    async def unsay(self, session_id: uuid.UUID, turn_ids: Sequence[uuid.UUID]) -> None:
        """As if these lines of the person had never been kept."""
        ids = list(turn_ids)
        await self._session.execute(delete(Turn).where(Turn.id.in_(ids)))
        await self._session.execute(
            update(Session)
            .where(Session.id == session_id)
            .values(person_count=func.greatest(Session.person_count - len(ids), 0))
        )


def _known(row: Any) -> Known:
    book = keyring()
    return Known(
        session=cast(Session, row[0]),
        asked=list(row.asked),
        questions=[book.decrypt(closed, _PLACE).decode() for closed in row.questions],
        sessions=row.sessions,
        handed_over=row.handed_over,
        offered=msgspec.json.decode(book.decrypt(row.offered, _OFFERED), type=list[str])
        if row.offered
        else [],
    )
