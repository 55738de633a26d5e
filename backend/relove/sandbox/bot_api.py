"""The Bot API over HTTP: `/bot<token>/<method>`, answered as Telegram answers."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, route
from litestar.params import FromPath

from relove.sandbox.arguments import read_arguments
from relove.sandbox.calling import answer
from relove.sandbox.dropped import DroppedAnswer
from relove.sandbox.errors import BotApiError
from relove.sandbox.given import TheDelivery, TheWorld
from relove.sandbox.world import World


@route("/{bot:str}/{method:str}", http_method=["GET", "POST"], include_in_schema=False, status_code=200)
async def bot_api(
    request: Request[Any, Any, Any],
    bot: FromPath[str],
    method: FromPath[str],
    world: TheWorld,
    delivery: TheDelivery,
) -> Response[Any]:
    """Any method of the Bot API."""
    try:
        _check_token(world, bot)
    except BotApiError as error:
        world.log_request(method, {}, error.status, error.body())
        return Response(error.body(), status_code=error.status)
    made = await answer(world, delivery, method, lambda: read_arguments(request))
    if made.lost:
        return DroppedAnswer()
    headers = {"Retry-After": str(made.retry_after)} if made.retry_after else {}
    return Response(made.body, status_code=made.status, headers=headers)


def _check_token(world: World, bot: str) -> None:
    if not bot.startswith("bot"):
        raise BotApiError(404, "Not Found")
    if bot.removeprefix("bot") != world.config.bot_token:
        raise BotApiError(401, "Unauthorized")
