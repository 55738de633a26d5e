"""Readiness as a person sees it, and their word against it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import cast

import msgspec

from relove.core.clock import Clock
from relove.core.errors import ReloveError
from relove.core.ports import Translator
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.service import MemoryService
from relove.domains.conversations.quoting import clean
from relove.domains.conversations.service import SessionService
from relove.domains.people.schemas import Person
from relove.domains.streams.readiness.asking import name_of
from relove.domains.streams.readiness.repository import ReadinessRepository
from relove.domains.streams.readiness.rules import BEST, is_low, ordered
from relove.domains.streams.readiness.schemas import Computed, Found, Ground
from relove.domains.streams.schemas import ComputedVia, ReadinessItem, ReadinessView, Reason

CONTEST_CHARS = 500
_MARKS = "«»“”\"' "


class ReadinessService:
    """Works inside one unit of work."""

    def __init__(
        self, work: UnitOfWork, content: ContentService, translator: Translator, clock: Clock
    ) -> None:
        self._work = work
        self._readiness = ReadinessRepository(work.session)
        self._content = content
        self._translator = translator
        self._clock = clock

    async def view(self, person: Person) -> ReadinessView:
        """The last result, without what the person has taken out since; in a care pause nothing is told."""
        if person.care_active:
            return ReadinessView([], [], None, None, paused=True)
        rows = await self._readiness.last(person.id, 2)
        contested = {row.stream for row in await self._readiness.contests(person.id)}
        found, before = (
            _standing(msgspec.json.decode(rows[place].items, type=list[Found])) if len(rows) > place else {}
            for place in (0, 1)
        )
        found = await self._still_true(person.id, found)
        streams = self._content.streams()
        place = {stream.slug: number for number, stream in enumerate(streams)}
        whole = [found.get(stream.slug) or Found(stream.slug, None) for stream in streams]
        items = [
            self._item(one, before.get(one.stream), person.language, one.stream in contested)
            for one in ordered(whole, place)
        ]
        return ReadinessView(
            items=items,
            best=[item.stream for item in items if item.score is not None][:BEST],
            computed_at=rows[0].computed_at if rows else None,
            via=cast(ComputedVia, rows[0].via) if rows else None,
            paused=False,
        )

    async def contest(self, user_id: uuid.UUID, stream: str, text: str | None) -> None:
        """The person does not agree. ReloveError stream_not_found, text_too_long."""
        if self._content.stream(stream) is None:
            raise ReloveError("stream_not_found", kind="not_found")
        said = clean(text or "") or None
        if said and len(said) > CONTEST_CHARS:
            limit = {"limit": CONTEST_CHARS}
            raise ReloveError("text_too_long", kind="too_large", params=limit, details=limit)
        await self._readiness.contest(user_id, stream, said, self._clock.now())

    async def item(self, person: Person, stream: str) -> ReadinessItem:
        """Of one stream. ReloveError stream_not_found; care_pause where nothing is told."""
        view = await self.view(person)
        if view.paused:
            raise ReloveError("care_pause", kind="conflict")
        found = next((item for item in view.items if item.stream == stream), None)
        if found is None:
            raise ReloveError("stream_not_found", kind="not_found")
        return found

    async def contests(self, user_id: uuid.UUID) -> dict[str, str]:
        """With what the person does not agree, and why, as far as they said so."""
        return {row.stream: row.text or "" for row in await self._readiness.contests(user_id)}

    async def keep(self, user_id: uuid.UUID, computed: Computed, made_of: bytes) -> None:
        """Keep a result."""
        items = msgspec.json.encode(computed.found)
        await self._readiness.add(user_id, computed.via, items, made_of, self._clock.now())

    async def made_of(self, user_id: uuid.UUID) -> bytes | None:
        """Of what the last result was made."""
        rows = await self._readiness.last(user_id, 1)
        return rows[0].made_of if rows else None

    async def _still_true(self, user_id: uuid.UUID, found: Mapping[str, Found]) -> dict[str, Found]:
        """Without the words that the person took out or that are there no more; and no number without a ground."""
        wanted = {turn for one in found.values() for ground in one.grounds for turn in ground.turn_ids}
        turns = await SessionService(self._work, self._clock).turns_of(user_id, sorted(wanted))
        out = await MemoryService(self._work, self._clock).kept_out(user_id) if found else KeptOut()
        return {slug: _grounded(one, turns.keys(), out) for slug, one in found.items()}

    def _item(self, one: Found, before: Found | None, language: str, contested: bool) -> ReadinessItem:
        stream = self._content.stream(one.stream)
        assert stream is not None, "only streams of the catalogue are shown"
        signs = {sign.key: sign for sign in stream.readiness.signs}
        raises = [signs[key].raises.in_(language) for key in one.raises if key in signs]
        if not raises and not one.raise_text:
            raises = [sign.raises.in_(language) for sign in stream.readiness.signs[:2] if not sign.against]
        trend = None
        if one.score is not None and before is not None and before.score is not None:
            trend = one.score - before.score
        return ReadinessItem(
            stream=one.stream,
            name=stream.text(language).name,
            score=one.score,
            trend=trend,
            low=is_low(one.score, contested),
            reasons=[self._reason(ground, language) for ground in one.grounds],
            would_raise=[one.raise_text] if one.raise_text else raises,
            contested=contested,
        )

    def _reason(self, ground: Ground, language: str) -> Reason:
        why = ground.why or name_of(ground.sign or "", self._content, language)
        text = self._translator.text(
            language, "readiness-reason", why=why.rstrip(" .:"), quote=ground.quote.strip(_MARKS)
        )
        return Reason(text, ground.quote, list(ground.turn_ids))


def _standing(found: Sequence[Found]) -> dict[str, Found]:
    return {one.stream: one for one in found}


def _grounded(one: Found, there: Collection[uuid.UUID], out: KeptOut) -> Found:
    grounds = tuple(
        ground
        for ground in one.grounds
        if all(turn in there for turn in ground.turn_ids) and not out.forbids(ground.turn_ids, ground.quote)
    )
    if len(grounds) == len(one.grounds):
        return one
    return Found(one.stream, one.score if grounds else None, grounds, one.raises, one.raise_text)
