"""What a reply knows, fetched at once before anything is written."""

from __future__ import annotations

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.schemas import Stage, StageText
from relove.domains.content.service import ContentService
from relove.domains.conversations.schemas import SessionView, TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.people.schemas import Person

RECENT_TURNS = 20


class ReplyContext(msgspec.Struct, frozen=True):
    """Session, person, the last turns in conversation order, ids of the written questions already asked."""

    session: SessionView
    person: Person
    turns: list[TurnView]
    asked_questions: list[str]
    session_number: int = 1

    @property
    def seed(self) -> str:
        """Varies written replies from person to person and session to session; the same on every machine."""
        return written_seed(self.person, self.session_number)

    def stage(self, content: ContentService) -> Stage:
        """The stage where the session stands."""
        return content.stage(self.session.stage)

    def stage_text(self, content: ContentService) -> StageText:
        """The same, in the person's language."""
        return self.stage(content).text(self.person.language)


def written_seed(person: Person, session_number: int) -> str:
    """Row ids are random: what depended on them could not be told again."""
    return f"{person.telegram_id}:{session_number}"


async def load(work: UnitOfWork, clock: Clock, session: SessionView, person: Person) -> ReplyContext:
    """Fetch the context in the caller's unit of work."""
    sessions = SessionService(work, clock)
    return ReplyContext(
        session=session,
        person=person,
        turns=await sessions.recent(session.id, RECENT_TURNS),
        asked_questions=await sessions.asked(person.id),
        session_number=await sessions.count(person.id),
    )
