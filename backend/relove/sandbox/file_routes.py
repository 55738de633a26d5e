"""Where files that the bot sent are fetched from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromPath

from relove.sandbox.errors import BotApiError, ControlError
from relove.sandbox.given import TheWorld


@get("/sandbox/files/{file_id:str}", include_in_schema=False)
async def shown_file(file_id: FromPath[str], world: TheWorld) -> Response[bytes]:
    """A sent file, for the page and for tests."""
    found = world.files.find(file_id)
    if found is None:
        raise ControlError(404, "there is no such file")
    return _file(*found)


@get("/file/{bot:str}/documents/{file_id:str}", include_in_schema=False)
async def downloaded_file(bot: FromPath[str], file_id: FromPath[str], world: TheWorld) -> Response[Any]:
    """Where the bot itself downloads: the path that `getFile` names."""
    found = world.files.find(file_id) if bot == f"bot{world.config.bot_token}" else None
    if found is None:
        error = BotApiError(404, "Not Found")
        return Response(error.body(), status_code=error.status)
    return _file(*found)


def _file(document: dict[str, Any], content: bytes) -> Response[bytes]:
    name = quote(document["file_name"])
    return Response(
        content,
        media_type=document["mime_type"],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


FILES: list[Any] = [shown_file, downloaded_file]
