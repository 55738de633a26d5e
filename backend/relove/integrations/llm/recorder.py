"""Notes every call of a model in the records, beside the call: a record that fails never costs an answer."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

import msgspec

from relove.core.clock import Clock
from relove.core.ports import ModelTask, ModelUsage
from relove.core.tasks import spawn
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.records.prices import PriceList
from relove.domains.records.schemas import CallKind, CallNote, CallOutcome
from relove.domains.records.service import RecordsService

_log = logging.getLogger("relove.llm")

GATHERED_S = 1.0
"""Calls of one moment are one statement; and whoever asked has said by then whether the answer was of use."""
_MOST_AT_ONCE = 200
_MOST_WAITING = 10_000


class _Call(msgspec.Struct, frozen=True):
    kind: CallKind
    task: ModelTask
    usage: ModelUsage
    cost_micros: int
    outcome: CallOutcome
    reason: str | None
    cached: bool
    at: datetime


class CallRecorder:
    """Gathers calls and writes them down. One instance a process."""

    def __init__(self, units: UnitOfWorkFactory, clock: Clock, prices: PriceList) -> None:
        self._units = units
        self._clock = clock
        self._prices = prices
        self._waiting: list[_Call] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def note(
        self,
        kind: CallKind,
        task: ModelTask,
        usage: ModelUsage,
        outcome: CallOutcome,
        reason: str | None = None,
        *,
        cached: bool = False,
    ) -> int:
        """Note one call; what it cost, in millionths of a dollar."""
        cost = self._prices.micros(usage.model, usage.input_tokens, usage.output_tokens, usage.seconds)
        if len(self._waiting) < _MOST_WAITING:
            now = self._clock.now()
            self._waiting.append(_Call(kind, task, usage, cost, outcome, reason, cached, now))
        if self._writer is None or self._writer.done():
            self._writer = spawn(self._write(), "model-calls")
        return cost

    async def settle(self) -> None:
        """Write down at once what waits: at the end of a process, and for tests."""
        self._hurry.set()
        try:
            while self._writer is not None and not self._writer.done():
                await asyncio.wait({self._writer})
        finally:
            self._hurry.clear()

    async def _write(self) -> None:
        while self._waiting:
            try:
                async with asyncio.timeout(GATHERED_S):
                    await self._hurry.wait()
            except TimeoutError:
                pass
            batch, self._waiting = self._waiting[:_MOST_AT_ONCE], self._waiting[_MOST_AT_ONCE:]
            try:
                async with self._units() as work:
                    await RecordsService(work).note_calls([_noted(call) for call in batch])
            except Exception as error:
                _log.warning(
                    "model calls were not noted", extra={"calls": len(batch), "error": type(error).__name__}
                )


def _noted(call: _Call) -> CallNote:
    refused = call.usage.refused if call.outcome != "failed" else None
    return CallNote(
        user_id=call.task.user_id,
        kind=call.kind,
        feature=call.task.feature,
        prompt_id=call.task.prompt_id,
        prompt_version=call.task.prompt_version,
        provider=call.usage.provider,
        model=call.usage.model,
        input_tokens=call.usage.input_tokens,
        output_tokens=call.usage.output_tokens,
        cost_micros=call.cost_micros,
        first_token_ms=call.usage.first_token_ms,
        latency_ms=call.usage.latency_ms,
        outcome="failed" if refused else call.outcome,
        reason=refused or call.reason,
        cached=call.cached,
        at=call.at,
    )
