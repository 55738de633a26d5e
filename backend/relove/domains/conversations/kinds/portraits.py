"""The portrait of the path: light and shadow, archetype, theme, core wound, drawn from a session that has ended.

All of it in the person's own words, each statement with the turn it comes from; a guess that the person may contest.
"""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Awaitable, Callable, Sequence

import msgspec

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, PromptMessage
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.context import cleared
from relove.domains.conversations.fitness import unfit
from relove.domains.conversations.generation import fault_of_statement
from relove.domains.conversations.kinds.repository import EndedRepository
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.prompting import instructions
from relove.domains.conversations.schemas import SessionView, TurnView
from relove.domains.conversations.service import to_session, to_turn
from relove.domains.conversations.transcript import Transcript, transcript
from relove.domains.journey.schemas import Evidence
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.domains.profiles.schemas import METAPHYSICAL, Claim, MetaphysicalKind, Via
from relove.domains.profiles.service import ProfileService

PROMPT = "session/metaphysical"
LEAST_TURNS = 3
"""With fewer turns of the person there is nothing to draw."""
_TURNS = 80
_AT_ONCE = 200
_HINTED_WITHIN = datetime.timedelta(minutes=10)
_CLAIM_CHARS = 200
_SURE = 0.5
_KNOWN = 12

_log = logging.getLogger("relove.sessions")

Reflect = Callable[[uuid.UUID], Awaitable[object]]
Claims = dict[MetaphysicalKind, Claim]


class Stroke(msgspec.Struct, frozen=True):
    """One statement of a model, and the words that it rests on."""

    text: str
    turn: str
    quote: str


class Portrait(msgspec.Struct, frozen=True):
    """What a model finds; null where the person's words are not enough."""

    light: Stroke | None
    shadow: Stroke | None
    archetype: Stroke | None
    theme: Stroke | None
    core_wound: Stroke | None


class _Ended(msgspec.Struct, frozen=True):
    session: SessionView
    person: Person
    turns: list[TurnView]
    evidence: list[Evidence]


class Portraits:
    """One instance per process."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        model: LanguageModel,
        content: ContentService,
        clock: Clock,
        reflect: Reflect,
        ours: OwnLabels,
    ) -> None:
        self._ours = ours
        self._units = units
        self._model = model
        self._content = content
        self._clock = clock
        self._reflect = reflect

    async def draw(self, session_id: uuid.UUID) -> bool:
        """Draw the one of that session; False where none is due, or there is nothing to draw from."""
        await self._reflect(session_id)
        ended = await self._load(session_id)
        claims, via = await self._claims(ended) if ended else ({}, "rules")
        async with self._units() as work:
            if not await EndedRepository(work.session).portrait_done(session_id):
                return False
            if ended is None or not claims:
                return False
            people = PeopleService(work, self._clock)
            # Consent may have been taken back while a model was asked.
            if not await people.may_work_with(ended.person.id):
                return False
            await ProfileService(work, self._clock).save_metaphysical(ended.person.id, claims, "session", via)
        return True

    async def missed(self) -> int:
        """Draw those whose hint was lost; how many."""
        before = self._clock.now() - _HINTED_WITHIN
        async with self._units() as work:
            due = await EndedRepository(work.session).portraits_due(before, _AT_ONCE)
        drawn = 0
        for session_id in due:
            try:
                drawn += await self.draw(session_id)
            except Exception:
                _log.exception("a portrait was not drawn")
        return drawn

    async def _load(self, session_id: uuid.UUID) -> _Ended | None:
        async with self._units() as work:
            repository = EndedRepository(work.session)
            row = await repository.portrait_of(session_id)
            if row is None:
                return None
            people = PeopleService(work, self._clock)
            person = await people.find(row.user_id)
            if person is None or person.care_active or not await people.may_work_with(person.id):
                return None
            memory = MemoryService(work, self._clock)
            out = await memory.kept_out(person.id)
            said = [to_turn(turn) for turn in await repository.turns(session_id, _TURNS)]
            # What we wrote and they pressed is nothing to draw from.
            own = [turn for turn in said if turn.role == "guide" or not self._ours.hold(turn.text)]
            turns = [cleared(turn, out) for turn in own]
            if sum(turn.role == "person" for turn in turns) < LEAST_TURNS:
                return None
            evidence = await memory.evidence(person.id)
            return _Ended(to_session(row), person, turns, evidence)

    async def _claims(self, ended: _Ended) -> tuple[Claims, Via]:
        """What is found, and by whom."""
        if not self._model.enabled:
            return by_rules(ended.evidence), "rules"
        person = ended.person
        known = [piece.quote or piece.text for piece in ended.evidence[-_KNOWN:]]
        heard = transcript(ended.turns, person, known)
        stage = self._content.stage(ended.session.stage)
        prompt = self._content.prompt(PROMPT, person.language)
        body = prompt.render(
            stage_name=stage.text(person.language).name,
            stage_number=stage.number,
            known="; ".join(heard.extra) or "—",
            turns=heard.text,
        )
        messages = [instructions(person), PromptMessage("user", body)]
        try:
            found = await self._model.decide(
                ModelTask("portrait", PROMPT, prompt.version, person.id), messages, Portrait
            )
        except ModelUnavailable:
            return by_rules(ended.evidence), "rules"
        return from_model(found, heard), "model"


def from_model(portrait: Portrait, heard: Transcript) -> Claims:
    """What rests on words that the person really wrote; the rest is dropped."""
    claims: Claims = {}
    for kind in METAPHYSICAL:
        stroke: Stroke | None = getattr(portrait, kind)
        if stroke is None:
            continue
        turn = heard.said(stroke.turn, heard.restored(stroke.quote))
        text = heard.restored(stroke.text)
        if turn is None or not text or len(text) > _CLAIM_CHARS:
            continue
        if fault_of_statement(text, turn.text) is None and not unfit(text, turn.text):
            claims[kind] = Claim(text, (turn.id,), _SURE)
    return claims


def by_rules(evidence: Sequence[Evidence]) -> Claims:
    """Without a model: only what was evidenced, as it was said. An image of the path is nothing that rules can tell."""
    claims: Claims = {}
    for kind, fits in _RULES.items():
        found = [piece for piece in evidence if piece.quote and piece.turn_ids and fits(piece)]
        if found:
            best = max(found, key=lambda piece: (piece.confidence, piece.at))
            claims[kind] = Claim(best.quote, best.turn_ids, best.confidence)
    return claims


_STRENGTHS = frozenset(
    {"meeting_mentor.strength_recalled", "meeting_mentor.support_found", "tests_allies_enemies.boundary_set"}
)
_THEMES = frozenset({"call_to_adventure.call_heard", "call_to_adventure.longing_owned"})
_RULES: dict[MetaphysicalKind, Callable[[Evidence], bool]] = {
    "light": lambda piece: piece.kind == "insight" and piece.key in _STRENGTHS,
    "shadow": lambda piece: piece.kind == "pattern",
    "theme": lambda piece: piece.kind == "insight" and piece.key in _THEMES,
    "core_wound": lambda piece: piece.kind == "core_issue",
}
