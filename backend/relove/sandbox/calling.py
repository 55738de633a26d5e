"""One call of the Bot API from its arguments to its answer: checked, troubled by faults, carried out, logged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from relove.sandbox.arguments import check_arguments, find_method, method_not_found
from relove.sandbox.delivery import WebhookDelivery
from relove.sandbox.errors import BotApiError
from relove.sandbox.faults import Fault
from relove.sandbox.methods import METHODS, Call
from relove.sandbox.world import World

ReadArguments = Callable[[], Awaitable[dict[str, Any]]]


@dataclass
class Answer:
    """What Telegram would answer; `lost` where it never arrives."""

    status: int
    body: dict[str, Any]
    lost: bool = False
    retry_after: int | None = None


@dataclass
class _Run:
    params: dict[str, Any] = field(default_factory=dict)
    fault: Fault | None = None


async def answer(world: World, delivery: WebhookDelivery, method: str, read: ReadArguments) -> Answer:
    """Carry out a call. The log names the fault that met it, so that a real refusal can be told from one on purpose."""
    spec = find_method(method)
    name = spec.name if spec else method
    run = _Run()
    try:
        body = {"ok": True, "result": await _result(world, delivery, method, read, run)}
        made = Answer(200, body, lost=run.fault is not None and run.fault.kind == "lost_answer")
    except BotApiError as error:
        made = Answer(error.status, error.body(), retry_after=(error.parameters or {}).get("retry_after"))
    extra = {"fault": run.fault.kind} if run.fault else {}
    world.log_request(name, run.params, made.status, made.body, **extra)
    return made


async def _result(
    world: World, delivery: WebhookDelivery, method: str, read: ReadArguments, run: _Run
) -> Any:
    spec = find_method(method)
    handler = METHODS.get(spec.name) if spec else None
    if spec is None or handler is None:
        raise method_not_found()
    run.params = await read()
    run.params = check_arguments(spec, run.params)
    run.fault = fault = world.faults.for_call(spec.name, run.params.get("chat_id"))
    if fault is not None:
        if error := fault.error():
            raise error
        if fault.kind == "delay":
            await world.config.timing.pause(fault.seconds)
    return await handler(Call(world, delivery, run.params))
