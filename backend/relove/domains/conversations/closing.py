"""Ends a session with its summary: what was found, the path so far, the next step."""

from __future__ import annotations

import uuid
from functools import partial

import msgspec

from relove.core.clock import Clock
from relove.core.ports import Jobs, LanguageModel, LiveEvents, ModelTask, ModelUnavailable, ModelUsage
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.budget import LOOK_BACK_TOKENS
from relove.domains.conversations.context import ReplyContext, cleared, window
from relove.domains.conversations.events import ConversationEvents
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import MAX_CHARS, fault_of
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.prompting import SUMMARY_PROMPT, summary_input, titles
from relove.domains.conversations.quoting import quotes_of, without_misquotes
from relove.domains.conversations.reflection.names import REFLECT
from relove.domains.conversations.replies import written_summary
from relove.domains.conversations.schemas import SessionView
from relove.domains.conversations.service import SessionService, to_turn
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService

PORTRAIT = "portrait"
"""Event: draw the portrait of the path from a closed session. Argument: its id."""
SUMMARY_TURNS = 60
ENOUGH_WORDS = 2
"""With fewer turns of the person there is nothing to sum up, and nothing is made up."""


class SessionCloser:
    """Closes sessions. The summary is written outside of any unit of work, for a model may write it."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        live: LiveEvents,
        model: LanguageModel,
        content: ContentService,
        clock: Clock,
        jobs: Jobs,
        ours: OwnLabels,
    ) -> None:
        self._jobs = jobs
        self._ours = ours
        self._units = units
        self._events = ConversationEvents(live)
        self._model = model
        self._content = content
        self._clock = clock

    async def summarise(self, person: Person, session: SessionView) -> str:
        """The summary: the model's, or the written one."""
        async with self._units() as work:
            # Without consent nothing is drawn from what was said, not even to say goodbye.
            allowed = await PeopleService(work, self._clock).may_work_with(person.id)
            ended = EndedRepository(work.session)
            rows = await ended.turns(session.id, SUMMARY_TURNS) if allowed else []
            rolling = await ended.rolling(session.id) if allowed else None
            out = await MemoryService(work, self._clock).kept_out(person.id)
            words = await ended.said(session.id) if allowed else []
        turns = [to_turn(row) for row in rows]
        context = ReplyContext(session, person, turns, [], rolling=rolling, out=out)
        # A pressed label of ours is no word of theirs: it is quoted by nobody, and is nothing to sum up.
        heard = [turn for turn in turns if turn.role != "person" or not self._ours.hold(turn.text)]
        words = [text for text in words if not self._ours.hold(text)]
        said = [turn for turn in heard if turn.role == "person"]
        if person.care_active:
            # Words said in need are not quoted back as findings.
            return self._content.care_staying(person.language, person.country)
        plain = written_summary(self._content, msgspec.structs.replace(context, turns=heard))
        if not self._model.enabled or len(said) < ENOUGH_WORDS:
            return plain
        usage = ModelUsage()
        made = summary_input(self._content, _that_fits(context))
        try:
            task = ModelTask("summary", SUMMARY_PROMPT, user_id=person.id)
            pieces = [piece async for piece in self._model.reply(task, made.messages, usage)]
        except ModelUnavailable:
            return plain
        text = (made.restorer.feed("".join(pieces)) + made.restorer.flush()).strip()
        names = titles(self._content, person.language)
        quoted = without_misquotes(text, words, names)
        if not text or len(text) > MAX_CHARS:
            usage.refused = "unusable"
        elif unfit(text, "\n".join(words)):
            usage.refused = "unfit"
        else:
            usage.refused = "misquoted" if quoted is None else fault_of(quoted, Heard(words, names))
        return plain if quoted is None or usage.refused else quoted

    async def close(
        self, work: UnitOfWork, person_id: uuid.UUID, session: SessionView, summary: str
    ) -> SessionView:
        """Close in the caller's unit of work. ReloveError session_closed where somebody was quicker."""
        sessions = SessionService(work, self._clock)
        await sessions.get_open(session.id, person_id)
        person = await PeopleService(work, self._clock).get(person_id)
        if person.care_active:
            # Begun while it was written, perhaps: in need nobody is told what was found.
            summary = self._content.care_staying(person.language, person.country)
        closed = await sessions.finish(session.id, summary)
        await self.ended(work, person_id, closed)
        return closed

    async def ended(self, work: UnitOfWork, person_id: uuid.UUID, closed: SessionView) -> None:
        """What every end brings with it: a last look, and the portrait of the path."""
        await EndedRepository(work.session).portrait_wanted(closed.id)
        work.after_commit(lambda: self._events.session_changed(person_id, closed))
        for job in (REFLECT, PORTRAIT):
            work.after_commit(partial(self._jobs.hint, job, str(closed.id)))


def _that_fits(context: ReplyContext) -> ReplyContext:
    """The last turns that fit into a prompt; of those before them a quotation each joins what was said earlier."""
    kept = window(context.turns, LOOK_BACK_TOKENS)
    told = [cleared(turn, context.out) for turn in context.turns[: len(context.turns) - len(kept)]]
    quotes = quotes_of((turn.text for turn in told if turn.role == "person"), len(told))
    before = "\n".join(filter(None, [context.rolling, *quotes]))
    return msgspec.structs.replace(context, turns=kept, rolling=before or None)
