"""Where files of the chats are fetched from."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Response, get
from litestar.params import FromPath

from relove.sandbox.errors import BotApiError, ControlError
from relove.sandbox.files import Kept
from relove.sandbox.given import TheWorld


@get("/sandbox/files/{file_id:str}", include_in_schema=False)
async def shown_file(file_id: FromPath[str], world: TheWorld) -> Response[bytes]:
    """A file, for the page and for tests."""
    found = world.files.find(file_id)
    if found is None:
        raise ControlError(404, "there is no such file")
    return _file(found)


@get("/file/{bot:str}/{folder:str}/{name:str}", include_in_schema=False)
async def downloaded_file(
    bot: FromPath[str], folder: FromPath[str], name: FromPath[str], world: TheWorld
) -> Response[Any]:
    """Where the bot itself downloads: the path that `getFile` names."""
    found = world.files.at(f"{folder}/{name}") if bot == f"bot{world.config.bot_token}" else None
    if found is None:
        error = BotApiError(404, "Not Found")
        return Response(error.body(), status_code=error.status)
    return _file(found)


def _file(kept: Kept) -> Response[bytes]:
    return Response(
        kept.content,
        media_type=kept.mime_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(kept.name)}"},
    )


FILES: list[Any] = [shown_file, downloaded_file]
