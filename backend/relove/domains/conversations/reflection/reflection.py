"""Looks at a session anew: what was said is remembered, the stage assessed, the older part summed up.

One unit of work takes the session and fetches, one writes everything and lets it go; models are asked between the two.
A job that dies has written nothing: the next one, after the hold has run out, does all of it again, and the answers
of the model come from its cache.
"""

from __future__ import annotations

import asyncio
import logging
import uuid

import msgspec
from sqlalchemy.exc import IntegrityError

from relove.core.clock import Clock
from relove.core.ports import LanguageModel, LiveEvents, ModelTask, ModelUnavailable
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.budget import LOOK_BACK_TOKENS, fitting, newest_fitting, portions, tokens
from relove.domains.conversations.crisis import assess as crisis_in
from relove.domains.conversations.memory.recollector import EMBED_FEATURE, EMBED_PROMPT
from relove.domains.conversations.memory.schemas import Candidate
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.memory.vectors import packed
from relove.domains.conversations.models import Turn
from relove.domains.conversations.own_labels import OwnLabels
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.redaction import redact_all
from relove.domains.conversations.reflection import asking, assessing, reading, rolling
from relove.domains.conversations.reflection.names import REFLECT_EVERY
from relove.domains.conversations.reflection.repository import AFTER_A_FAILURE_S, ReflectionRepository
from relove.domains.conversations.reflection.schemas import Assessment, Claimed, Material, Reading, Said
from relove.domains.journey.schemas import Move
from relove.domains.journey.service import JourneyService
from relove.domains.people.service import PeopleService

_log = logging.getLogger("relove.reflection")

MOST_NEW = 80
"""Turns that are looked at in one go; a session that waited longer is looked at again at once."""
BEFORE = 20
"""Turns before the new ones: they were looked at, and say where the person stands."""
_ROUNDS = 6
_PATIENCE, _LOOK_EVERY_S = 120, 0.5
_MOVING = ("provocative", "chat")
"""In a diagnostic and in a structured journey the person confirms a stage; elsewhere the talk itself moves it."""


class Reflection:
    """One instance per process."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        model: LanguageModel,
        content: ContentService,
        live: LiveEvents,
        clock: Clock,
        ours: OwnLabels,
    ) -> None:
        self._ours = ours
        self._units = units
        self._model = model
        self._content = content
        self._live = live
        self._clock = clock

    async def reflect(self, session_id: uuid.UUID) -> bool:
        """Look at one session; False where there is nothing to look at, or somebody is at it."""
        looked = False
        for _ in range(_ROUNDS):
            if not await self._round(session_id):
                return looked
            looked = True
        return looked

    async def now(self, session_id: uuid.UUID) -> bool:
        """Look at one session whatever is new in it; where somebody is at it, when they are done. Takes its time."""
        for _ in range(_PATIENCE):
            looked = False
            while await self._round(session_id, whatever=True):
                looked = True
            async with self._units() as work:
                if not await ReflectionRepository(work.session).waits(session_id):
                    return looked
            await asyncio.sleep(_LOOK_EVERY_S)
        return False

    async def missed(self, limit: int = 50) -> list[uuid.UUID]:
        """Sessions that wait for it and were not hinted at."""
        async with self._units() as work:
            return list(await ReflectionRepository(work.session).missed(limit))

    async def _round(self, session_id: uuid.UUID, *, whatever: bool = False) -> bool:
        async with self._units() as work:
            claimed = await ReflectionRepository(work.session).claim(session_id)
            material = await self._fetch(work, claimed, whatever=whatever) if claimed else None
        if claimed is None:
            return False
        try:
            if material is None:
                async with self._units() as work:
                    await ReflectionRepository(work.session).let_go(claimed, {})
                return False
            # Compiling the signs takes a third of a second, once: others are served meanwhile.
            await asyncio.to_thread(reading.book_of, self._content)
            made = await self._read(material)
            return await self._write(material, made)
        except IntegrityError:
            return False  # the person was erased meanwhile: there is nothing left to hold
        except Exception:
            async with self._units() as work:
                await ReflectionRepository(work.session).let_go(claimed, {}, AFTER_A_FAILURE_S)
            raise

    async def _fetch(self, work: UnitOfWork, claimed: Claimed, *, whatever: bool) -> Material | None:
        """Everything at once; None where too little was said since."""
        repository = ReflectionRepository(work.session)
        new = [
            said_of(row, self._ours)
            for row in await repository.turns(claimed.id, claimed.reflected_number, MOST_NEW)
        ]
        mine = [turn for turn in new if turn.role == "person"]
        if not new or (claimed.active and not whatever and len(mine) < REFLECT_EVERY):
            return None
        # What does not fit into one prompt is looked at in the next round.
        new = fitting(new, _size, LOOK_BACK_TOKENS)
        people = PeopleService(work, self._clock)
        person = await people.get(claimed.user_id)
        memory = MemoryService(work, self._clock)
        stage = await JourneyService(work, self._content, self._clock).begin(person.id)
        upto = rolling.due(claimed.rolled_upto, claimed.turn_count) if claimed.active else 0
        before = max(0, claimed.reflected_number - BEFORE)
        return Material(
            session=claimed,
            person=person,
            allowed=not person.care_active and await people.may_work_with(person.id),
            stage=stage,
            new=new,
            before=[
                said_of(row, self._ours)
                for row in await repository.turns(claimed.id, before, BEFORE, upto=claimed.reflected_number)
            ],
            older=[
                said_of(row, self._ours)
                for row in await repository.turns(
                    claimed.id, claimed.rolled_upto, rolling.MOST_TURNS, upto=upto
                )
            ]
            if upto
            else [],
            remembered=await memory.remembered(person.id),
            out=await memory.kept_out(person.id),
            last=new[-1].number,
            now=self._clock.now(),
        )

    async def _read(self, material: Material) -> Reading:
        """Outside of any unit of work: models are asked here."""
        if not material.allowed:
            return Reading(rolled_upto=material.session.rolled_upto, rolled=material.session.rolling_summary)
        found = await self._found(material)
        assessment = await self._assessed(material, found)
        ripe = assessing.ripe(self._content.stages(), material.stage, assessment)
        made = Reading(found=reading.kept_for(found, ripe), assessment=assessment)
        await self._embed(material, made.found)
        made.rolled, made.rolled_upto = await self._rolled(material)
        return made

    async def _found(self, material: Material) -> list[Candidate]:
        if self._model.enabled:
            try:
                found = await asking.extract(
                    self._model,
                    self._content,
                    material.person,
                    material.stage,
                    material.new,
                    material.before[-4:],
                    material.remembered,
                )
                if found:
                    return found
            except ModelUnavailable as error:
                _log.info("read by signs", extra={"reason": error.reason})
        return reading.read(material.new, material.remembered, self._content, material.stage)

    async def _assessed(self, material: Material, found: list[Candidate]) -> Assessment | None:
        lately = [*material.before, *material.new]
        if self._model.enabled:
            try:
                shown = newest_fitting(lately[-2 * BEFORE :], _size, LOOK_BACK_TOKENS)
                return await asking.assess(self._model, self._content, material.person, material.stage, shown)
            except asking.Unusable:
                _log.info("assessed by rules", extra={"reason": "unusable"})
            except ModelUnavailable as error:
                _log.info("assessed by rules", extra={"reason": error.reason})
        recent = frozenset(turn.id for turn in lately if turn.usable)
        signs = reading.read(material.new, material.remembered, self._content, material.stage)
        return assessing.by_rules(
            self._content.stages(),
            material.stage,
            assessing.by_stage([*found, *signs], material.remembered),
            assessing.by_stage([*found, *signs], material.remembered, recent),
        )

    async def _embed(self, material: Material, found: list[Candidate]) -> None:
        """So that it can be recalled by meaning. Without vectors it is recalled by words."""
        if not self._model.enabled or not found:
            return
        texts, _ = redact_all(
            [one.quote for one in found], names_of(material.person), material.person.language
        )
        try:
            task = ModelTask(EMBED_FEATURE, EMBED_PROMPT, user_id=material.person.id)
            vectors = await self._model.embed(task, texts)
        except ModelUnavailable as error:
            _log.info("not embedded", extra={"reason": error.reason})
            return
        for one, vector in zip(found, vectors, strict=False):
            one.vector = packed(vector)

    async def _rolled(self, material: Material) -> tuple[str | None, int]:
        session, older = material.session, material.older
        if not older:
            return session.rolling_summary, session.rolled_upto
        # What the person took out is not summed up either.
        told = [msgspec.structs.replace(turn, text=material.out.without(turn.text)) for turn in older]
        told = [turn for turn in told if turn.text and (turn.usable or turn.role == "guide")]
        text = session.rolling_summary
        for portion in portions(told, _size, LOOK_BACK_TOKENS, rolling.PORTION):
            text = await self._with_portion(material, text, portion)
        return (material.out.without(text) if text else None), older[-1].number

    async def _with_portion(self, material: Material, text: str | None, turns: list[Said]) -> str | None:
        if self._model.enabled and any(turn.usable for turn in turns):
            try:
                return await asking.roll(self._model, self._content, material.person, text, turns)
            except (ModelUnavailable, asking.Unusable):
                _log.info("rolled by rules")
        return rolling.rolled(text, turns)

    async def _write(self, material: Material, made: Reading) -> bool:
        """Everything in one commit; nothing where another job holds the session by now."""
        person, claimed = material.person, material.session
        async with self._units() as work:
            repository = ReflectionRepository(work.session)
            memory = MemoryService(work, self._clock)
            await memory.lock(person.id)
            row = await repository.held(claimed)
            if row is None:
                return False
            people = PeopleService(work, self._clock)
            current = await people.get(person.id)
            allowed = not current.care_active and await people.may_work_with(person.id)
            values: dict[str, object] = {"reflected_number": material.last}
            if allowed and material.allowed:
                new = await memory.learn(person.id, claimed.id, made.found)
                if await self._moved(work, material, made.assessment) and made.assessment:
                    values["stage"] = made.assessment.stage
                if row.rolled_upto == claimed.rolled_upto:  # else a veto asked for it anew
                    values |= {"rolling_summary": made.rolled, "rolled_upto": made.rolled_upto}
                if new or "stage" in values:
                    work.after_commit(lambda: self._live.to_person(str(person.id), "journey", {}))
            await repository.let_go(claimed, values)
        return True

    async def _moved(self, work: UnitOfWork, material: Material, assessment: Assessment | None) -> bool:
        session = material.session
        if assessment is None or (session.active and session.type not in _MOVING):
            return False
        journey = JourneyService(work, self._content, self._clock)
        if await journey.current(material.person.id) != material.stage:
            return False  # moved meanwhile, by somebody who knew better
        move = Move(
            to=assessment.stage,
            cause="assessment",
            via=assessment.via,
            turn_ids=assessment.turn_ids,
            confidence=assessment.confidence,
            session_id=session.id,
        )
        return await journey.move(material.person.id, move)


def _size(turn: Said) -> int:
    return tokens(turn.text)


def said_of(row: Turn, ours: OwnLabels) -> Said:
    """Nothing is drawn from what was said in need, or from anybody's words but the person's: what we wrote is ours."""
    person = row.role == "person"
    usable = person and not row.in_care and not ours.hold(row.text) and crisis_in(row.text) is None
    return Said(row.id, row.number, "person" if person else "guide", row.text, usable)
