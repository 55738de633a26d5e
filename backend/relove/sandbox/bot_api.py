"""The Bot API over HTTP: `/bot<token>/<method>`, answered as Telegram answers."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, route
from litestar.params import FromPath

from relove.sandbox.arguments import check_arguments, find_method, method_not_found, read_arguments
from relove.sandbox.dropped import DroppedAnswer
from relove.sandbox.errors import BotApiError
from relove.sandbox.given import TheDelivery, TheWorld
from relove.sandbox.methods import METHODS, Call


@route("/{bot:str}/{method:str}", http_method=["GET", "POST"], include_in_schema=False, status_code=200)
async def bot_api(
    request: Request[Any, Any, Any],
    bot: FromPath[str],
    method: FromPath[str],
    world: TheWorld,
    delivery: TheDelivery,
) -> Response[Any]:
    """Any method of the Bot API."""
    params: dict[str, Any] = {}
    spec = find_method(method)
    name = spec.name if spec else method
    lost = False
    try:
        if not bot.startswith("bot"):
            raise BotApiError(404, "Not Found")
        if bot.removeprefix("bot") != world.config.bot_token:
            raise BotApiError(401, "Unauthorized")
        if spec is None or (handler := METHODS.get(spec.name)) is None:
            raise method_not_found()
        params = await read_arguments(request)
        params = check_arguments(spec, params)
        fault = world.faults.for_call(name, params.get("chat_id"))
        if fault is not None:
            if error := fault.error():
                raise error
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            lost = fault.kind == "lost_answer"
        result = await handler(Call(world, delivery, params))
    except BotApiError as error:
        world.log_request(name, params, error.status, error.body())
        wait = (error.parameters or {}).get("retry_after")
        headers = {"Retry-After": str(wait)} if wait else {}
        return Response(error.body(), status_code=error.status, headers=headers)
    answer = {"ok": True, "result": result}
    if lost:
        world.log_request(name, params, 200, answer, fault="lost_answer")
        return DroppedAnswer()
    world.log_request(name, params, 200, answer)
    return Response(answer, status_code=200)
