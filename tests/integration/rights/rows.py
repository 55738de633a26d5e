"""Rows of people to rotate, to export and to erase."""

from __future__ import annotations

from sqlalchemy import select

from relove.bootstrap import Container
from relove.core.ids import new_id
from relove.domains.conversations.models import Session, Turn
from relove.domains.people.schemas import TelegramPerson
from relove.domains.people.service import PeopleService

ADDED = "added-"


async def fill(container: Container, count: int) -> dict[int, str]:
    """A person with one session of so many turns; their words by number."""
    words = {number: f"слово {number}" for number in range(1, count + 1)}
    async with container.units() as work:
        person = await PeopleService(work, container.clock).meet(TelegramPerson(1, "Анна"))
        now = container.clock.now()
        session = Session(
            id=new_id(),
            user_id=person.id,
            type="chat",
            stage="ordinary_world",
            summary="итог",
            started_at=now,
            last_activity_at=now,
        )
        work.session.add(session)
        await work.session.flush()
        work.session.add_all(
            Turn(
                session_id=session.id,
                user_id=person.id,
                number=number,
                role="person",
                text=said,
                source="bot",
                quick_replies=b"[]" if number % 3 == 0 else None,
                created_at=now,
            )
            for number, said in words.items()
        )
    return words


async def turns(container: Container, first: int = 1, last: int = 1_000_000) -> dict[int, str]:
    """Words by number, opened with the keys in force."""
    statement = select(Turn.number, Turn.text).where(Turn.number.between(first, last))
    async with container.units() as work:
        return {row.number: row.text for row in (await work.session.execute(statement)).all()}
