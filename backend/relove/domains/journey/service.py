"""Use cases of the journey: where a person stands, and the map of it."""

from __future__ import annotations

import datetime
import logging
import uuid
from collections.abc import Mapping, Sequence
from typing import cast

from relove.core.actor import Language
from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.schemas import Element, Insight
from relove.domains.content.service import ContentService
from relove.domains.journey.models import JourneyProgress
from relove.domains.journey.repository import JourneyRepository
from relove.domains.journey.rules import (
    TURNS,
    completion,
    days_on_path,
    evidenced,
    refusal_of,
    said_on,
    said_under,
    seconds_on_stage,
    state_on_path,
)
from relove.domains.journey.schemas import (
    Cause,
    Decider,
    Evidence,
    JourneyView,
    Move,
    StageInsight,
    StageView,
    StoryElement,
    TransitionView,
)
from relove.domains.people.activity.service import ActivityService

STAGE_MARKER = "journey_stage"
_log = logging.getLogger("relove.journey")


class JourneyService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, content: ContentService, clock: Clock) -> None:
        self._journey = JourneyRepository(work.session)
        self._activity = ActivityService(work, clock)
        self._content = content
        self._clock = clock

    async def begin(self, user_id: uuid.UUID) -> str:
        """The stage where the person stands; the first one is entered with the first session."""
        current = await self.current(user_id)
        if current is not None:
            return current
        first = self._content.stages()[0].key
        now = self._clock.now()
        if await self._journey.enter(user_id, first, now):
            await self._journey.note(user_id, None, Move(first, "begin", "rules"), now)
            await self._record(user_id, first)
        return first

    async def move(self, user_id: uuid.UUID, move: Move) -> bool:
        """Go to another stage, and write down what speaks for it. False where it is not well founded, see `rules`."""
        row = await self._journey.open_stage(user_id)
        before = row.stage if row else None
        numbers = {stage.key: stage.number for stage in self._content.stages()}
        refused = refusal_of(move, before, numbers)
        if refused is None and move.cause == "assessment" and not await self._is_news(user_id, move):
            refused = "person_decided"
        if refused is not None:
            if refused != "stands_there":
                _log.info(
                    "stage not changed", extra={"cause": move.cause, "before": before, "reason": refused}
                )
            return False
        now = self._clock.now()
        if row is not None:
            await self._journey.change(row.id, finished_at=now)
        earlier = await self._journey.of_stage(user_id, move.to)
        if earlier is None:
            await self._journey.enter(user_id, move.to, now)
        else:
            spent = seconds_on_stage(
                earlier.started_at, earlier.finished_at, earlier.resumed_at, earlier.seconds_before, now
            )
            await self._journey.change(earlier.id, finished_at=None, resumed_at=now, seconds_before=spent)
        await self._journey.note(user_id, before, move, now)
        await self._record(user_id, move.to)
        _log.info(
            "stage changed",
            extra={
                "cause": move.cause,
                "before": before,
                "after": move.to,
                "via": move.via,
                "turns": len(set(move.turn_ids)),
            },
        )
        return True

    async def _record(self, user_id: uuid.UUID, stage: str) -> None:
        """The stage on the person's own record: what segments filter on."""
        await self._activity.mark(user_id, {STAGE_MARKER: stage})

    async def _is_news(self, user_id: uuid.UUID, move: Move) -> bool:
        """Does it rest on what was said since the person themselves told where they stand? Their word outlasts ours.

        Ids are made in the order of time, turns and changes of stage alike.
        """
        told = [row.id for row in await self._journey.transitions(user_id) if row.via == "person"]
        return not told or sum(turn_id > told[-1] for turn_id in set(move.turn_ids)) >= TURNS

    async def transitions(self, user_id: uuid.UUID) -> list[TransitionView]:
        """Changes of stage as they were recorded, oldest first."""
        return [
            TransitionView(
                id=row.id,
                session_id=row.session_id,
                before=row.from_stage,
                after=row.to_stage,
                cause=cast(Cause, row.cause),
                via=cast(Decider, row.via),
                turn_ids=list(row.turn_ids),
                confidence=row.confidence,
                at=row.created_at,
            )
            for row in await self._journey.transitions(user_id)
        ]

    async def current(self, user_id: uuid.UUID) -> str | None:
        """The stage that is open, or None before the path begins."""
        return next(
            (row.stage for row in await self._journey.walked(user_id) if row.finished_at is None), None
        )

    async def map(
        self,
        user_id: uuid.UUID,
        language: Language,
        evidence: Sequence[Evidence] = (),
        said: Mapping[str, int] | None = None,
    ) -> JourneyView:
        """The whole map of one person; `evidence` is what they said, `said` their turns on each stage."""
        now = self._clock.now()
        walked = {row.stage: row for row in await self._journey.walked(user_id)}
        here = next((row.stage for row in walked.values() if row.finished_at is None), None)
        number_here = self._content.stage(here).number if here else None
        stages = []
        for number, stage in enumerate(self._content.stages(), start=1):
            row: JourneyProgress | None = walked.get(stage.key)
            text = stage.text(language)
            found = evidenced([insight.key for insight in stage.completes_by], stage.key, evidence)
            stages.append(
                StageView(
                    key=stage.key,
                    number=number,
                    name=text.name,
                    description=text.description,
                    state=state_on_path(number, number_here, row.finished_at if row else None),
                    started_at=row.started_at if row else None,
                    finished_at=row.finished_at if row else None,
                    seconds=_seconds(row, now) if row else 0,
                    completion=completion(
                        len(found), len(stage.completes_by), (said or {}).get(stage.key, 0)
                    ),
                    insights=[
                        _insight(insight, language, found.get(insight.key)) for insight in stage.completes_by
                    ],
                    said=said_on(stage.key, evidence, (one.quote for one in found.values())),
                )
            )
        return JourneyView(
            stages=stages,
            elements=[_element(item, language, evidence) for item in self._content.elements()],
            current=next((stage.key for stage in stages if stage.state == "current"), None),
            days=days_on_path(min((row.started_at for row in walked.values()), default=None), now),
        )


def _element(element: Element, language: Language, evidence: Sequence[Evidence]) -> StoryElement:
    said = said_under(element.key, evidence)
    return StoryElement(element.key, element.name.in_(language), [one.quote for one in said], said)


def _insight(insight: Insight, language: Language, found: Evidence | None) -> StageInsight:
    if found is None:
        return StageInsight(insight.key, insight.name(language), evidenced=False)
    turn_id = found.turn_ids[0] if found.turn_ids else None
    return StageInsight(insight.key, insight.name(language), True, turn_id, found.quote)


def _seconds(row: JourneyProgress, now: datetime.datetime) -> int:
    return seconds_on_stage(row.started_at, row.finished_at, row.resumed_at, row.seconds_before, now)
