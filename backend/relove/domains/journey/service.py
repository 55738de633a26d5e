"""Use cases of the journey: where a person stands, and the map of it."""

from __future__ import annotations

import uuid

from relove.core.actor import Language
from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.content.service import ContentService
from relove.domains.journey.models import JourneyProgress
from relove.domains.journey.repository import JourneyRepository
from relove.domains.journey.rules import days_on_path, stage_state
from relove.domains.journey.schemas import JourneyView, StageInsight, StageView, StoryElement


class JourneyService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, content: ContentService, clock: Clock) -> None:
        self._journey = JourneyRepository(work.session)
        self._content = content
        self._clock = clock

    async def begin(self, user_id: uuid.UUID) -> str:
        """The stage where the person stands; the first one is entered with the first session."""
        current = await self.current(user_id)
        if current is not None:
            return current
        first = self._content.stages()[0].key
        await self._journey.enter(user_id, first, self._clock.now())
        return first

    async def current(self, user_id: uuid.UUID) -> str | None:
        """The stage that is open, or None before the path begins."""
        return next(
            (row.stage for row in await self._journey.walked(user_id) if row.finished_at is None), None
        )

    async def map(self, user_id: uuid.UUID, language: Language) -> JourneyView:
        """The whole map of one person."""
        now = self._clock.now()
        walked = {row.stage: row for row in await self._journey.walked(user_id)}
        stages = []
        for number, stage in enumerate(self._content.stages(), start=1):
            row: JourneyProgress | None = walked.get(stage.key)
            end = (row.finished_at or now) if row else None
            text = stage.text(language)
            stages.append(
                StageView(
                    key=stage.key,
                    number=number,
                    name=text.name,
                    description=text.description,
                    state=stage_state(row.finished_at if row else None, entered=row is not None),
                    started_at=row.started_at if row else None,
                    finished_at=row.finished_at if row else None,
                    seconds=max(0, int((end - row.started_at).total_seconds())) if row and end else 0,
                    completion=None,
                    insights=[
                        StageInsight(insight.key, insight.name(language), evidenced=False)
                        for insight in stage.completes_by
                    ],
                )
            )
        return JourneyView(
            stages=stages,
            elements=[
                StoryElement(item.key, item.name.in_(language), []) for item in self._content.elements()
            ],
            current=next((stage.key for stage in stages if stage.state == "current"), None),
            days=days_on_path(min((row.started_at for row in walked.values()), default=None), now),
        )
