"""The line to Telegram for tests: the sandbox's Bot API over HTTP, raw updates, a look into the tables."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import msgspec
from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.ports import OutgoingMessage
from relove.db.models import metadata
from relove.db.unit_of_work import UnitOfWork
from relove.domains.messaging.bulk import BulkSender
from relove.domains.messaging.context import InboxContext
from relove.domains.messaging.models import FIRST_TOKEN
from relove.domains.messaging.processor import Apology, ChatProcessor, Handler
from relove.domains.messaging.repository import OutboxRepository
from relove.domains.messaging.schemas import InboxRow, MessageKind
from relove.sandbox.app import create_app
from relove.sandbox.config import SandboxConfig
from relove.sandbox.limits import Limits
from tests.conftest import BOT_TOKEN
from tests.integration.sandbox.serving import Sandbox, serve, stop

ANNA = 1


@asynccontextmanager
async def telegram_at(port: int, *, chunk_delay: float = 0) -> AsyncIterator[Sandbox]:
    """The sandbox with the product's own token, and one person in it."""
    base = f"http://127.0.0.1:{port}"
    # The limits of Telegram are met by the limiter, which has tests of its own.
    limits = Limits(overall=(100_000, 1.0), private_every=0.0)
    app = create_app(
        SandboxConfig(BOT_TOKEN, "http://127.0.0.1:8000", base, model_chunk_delay=chunk_delay, limits=limits)
    )
    server, running = await serve(app, port)
    async with aiohttp.ClientSession(base) as client:
        sandbox = Sandbox(base, app.state.world, client)
        await sandbox.post("/sandbox/people", id=ANNA, first_name="Анна", username="anna", language_code="ru")
        yield sandbox
    app.state.world.close()
    await stop(server, running)


def an_update(update_id: int, said: str = "привет", chat_id: int = ANNA, **more: Any) -> bytes:
    """A message as Telegram sends it."""
    message = {
        "message_id": update_id,
        "date": 1_772_442_000,
        "chat": {"id": chat_id, "type": "private", "first_name": "Анна"},
        "from": {"id": chat_id, "is_bot": False, "first_name": "Анна", "language_code": "ru"},
        "text": said,
        **more,
    }
    return json.dumps({"update_id": update_id, "message": message}, ensure_ascii=False).encode()


def said_in(row: InboxRow) -> str:
    """The text of a message that waits."""
    return str(json.loads(row.payload)["message"]["text"])


async def nobody_is_told(row: InboxRow) -> bytes | None:
    """An apology that says nothing."""
    return None


async def friendly_line(row: InboxRow) -> bytes | None:
    """An apology of one line."""
    return msgspec.json.encode(OutgoingMessage("Что-то сбилось."))


async def hold(container: Container, chat_id: int, owner: str = "a worker") -> int | None:
    """Take a chat's lease, whether anything waits there or not; the token."""
    async with container.engine.begin() as connection:
        held = await connection.execute(
            text(
                "INSERT INTO chat_leases (chat_id, token, owner, expires_at) "
                f"VALUES (:chat, {FIRST_TOKEN}, :owner, now() + interval '10 s') ON CONFLICT (chat_id) DO UPDATE "
                "SET token = chat_leases.token + 1, owner = :owner, expires_at = now() + interval '10 s' "
                "WHERE chat_leases.expires_at < now() RETURNING token"
            ),
            {"chat": chat_id, "owner": owner},
        )
        token: int | None = held.scalar_one_or_none()
        return token


class Line:
    """What tests of delivery do with the container."""

    def __init__(self, container: Container, telegram: Sandbox) -> None:
        self.container = container
        self.telegram = telegram

    async def comes(self, *raw: bytes) -> None:
        """Updates arrive."""
        for update in raw:
            await self.container.intake.accept_telegram(update)

    def processor(
        self, handler: Handler, apology: Apology = nobody_is_told, owner: str = "a worker"
    ) -> ChatProcessor:
        """A processor whose handler a test wrote."""
        return ChatProcessor(
            self.container.units,
            self.container.sender,
            self.container.jobs,
            {"telegram": handler, "mini_app": handler},
            apology,
            owner,
            self.container.desk,
        )

    async def sends(self) -> list[str]:
        """Texts that stand in Anna's chat, oldest first."""
        return [item["text"] for item in await self.telegram.messages(ANNA) if item["from"] == "bot"]

    async def queue(
        self, *texts: str, kind: MessageKind = "reply", chat_id: int = ANNA, markup: bool = False
    ) -> None:
        """Messages to go out."""
        async with self.container.units() as work:
            for said in texts:
                payload = msgspec.json.encode(OutgoingMessage(said))
                await OutboxRepository(work.session).add(
                    chat_id=chat_id, user_id=None, kind=kind, payload=payload
                )

    async def send(self, chat_id: int = ANNA, owner: str = "a worker") -> None:
        """Somebody works off the chat, and nothing waits in its inbox."""
        await self.processor(unexpected, owner=owner).process(chat_id)

    async def send_bulk(self, owner: str = "a worker") -> None:
        """The loop for what nobody waits for does all that it can do now."""
        container = self.container
        bulk = BulkSender(container.units, container.sender, container.pace, container.jobs, owner)
        while not await bulk.round():
            await bulk.drain()

    async def take(self, chat_id: int = ANNA, owner: str = "a worker") -> int | None:
        """Take the chat's lease as a worker does, also where nothing waits."""
        return await hold(self.container, chat_id, owner)

    async def expire(self, chat_id: int = ANNA) -> None:
        """The lease's holder was not heard of for longer than a lease lasts."""
        await self.sql(
            "UPDATE chat_leases SET expires_at = now() - interval '1 s' WHERE chat_id = :c", c=chat_id
        )

    async def come_due(self) -> None:
        """The pause before the next try is over."""
        await self.sql("UPDATE outbox_messages SET due_at = now() WHERE state = 'retry_at'")

    async def sql(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """One statement, committed; its rows."""
        async with self.container.engine.begin() as connection:
            found = await connection.execute(text(statement), values)
            return [dict(row) for row in found.mappings()] if found.returns_rows else []

    async def one(self, statement: str, **values: Any) -> Any:
        """The single value of a query."""
        [row] = await self.sql(statement, **values)
        [value] = row.values()
        return value

    async def outbox(self) -> list[tuple[str, int, str | None]]:
        """State, tries and reason of every message, in order."""
        rows = await self.sql("SELECT state, attempts, reason FROM outbox_messages ORDER BY seq")
        return [(row["state"], row["attempts"], row["reason"]) for row in rows]

    async def inbox(self) -> list[tuple[str, int, str | None]]:
        """State, tries and last error of every row, in order."""
        rows = await self.sql("SELECT state, tries, last_error FROM inbox_updates ORDER BY seq")
        return [(row["state"], row["tries"], row["last_error"]) for row in rows]

    async def everything_stored(self) -> str:
        """Every column of every table as text, and every value in Redis: what somebody with a dump can read."""
        pieces: list[str] = []
        for name in metadata().tables:
            pieces += [str(row["line"]) for row in await self.sql(f"SELECT t::text AS line FROM {name} AS t")]
        redis = self.container.redis
        async for key in redis.scan_iter():
            if await redis.type(key) == b"string":
                pieces.append(f"{key!r} {await redis.get(key)!r}")
            else:
                pieces.append(repr(key))
        return "\n".join(pieces)


async def unexpected(inbox: InboxContext) -> None:
    """A handler where nothing is to be handled."""
    raise AssertionError("nothing was expected to wait")


async def answer(inbox: InboxContext, said: str) -> None:
    """Finish a row with one answer."""
    async with inbox.finish() as work:
        await say(inbox, work, said)


async def say(inbox: InboxContext, work: UnitOfWork, said: str) -> None:
    """Queue one answer."""
    await inbox.say(work, OutgoingMessage(said), user_id=None)
