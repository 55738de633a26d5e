"""Computes a readiness anew: what is known is read, a model asked outside of any unit of work, the result kept."""

from __future__ import annotations

import logging

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import LanguageModel, ModelUnavailable, Translator
from relove.db.unit_of_work import UnitOfWork, UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.conversations.knowing import address_of
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.schemas import TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.journey.service import JourneyService
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.domains.streams.readiness.asking import by_model
from relove.domains.streams.readiness.rules import by_rules, fingerprint
from relove.domains.streams.readiness.schemas import Computed, Known
from relove.domains.streams.readiness.service import ReadinessService
from relove.domains.streams.schemas import ReadinessView

_log = logging.getLogger("relove.readiness")


class ReadinessComputer:
    """One instance per process."""

    def __init__(
        self,
        units: UnitOfWorkFactory,
        model: LanguageModel,
        content: ContentService,
        translator: Translator,
        clock: Clock,
    ) -> None:
        self._units = units
        self._model = model
        self._content = content
        self._translator = translator
        self._clock = clock

    async def compute(self, person: Person) -> ReadinessView:
        """The readiness as it is now. Over the same words it stays as it was.

        ReloveError care_pause, consent_required.
        """
        may_offer(person)
        async with self._units() as work:
            service = self._service(work)
            known, turns = await self._known(work, person)
            # A model's sentences speak to the person: in another form of address they are others.
            spoken = [person.language, address_of(person, None)] if self._model.enabled else []
            made_of = fingerprint(known, self._content.streams(), *spoken)
            if await service.made_of(person.id) == made_of:
                return await service.view(person)
        computed = await self._computed(person, known, turns)
        async with self._units() as work:
            # As things are now: erased, a consent taken back or a call for help meanwhile, and nothing is kept.
            people = PeopleService(work, self._clock)
            await people.hold(person.id)
            person = await people.get(person.id)
            may_offer(person)
            service = self._service(work)
            await service.keep(person.id, computed, made_of)
            return await service.view(person)

    async def _known(self, work: UnitOfWork, person: Person) -> tuple[Known, list[TurnView]]:
        evidence = await MemoryService(work, self._clock).evidence(person.id)
        known = Known(
            stage=await JourneyService(work, self._content, self._clock).current(person.id),
            evidence=evidence,
            contests=await self._service(work).contests(person.id),
        )
        turns: list[TurnView] = []
        if self._model.enabled:
            ids = {turn for piece in evidence for turn in piece.turn_ids}
            found = await SessionService(work, self._clock).turns_of(person.id, sorted(ids))
            turns = [found[turn] for turn in sorted(found)]
        return known, turns

    async def _computed(self, person: Person, known: Known, turns: list[TurnView]) -> Computed:
        written = by_rules(self._content.streams(), known)
        if self._model.enabled and turns:
            try:
                found = await by_model(self._model, self._content, person, known, written, turns)
                return Computed(found, "model" if found != written else "rules")
            except ModelUnavailable as error:
                _log.info("readiness by rules", extra={"reason": error.reason})
        return Computed(written, "rules")

    def _service(self, work: UnitOfWork) -> ReadinessService:
        return ReadinessService(work, self._content, self._translator, self._clock)


def may_offer(person: Person) -> None:
    """Nothing of this kind without consent, and nothing in a care pause. ReloveError care_pause, consent_required."""
    if person.care_active:
        raise ReloveError("care_pause", kind="conflict")
    if not person.may_work:
        raise ReloveError("consent_required", kind="forbidden")
