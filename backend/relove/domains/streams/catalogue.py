"""The catalogue as one person sees it: with their part in each stream, their readiness, and a link of their own."""

from __future__ import annotations

from babel.numbers import format_decimal

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.schemas import STAGE_KEYS
from relove.domains.content.service import ContentService
from relove.domains.content.streams import Price, Stream
from relove.domains.journey.service import JourneyService
from relove.domains.people.activity.service import ActivityService
from relove.domains.people.schemas import Person
from relove.domains.streams.ports import PersonalLinks
from relove.domains.streams.readiness.service import ReadinessService
from relove.domains.streams.schemas import (
    ExerciseView,
    PriceView,
    ReadinessBrief,
    ReadinessItem,
    StreamList,
    StreamView,
)
from relove.domains.streams.taking_part.service import INTERESTED_MARKER, EnrolmentService, Part

MOST_OFFERS = 2
"""In one message."""


class CatalogueService:
    """Works inside one unit of work."""

    def __init__(
        self,
        work: UnitOfWork,
        content: ContentService,
        translator: Translator,
        clock: Clock,
        links: PersonalLinks,
    ) -> None:
        self._readiness = ReadinessService(work, content, translator, clock)
        self._enrolments = EnrolmentService(work, content, translator, clock)
        self._activity = ActivityService(work, clock)
        self._journey = JourneyService(work, content, clock)
        self._content = content
        self._translator = translator
        self._links = links

    async def all(self, person: Person) -> StreamList:
        """Every stream; in a care pause only those that the person takes part in, and nothing of a sale."""
        views = await self._views(person)
        if person.care_active:
            views = [view for view in views if view.enrolment and view.enrolment.state == "active"]
        return StreamList(views, None, person.care_active)

    async def one(self, person: Person, slug: str) -> StreamView:
        """One stream. ReloveError stream_not_found; in a care pause care_pause, unless they take part in it."""
        view = await self.mine(person, slug)
        if person.care_active and (view.enrolment is None or view.enrolment.state != "active"):
            raise ReloveError("care_pause", kind="conflict")
        return view

    async def mine(self, person: Person, slug: str) -> StreamView:
        """One stream after something was done in it, in a care pause too. ReloveError stream_not_found."""
        view = next((view for view in await self._views(person) if view.slug == slug), None)
        if view is None:
            raise ReloveError("stream_not_found", kind="not_found")
        return view

    async def offers(self, person: Person) -> list[StreamView]:
        """What may be offered now, the readiest first, at most two; nothing of which the readiness is low."""
        if person.care_active:
            return []
        views = [view for view in await self._views(person) if view.link and not _takes_part(view)]
        stage = await self._journey.current(person.id)
        near = {stream.slug: _distance(stream, stage) for stream in self._content.streams()}

        def rank(view: StreamView) -> tuple[bool, int, int]:
            score = view.readiness.score if view.readiness else None
            return (score is None, -(score or 0), near[view.slug])

        return sorted(views, key=rank)[:MOST_OFFERS]

    async def _views(self, person: Person) -> list[StreamView]:
        parts = await self._enrolments.parts(person.id)
        readiness = await self._readiness.view(person)
        ready = {item.stream: item for item in readiness.items} if readiness.computed_at else {}
        interested = (await self._activity.markers(person.id)).get(INTERESTED_MARKER)
        return [
            self._view(stream, person, parts.get(stream.slug), ready.get(stream.slug), interested)
            for stream in self._content.streams()
        ]

    def _view(
        self,
        stream: Stream,
        person: Person,
        part: Part | None,
        ready: ReadinessItem | None,
        interested: object,
    ) -> StreamView:
        text = stream.text(person.language)
        # Nothing is sold to somebody in a care pause, nor to somebody for whom the path comes first.
        for_sale = not person.care_active and not (ready and ready.low)
        return StreamView(
            slug=stream.slug,
            name=text.name,
            promise=text.promise,
            description=text.description,
            suits=list(text.suits),
            dates=text.dates,
            starts_on=stream.starts_on,
            price=self._price(stream.price, person.language) if stream.price and for_sale else None,
            link=self.link(person, stream.slug) if for_sale else None,
            exercises=_exercises(stream, part, person.language),
            enrolment=part.view if part else None,
            readiness=ReadinessBrief(ready.score, ready.trend, ready.contested) if ready else None,
            interested=interested == stream.slug,
        )

    def link(self, person: Person, slug: str) -> str:
        """The way to the platform, below our own address; it knows who goes it."""
        return f"/go/{slug}?t={self._links.issue('go', person.id, slug)}"

    def _price(self, price: Price, language: str) -> PriceView:
        amount = format_decimal(price.amount, locale=language)
        text = self._translator.text(language, "stream-price", amount=amount, currency=price.currency)
        return PriceView(price.amount, price.currency, text)


def _takes_part(view: StreamView) -> bool:
    return view.enrolment is not None and view.enrolment.state == "active"


def _distance(stream: Stream, stage: str | None) -> int:
    if stage is None:
        return 0
    here = STAGE_KEYS.index(stage)
    return min(abs(here - STAGE_KEYS.index(key)) for key in stream.readiness.stages)


def _exercises(stream: Stream, part: Part | None, language: str) -> list[ExerciseView]:
    found = []
    for exercise in stream.exercises:
        state = part.states.get(exercise.n, "ahead") if part else "ahead"
        text = exercise.in_(language)
        shown = None if state == "ahead" else text.text
        found.append(ExerciseView(exercise.n, text.title, shown, exercise.day + 1, state))
    return found
