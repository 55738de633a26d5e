"""The page at `/`: its files, its first state, and the stream that keeps it live."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Stream
from msgspec import to_builtins

from relove.sandbox.bus import Event
from relove.sandbox.given import TheWorld
from relove.sandbox.people import Chat, Person
from relove.sandbox.themes import THEMES
from relove.sandbox.world import World

_FOLDER = Path(__file__).parent / "static"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_PING = 15.0

# Somebody to be on the first visit.
_FIRST: dict[str, Any] = {"id": 100_001, "first_name": "Анна", "username": "anna", "language_code": "ru"}


def _security(world: World) -> dict[str, str]:
    app = " ".join({world.config.app_origin, *_both_names(world.config.app_origin)})
    policy = (
        f"default-src 'self'; frame-src {app}; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return {
        "content-security-policy": policy,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        # The Mini App learns from the referrer which page framed it.
        "referrer-policy": "origin",
    }


def _both_names(origin: str) -> list[str]:
    """The page may be opened by either name of this machine."""
    return [origin.replace("127.0.0.1", "localhost"), origin.replace("localhost", "127.0.0.1")]


@get("/", include_in_schema=False)
async def index(world: TheWorld) -> Response[str]:
    """The page itself."""
    text = (_FOLDER / "index.html").read_text(encoding="utf-8")
    return Response(text, media_type=MediaType.HTML, headers=_security(world))


@get("/favicon.ico", include_in_schema=False)
async def favicon(request: Request[Any, Any, Any]) -> Response[bytes]:
    return await _file(request, "icon.svg")


@get("/static/{name:str}", include_in_schema=False)
async def static(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """A file of the page; always asked for anew, and then seldom sent."""
    return await _file(request, name)


async def _file(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    path = _FOLDER / name
    kind = _KINDS.get(path.suffix)
    if kind is None or path.parent != _FOLDER or not path.is_file():
        raise NotFoundException()
    content = path.read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "x-content-type-options": "nosniff"}
    if request.headers.get("if-none-match") == tag:
        return Response(b"", status_code=304, media_type=kind, headers=headers)
    return Response(content, media_type=kind, headers=headers)


@get("/sandbox/page", include_in_schema=False)
async def page_state(world: TheWorld, person: FromQuery[int | None] = None) -> dict[str, Any]:
    """All that the page shows, for one person; the first person is made here, where there is none."""
    if not world.people:
        world.add_person(Person(**_FIRST))
    chosen = world.people.get(person or 0) or next(iter(world.people.values()))
    chat = world.chats[chosen.id]
    draft = chat.draft
    return {
        "bot": _bot(world, chosen),
        "people": [{**p.shown(), "last": _last(world.chats[p.id])} for p in world.people.values()],
        "person": chosen.shown(),
        "device": to_builtins(chosen.device),
        "messages": [m.shown() for m in chat.messages.values()],
        "draft": draft and {"text": draft.text, "entities": draft.entities, "can_stop": draft.can_stop},
        "commands": _commands(world, chosen),
        "menu_button": chat.menu_button or world.profile.menu_button,
        "app_origin": world.config.app_origin,
        "now": world.now(),
        "offset": world.offset_us / 1_000_000,
        "themes": THEMES,
    }


def _bot(world: World, person: Person) -> dict[str, Any]:
    def in_language(texts: dict[str, str]) -> str:
        return texts.get(person.language_code or "", texts.get("", ""))

    profile = world.profile
    return {
        **world.bot_user(),
        "first_name": in_language(profile.names) or world.config.bot_name,
        "description": in_language(profile.descriptions),
        "short_description": in_language(profile.short_descriptions),
    }


def _last(chat: Chat) -> dict[str, Any] | None:
    message = next(reversed(chat.messages.values()), None)
    return (
        None
        if message is None
        else {
            "text": message.text[:120],
            "kind": message.media and message.media.kind,
            "date": message.date,
            "from_bot": message.from_bot,
        }
    )


def _commands(world: World, person: Person) -> list[dict[str, str]]:
    """The list that Telegram would show: the nearest scope wins, within it the person's language."""
    scopes: list[dict[str, Any]] = [
        {"type": "chat", "chat_id": person.id},
        {"type": "all_private_chats"},
        {"type": "default"},
    ]
    for scope in scopes:
        for language in (person.language_code or "", ""):
            found = world.profile.commands.get((json.dumps(scope, sort_keys=True), language))
            if found:
                return found
    return []


@get("/sandbox/stream", include_in_schema=False)
async def stream(world: TheWorld, person: FromQuery[int | None] = None) -> Stream:
    """Everything that happens, as server-sent events; with `person`, only what that chat sees."""
    return Stream(
        _events(world, person), media_type="text/event-stream", headers={"cache-control": "no-store"}
    )


async def _events(world: World, person: int | None) -> AsyncIterator[bytes]:
    queue = world.bus.listen()
    try:
        yield b": open\n\n"
        while True:
            try:
                event = await asyncio.wait_for(queue.get(), _PING)
            except TimeoutError:
                yield b": ping\n\n"
                continue
            if event is None:
                return
            if person is None or event.person in (None, person):
                yield _packed(event)
    finally:
        world.bus.leave(queue)


def _packed(event: Event) -> bytes:
    data = json.dumps(event.data, ensure_ascii=False, default=str)
    return f"event: {event.name}\ndata: {data}\n\n".encode("utf-8", "surrogatepass")


PAGE = [index, favicon, static, page_state, stream]
