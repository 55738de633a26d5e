"""Every way in which the product may speak to a person, taken from its registries: a new one is in it by itself."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Iterator
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from magic_filter import MagicFilter

from relove.api import openapi
from relove.bot.dispatcher import build_dispatcher
from relove.bot.setup import COMMANDS
from relove.core.tasks import spawn
from relove.domains.conversations.views import CARE_BACK, menu
from relove.domains.people.schemas import PreferencesPatch
from relove.domains.people.service import PeopleService
from relove.worker.jobs import EVENTS, SCHEDULE
from relove.worker.wiring import make_bulk_sender, make_chats, make_processor
from tests.integration.rights.team import Member

ANY_ID = "01900000-0000-7000-8000-000000000000"
JOINED, OTHER = "golos-zova", "put-geroya"
"""A stream that she takes part in, and one that she does not."""
LINES = ("Мне плохо", "Почему ты это спросил?", "ты бот?", "стоп", "И что мне с этим делать", "пока")
_NOT_A_PERSONS = ("/api/auth", "/api/admin", "/api/shop", "/health")
_HER_OWN_COPY = {"exportMe"}
"""All that was ever said is in it, whatever it was."""
_BODIES: dict[str, Any] = {
    "startSession": {"type": "provocative", "finish_active": True},
    "sendTurn": {"text": "И что мне с этим делать"},
    "setConsents": {"news": True},
    "updateMe": {"formality": "vy"},
    "closeExercise": {"state": "done"},
}
# What follows a button's prefix; "" where the whole is written in the registry.
_ENDS: dict[str, tuple[str, ...]] = {
    "confirm:": ("x" * 32,),
    "decline:": ("x" * 32,),
    "dial:": ("hard",),
    "set:": ("called", "directness", "zone", "quiet", "formality", "country", "pause", "skip"),
    "offer:new:": ("provocative", "diagnostic", "journey", "chat"),
    "stream:": (OTHER, JOINED),
    "stream-begin:": (OTHER, JOINED),
    "stream-like:": (OTHER,),
    "stream-leave:": (OTHER,),
    "ready-no:": (OTHER,),
    "ex-done:": (f"{ANY_ID}:1",),
    "ex-skip:": (f"{ANY_ID}:1",),
}


def _routers(router: Router) -> Iterator[Router]:
    yield router
    for child in router.sub_routers:
        yield from _routers(child)


def _texts(magic: MagicFilter) -> Iterator[str]:
    """What a filter compares with."""
    for step in magic._operations:
        given = [getattr(step, "right", None), *(getattr(step, "args", None) or ())]
        for one in given:
            if isinstance(one, MagicFilter):
                yield from _texts(one)
            elif isinstance(one, str):
                yield one
            elif isinstance(one, (set, frozenset, tuple)):
                yield from one


def commands(member: Member) -> list[str]:
    """Every command and every button of the menu."""
    found = dict.fromkeys(f"/{name}" for name in COMMANDS)
    for router in _routers(build_dispatcher(member.talk.container)):
        for handler in router.message.handlers:
            for one in handler.filters or ():
                if isinstance(one.callback, Command):
                    found |= dict.fromkeys(
                        f"/{name}" for name in one.callback.commands if isinstance(name, str)
                    )
    buttons = [label for row in menu("ru", member.talk.container.translator) for label in row]
    return [*found, *buttons]


async def buttons(member: Member) -> list[str]:
    """Every kind of inline button, but for the way back itself."""
    found: dict[str, None] = {}
    for router in _routers(build_dispatcher(member.talk.container)):
        for handler in router.callback_query.handlers:
            for one in handler.filters or ():
                for text in _texts(one.magic) if one.magic is not None else ():
                    found |= dict.fromkeys([text])
    rows = await member.talk.sql(
        "SELECT replace(id::text, '-', '') AS id FROM session_turns WHERE quick_replies IS NOT NULL"
        f" AND user_id = '{member.id}' ORDER BY number LIMIT 1"
    )
    ends = {**_ENDS, "qr:": tuple(f"{row['id']}:0" for row in rows)}
    pressed = []
    for data in found:
        if data.endswith(":"):
            assert data in ends, f"what comes behind {data!r} in a button? say it in _ENDS"
            pressed += [f"{data}{end}" for end in ends[data]]
        elif data != CARE_BACK:
            pressed.append(data)
    return pressed


async def chat_says(member: Member) -> dict[str, str]:
    """What each command, button and line is answered with in the chat."""
    said = {}
    talk = member.talk
    for words in (*commands(member), *LINES):
        said[words] = _shown(await talk.write(words))
        await as_before(member)
    for data in await buttons(member):
        shown = await talk.comes(
            "callback_query",
            id=f"q-{data}",
            chat_instance="1",
            data=data,
            **{"from": {"id": talk.me, "is_bot": False, "first_name": "Вера", "language_code": "ru"}},
            message={"message_id": 1, "date": 0, "chat": {"id": talk.me, "type": "private"}},
        )
        said[data] = _shown(shown)
        await as_before(member)
    return said


async def as_before(member: Member) -> None:
    """A pause that she asked for and a consent that she took back on the way would keep quiet what comes next."""
    container = member.talk.container
    async with container.units() as work:
        people = PeopleService(work, container.clock)
        person = await people.get(uuid.UUID(member.id))
        if not person.may_work:
            await people.decide(person.id, {"guided_work": True, "profile": True}, "bot")
        if person.proactive_paused:
            await people.change(person.id, PreferencesPatch(proactive_paused=False))


def _shown(items: list[Any]) -> str:
    return json.dumps([[item["text"], item["buttons"]] for item in items], ensure_ascii=False)


async def app_says(member: Member) -> dict[str, str]:
    """What each route of the Mini App is answered with."""
    said = {}
    document = json.loads(openapi.render())
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            name = operation["operationId"]
            content = operation["responses"].get("200", {}).get("content", {})
            endless = method == "get" and "text/event-stream" in content
            if path.startswith(_NOT_A_PERSONS) or name in _HER_OWN_COPY or endless:
                continue
            for where in await _addresses(member, path):
                said[f"{method.upper()} {where}"] = await _answer(member, method.upper(), where, name)
                await as_before(member)
    return said


async def _addresses(member: Member, path: str) -> list[str]:
    rows = await member.talk.sql(
        f"SELECT id FROM user_sessions WHERE user_id = '{member.id}' ORDER BY status, id DESC LIMIT 1"
    )
    filled = path.replace("{session_id}", str(rows[0]["id"])).replace("{n}", "1")
    for name in ("item_id", "statement_id", "turn_id"):
        filled = filled.replace(f"{{{name}}}", ANY_ID)
    if "{slug}" not in filled and "{stream}" not in filled:
        return [filled]
    if filled == "/go/{slug}":
        code = member.talk.container.links.issue("go", (await member.talk.person()).id, OTHER)
        return [f"/go/{OTHER}?t={code}"]
    return [filled.replace("{slug}", slug).replace("{stream}", slug) for slug in (OTHER, JOINED)]


async def _answer(member: Member, method: str, where: str, name: str) -> str:
    if method == "DELETE" and JOINED in where:
        return ""  # she stays in it: what comes of that is looked at later
    seen = len(await member.talk.history())
    asked = spawn(member.call(method, where, json=_BODIES.get(name, {})), "asked")
    while not asked.done():
        await member.talk.deliver()
        await asyncio.wait({asked}, timeout=0.01)
    answer = asked.result()
    # What it brings into the chat is a part of it.
    chat = _shown([item for item in await member.told(seen) if item["from"] == "bot"])
    said = answer.content.decode(errors="ignore")
    return f"{answer.status_code} {answer.headers.get('location', '')} {said} {chat}"


async def jobs_say(member: Member) -> list[str]:
    """Run every job of the worker as of now; what comes into the chat of itself."""
    talk, container = member.talk, member.talk.container
    seen = len(await talk.history())
    processor = make_processor(container, owner="jobs")
    chats = make_chats(container, processor)
    ctx = {"container": container, "processor": processor, "chats": chats}
    sessions = await talk.sql(f"SELECT id FROM user_sessions WHERE user_id = '{member.id}'")
    arguments: dict[str, list[tuple[str, ...]]] = {
        "process_chats": [()],
        "refresh_profile": [(member.id, "contact")],
        "reflect": [(str(row["id"]),) for row in sessions],
        "portrait": [(str(row["id"]),) for row in sessions],
    }
    for event in EVENTS:
        assert event.name in arguments, f"what is {event.name!r} called with?"
        for given in arguments[event.name]:
            await event.run(ctx, *given)
    for job in SCHEDULE:
        await job.run(ctx)
    bulk = make_bulk_sender(container, "bulk")
    await bulk.round()
    await bulk.drain()
    await chats.close(5.0)
    return [item["text"] for item in (await talk.history())[seen:]]
