"""Use cases of session types: keep what a diagnostic came to, and where a journey stands."""

from __future__ import annotations

import uuid
from typing import cast

import msgspec

from relove.core.clock import Clock
from relove.db.unit_of_work import UnitOfWork
from relove.domains.conversations.kinds.models import DiagnosticResult
from relove.domains.conversations.kinds.repository import DiagnosticRepository, JourneyStepRepository
from relove.domains.conversations.kinds.schemas import (
    Diagnosis,
    DiagnosticResultView,
    JourneyPlace,
    Position,
    Quote,
    ResultStatus,
)
from relove.domains.conversations.schemas import Via


class DiagnosticService:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._results = DiagnosticRepository(work.session)
        self._clock = clock

    async def show(self, user_id: uuid.UUID, session_id: uuid.UUID, diagnosis: Diagnosis) -> None:
        """Keep what is being shown to the person."""
        await self._results.insert(
            {
                "user_id": user_id,
                "session_id": session_id,
                "stage": diagnosis.stage,
                "patterns": list(diagnosis.patterns),
                "core_issue": diagnosis.core_issue or None,
                "confidence": diagnosis.confidence,
                "quotes": msgspec.json.encode(diagnosis.quotes),
                "via": diagnosis.via,
                "created_at": self._clock.now(),
            }
        )

    async def newest(self, session_id: uuid.UUID) -> DiagnosticResultView | None:
        """What the session came to last."""
        row = await self._results.newest(session_id)
        return None if row is None else _to_view(row)

    async def of_person(self, user_id: uuid.UUID) -> list[DiagnosticResultView]:
        """Everything that diagnostics came to, newest first."""
        return [_to_view(row) for row in await self._results.of_person(user_id)]

    async def confirm(self, result_id: uuid.UUID) -> None:
        """The person says that it is so."""
        await self._decide(result_id, "confirmed", None)

    async def contest(self, result_id: uuid.UUID, correction: str | None) -> None:
        """The person says that it is not so, and perhaps how it is."""
        await self._decide(result_id, "contested", correction)

    async def _decide(self, result_id: uuid.UUID, status: ResultStatus, correction: str | None) -> None:
        values = {"status": status, "correction": correction, "decided_at": self._clock.now()}
        await self._results.change(result_id, values)


class JourneySteps:
    """Works inside one unit of work."""

    def __init__(self, work: UnitOfWork, clock: Clock) -> None:
        self._steps = JourneyStepRepository(work.session)
        self._clock = clock

    async def position(self, user_id: uuid.UUID, stage: str) -> Position | None:
        """Where the journey stands in that stage; None before it was entered by a journey session."""
        row = await self._steps.of_stage(user_id, stage)
        return None if row is None else Position(row.stage, cast(JourneyPlace, row.step), row.questions)

    async def put(self, user_id: uuid.UUID, position: Position) -> None:
        """The position from now on."""
        values = {
            "step": position.step,
            "questions": position.questions,
            "updated_at": self._clock.now(),
        }
        await self._steps.put(user_id, position.stage, values)


def _to_view(row: DiagnosticResult) -> DiagnosticResultView:
    return DiagnosticResultView(
        id=row.id,
        session_id=row.session_id,
        diagnosis=Diagnosis(
            stage=row.stage,
            patterns=tuple(row.patterns),
            core_issue=row.core_issue or "",
            confidence=row.confidence,
            quotes=tuple(msgspec.json.decode(row.quotes, type=list[Quote])),
            via=cast(Via, row.via),
        ),
        status=cast(ResultStatus, row.status),
        correction=row.correction,
        created_at=row.created_at,
        decided_at=row.decided_at,
    )
