"""The first unit of work of a reply: the safety gate looks at all that waits, the lines of one breath are stored."""

from __future__ import annotations

import uuid
from functools import partial

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.bursts import Burst, IsTalk, gather
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.events import Answering, ConversationEvents
from relove.domains.conversations.lines import danger_across, danger_in
from relove.domains.conversations.plain_talk import open_chat
from relove.domains.conversations.schemas import Inbound, TurnView
from relove.domains.conversations.talk_service import TakenIn, TalkService
from relove.domains.messaging.context import InboxContext
from relove.domains.people.schemas import Person


class Taken(msgspec.Struct, frozen=True):
    """What was said and stored. No `context` without consent: then nothing is kept."""

    person: Person
    hit: CrisisHit | None
    also: tuple[uuid.UUID, ...] = ()
    """Inbox rows behind the first that end with the reply."""
    stored: TakenIn | None = None
    context: ReplyContext | None = None
    read: frozenset[uuid.UUID] = frozenset()
    """Inbox rows behind the first that the safety gate has read, whether they belong to the burst or not."""

    @property
    def turns(self) -> list[TurnView]:
        """The lines, each as a turn."""
        assert self.stored is not None
        return self.stored.turns

    @property
    def asked(self) -> TurnView:
        """The lines as one: the text of all, the last one's id."""
        return msgspec.structs.replace(self.turns[-1], text="\n".join(turn.text for turn in self.turns))

    @property
    def shown(self) -> str:
        """All that the person said, and what their pictures show: a note that somebody wrote may be among them."""
        return "\n".join(part for turn in self.turns for part in (turn.text, turn.seen) if part)

    @property
    def answering(self) -> Answering:
        """The same, as open windows are told of it."""
        return Answering(self.person.id, self.asked, [turn.id for turn in self.turns])


class TakingIn:
    """One instance per process."""

    def __init__(
        self,
        content: ContentService,
        clock: Clock,
        care: CareGate,
        events: ConversationEvents,
        is_talk: IsTalk,
    ) -> None:
        self._content = content
        self._clock = clock
        self._care = care
        self._events = events
        self._is_talk = is_talk

    async def take(self, inbox: InboxContext, person: Person, inbound: Inbound) -> Taken:
        """Look and store. ReloveError session_closed where the Mini App's session is closed by now."""
        hit, taken = await self._gather_and_store(inbox, person, inbound, begun_care=False)
        if hit is None:
            return await self._with_words_before(inbox, taken, inbound) if taken else Taken(person, None)
        # In a commit of its own: before any reply leaves, before anything else can go wrong.
        cared = await self._care.begin(inbox, person, hit)
        _, taken = await self._gather_and_store(inbox, cared, inbound, begun_care=True)
        return _in_care(taken, cared, hit)

    async def care_for(self, inbox: InboxContext, taken: Taken, hit: CrisisHit) -> Taken:
        """What was stored already, once danger was seen in it after all."""
        return _in_care(taken, await self._care.begin(inbox, taken.person, hit), hit)

    async def _with_words_before(self, inbox: InboxContext, taken: Taken, inbound: Inbound) -> Taken:
        """An answer of ours may stand in the middle of a call for help."""
        assert taken.stored is not None
        if taken.person.care_active or not inbound.joins:
            return taken
        hit = danger_across(taken.stored.before, [turn.text for turn in taken.turns], self._clock.now())
        return taken if hit is None else await self.care_for(inbox, taken, hit)

    async def _gather_and_store(
        self, inbox: InboxContext, person: Person, inbound: Inbound, *, begun_care: bool
    ) -> tuple[CrisisHit | None, Taken | None]:
        """A hit and nothing stored yet, or what was stored; neither without consent."""
        async with inbox.looking() as (work, waiting):
            burst = gather(inbox.row, inbound, waiting, self._is_talk)
            if not begun_care:
                # What a picture shows may be a note that somebody wrote.
                seen = (line.seen for line in burst.lines if line.seen)
                texts = (*(line.text for line in burst.lines), *seen, *burst.behind)
                hit = danger_in(texts, burst.said)
                if hit is not None:
                    return hit, None
            if not person.may_work:
                return None, None
            stored = await self._store(work, person, inbound, burst)
            for turn in stored.turns:
                work.after_commit(partial(self._events.turn_stored, person.id, turn))
        kept = {line.inbox_id for line in burst.lines[: len(stored.turns)]}
        lines = {line.inbox_id for line in burst.lines}
        also = tuple(row for row in burst.also if row in kept or row not in lines)
        context = ReplyContext(
            session=stored.session,
            person=person,
            turns=stored.recent,
            asked_questions=stored.asked,
            session_number=stored.session_number,
            questions=stored.questions,
            rolling=stored.rolling,
            unanswered="\n".join(turn.text for turn in stored.unanswered) if stored.failed else None,
            patience_s=inbound.patience_s,
        )
        read = frozenset(row.inbox_id for row in waiting)
        return None, Taken(person, None, also, stored, context, read)

    async def _store(self, work: UnitOfWork, person: Person, inbound: Inbound, burst: Burst) -> TakenIn:
        talk = TalkService(work, self._clock)
        taken = await talk.take_in(person.id, burst.lines, inbound.source, inbound.session_id)
        if taken is not None:
            return taken
        again = await talk.found_again(person.id, burst.lines, inbound.source)
        if again is not None:
            return again
        if inbound.session_id is not None:
            raise ReloveError("session_closed", kind="conflict")
        await open_chat(work, self._content, self._clock, self._events, person.id)
        taken = await talk.take_in(person.id, burst.lines, inbound.source, None)
        assert taken is not None, "the session was opened in this unit of work"
        return taken


def _in_care(taken: Taken | None, cared: Person, hit: CrisisHit) -> Taken:
    if taken is None or taken.context is None:
        return Taken(cared, hit)
    context = msgspec.structs.replace(taken.context, person=cared)
    return msgspec.structs.replace(taken, person=cared, hit=hit, context=context)
