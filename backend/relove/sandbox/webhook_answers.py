"""The method call that a webhook may answer with, instead of calling the Bot API."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

# Telegram does not take these from an answer, nor anything that asks for a result.
_NOT_FROM_HERE = {"setwebhook", "deletewebhook", "close", "logout"}


async def method_in(answer: aiohttp.ClientResponse) -> tuple[str, dict[str, Any]] | None:
    """The method and its arguments, where the body names one."""
    try:
        arguments = await _arguments(answer)
    except (ValueError, LookupError, AssertionError, aiohttp.ClientPayloadError):
        # Nonsense is an answer too, and no more than that.
        return None
    method = arguments.pop("method", None)
    if not isinstance(method, str) or not method:
        return None
    name = method.lower()
    return None if name in _NOT_FROM_HERE or name.startswith("get") else (method, arguments)


async def _arguments(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    match answer.content_type:
        case "application/json":
            body = json.loads(await answer.read() or b"null")
            return dict(body) if isinstance(body, dict) else {}
        case "application/x-www-form-urlencoded":
            return dict(parse_qsl(await answer.text(), keep_blank_values=True))
        case "multipart/form-data":
            return await _parts(answer)
    return {}


async def _parts(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    found: dict[str, Any] = {}
    reader = aiohttp.MultipartReader.from_response(answer)
    while (part := await reader.next()) is not None:
        if isinstance(part, aiohttp.BodyPartReader) and part.name:
            found[part.name] = await part.text()
    return found
