"""All SQL of the calls of language models."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, case, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from relove.core.ids import new_id
from relove.domains.records.models import ModelCall
from relove.domains.records.schemas import CallNote

_ADD = insert(ModelCall)


class ModelCallRepository:
    """Calls of language models. Rows are only added."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, notes: Sequence[CallNote]) -> None:
        """Note calls in one statement; those of people who were erased meanwhile are left out."""
        rows = [_row(note) for note in notes]
        try:
            async with self._session.begin_nested():
                await self._session.execute(_ADD, rows)
        except IntegrityError:
            await self._add_singly(rows)

    async def _add_singly(self, rows: Sequence[dict[str, Any]]) -> None:
        for row in rows:
            try:
                async with self._session.begin_nested():
                    await self._session.execute(_ADD, [row])
            except IntegrityError:
                continue

    async def spent(self, user_id: uuid.UUID, since: datetime.datetime) -> int:
        """Millionths of a dollar on behalf of one person."""
        statement = select(func.coalesce(func.sum(ModelCall.cost_micros), 0)).where(
            ModelCall.user_id == user_id, ModelCall.created_at >= since
        )
        return int((await self._session.execute(statement)).scalar_one())

    async def by_feature(self, since: datetime.datetime) -> Sequence[Any]:
        """One row a feature, the dearest first."""
        return list((await self._session.execute(_by_feature(since))).all())

    async def failures(self, since: datetime.datetime, limit: int) -> Sequence[Any]:
        """Why calls failed, the most frequent reason first."""
        calls = func.count().label("calls")
        statement = (
            select(ModelCall.feature, ModelCall.reason, calls)
            .where(ModelCall.created_at >= since, ModelCall.outcome == "failed")
            .group_by(ModelCall.feature, ModelCall.reason)
            .order_by(calls.desc(), ModelCall.feature, ModelCall.reason)
            .limit(limit)
        )
        return list((await self._session.execute(statement)).all())


def _by_feature(since: datetime.datetime) -> Select[Any]:
    # Ordered-set aggregates pass over nulls: only calls that a model answered are measured.
    measured = (ModelCall.outcome == "ok") & ~ModelCall.cached
    latency = case((measured, ModelCall.latency_ms))
    first = case((measured & (ModelCall.first_token_ms > 0), ModelCall.first_token_ms))
    cost = func.sum(ModelCall.cost_micros).label("cost_micros")
    return (
        select(
            ModelCall.feature,
            func.count().label("calls"),
            func.count().filter(ModelCall.outcome == "failed").label("failed"),
            func.count().filter(ModelCall.cached).label("cached"),
            func.count(ModelCall.user_id.distinct()).label("people"),
            func.sum(ModelCall.input_tokens).label("input_tokens"),
            func.sum(ModelCall.output_tokens).label("output_tokens"),
            cost,
            func.percentile_disc(0.5).within_group(latency).label("latency_p50_ms"),
            func.percentile_disc(0.95).within_group(latency).label("latency_p95_ms"),
            func.percentile_disc(0.95).within_group(first).label("first_token_p95_ms"),
        )
        .where(ModelCall.created_at >= since)
        .group_by(ModelCall.feature)
        .order_by(cost.desc(), ModelCall.feature)
    )


def _row(note: CallNote) -> dict[str, Any]:
    return {
        "id": new_id(),
        "user_id": note.user_id,
        "kind": note.kind,
        "feature": note.feature,
        "prompt_id": note.prompt_id,
        "prompt_version": note.prompt_version,
        "provider": note.provider,
        "model": note.model,
        "input_tokens": note.input_tokens,
        "output_tokens": note.output_tokens,
        "cost_micros": note.cost_micros,
        "first_token_ms": note.first_token_ms,
        "latency_ms": note.latency_ms,
        "outcome": note.outcome,
        "reason": note.reason,
        "cached": note.cached,
        "created_at": note.at,
    }
