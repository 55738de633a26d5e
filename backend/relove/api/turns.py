"""One message of the Mini App: stored once, then its reply relayed while it is written.

The table is the truth and Redis only the fast way: each event that could end the stream, and each second of silence,
is checked against the table. A client that goes away stops nothing.
"""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import msgspec

from relove.api import sse
from relove.api.heard import care_for, refused
from relove.core.actor import Actor
from relove.core.errors import ReloveError
from relove.core.ids import new_id
from relove.domains.conversations.rules import checked_text
from relove.domains.conversations.schemas import TurnView
from relove.domains.conversations.service import SessionService
from relove.domains.messaging.service import InboxService
from relove.domains.people.service import PeopleService
from relove.integrations.queue.live import LiveEvent

if TYPE_CHECKING:
    from relove.bootstrap import Container

_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_LOOK_EVERY_S = 1.0
_PATIENCE_S = 180.0
_ENDS = frozenset({"done", "error"})


class Standing(msgspec.Struct, frozen=True):
    """How far an inbox row has come, by the table."""

    state: str | None
    turn: TurnView | None
    reply: TurnView | None
    silence: str | None = None
    """Why no reply came to a row that is done, as a code; None where nobody knows."""


def idempotency_key(value: str | None) -> str:
    """The client's name of one message, ReloveError idempotency_key_required where it is none; without one, ours.

    A client that names its messages may send one again and again; without a name each sending is a message.
    """
    if value is None:
        return str(new_id())
    if not _KEY.fullmatch(value):
        raise ReloveError("idempotency_key_required", kind="invalid")
    return value


async def known(container: Container, actor: Actor, session_id: uuid.UUID, key: str) -> uuid.UUID | None:
    """The inbox row that was stored under that key before. ReloveError session_not_found."""
    async with container.units() as work:
        await SessionService(work, container.clock).get(session_id, actor.user_id)
        return await InboxService(work).find(actor.user_id, key)


async def accept(container: Container, actor: Actor, session_id: uuid.UUID, key: str, raw: str) -> uuid.UUID:
    """Store what the person wrote, once per key; the inbox row. What was stored before is only found again."""
    try:
        text = checked_text(raw)
        known = await _stored_or_welcome(container, actor, session_id, key)
    except ReloveError as error:
        # Whoever calls for help reads care in place of why it was not taken.
        raise await refused(container, actor.user_id, raw, error) from None
    if known is None:
        accepted = await container.intake.accept_mini_app(
            actor.user_id, actor.telegram_id, session_id, key, text
        )
        if accepted.is_new:
            return accepted.inbox_id
        known = accepted.inbox_id  # the same key, twice at once
    if not await _same_message(container, known, text):
        reused = ReloveError("idempotency_key_reused", kind="conflict")
        raise await refused(container, actor.user_id, text, reused)
    return known


async def _stored_or_welcome(
    container: Container, actor: Actor, session_id: uuid.UUID, key: str
) -> uuid.UUID | None:
    """The inbox row that was stored under that key before; None where the message may be stored now.

    ReloveError session_not_found, session_closed, consent_required.
    """
    async with container.units() as work:
        sessions = SessionService(work, container.clock)
        await sessions.get(session_id, actor.user_id)
        known = await InboxService(work).find(actor.user_id, key)
        if known is None:
            await sessions.get_open(session_id, actor.user_id)
            if not await PeopleService(work, container.clock).may_work_with(actor.user_id):
                raise ReloveError("consent_required", kind="forbidden")
    return known


async def _same_message(container: Container, inbox_id: uuid.UUID, text: str) -> bool:
    """Was this text stored under the key? The payload has it until the row is done, the turn from then on."""
    async with container.units() as work:
        waiting = await InboxService(work).waiting_text(inbox_id)
        turn = await SessionService(work, container.clock).turn_of(inbox_id)
    if turn is not None:
        return turn.text == text
    return waiting is None or waiting == text


async def relay(
    container: Container,
    live: asyncio.Queue[LiveEvent],
    inbox_id: uuid.UUID,
    error_event: sse.ErrorEvent,
    user_id: uuid.UUID,
    said: str,
) -> AsyncIterator[bytes]:
    """The person's turn, the reply as it is written, and its end. `said`: their words, which may call for help."""
    turn: TurnView | None = None
    until = time.monotonic() + _PATIENCE_S
    spoke = time.monotonic()
    happened: LiveEvent | None = None
    code = "unavailable"
    while time.monotonic() < until:
        if happened is None or turn is None or happened.event in _ENDS:
            found = await standing(container, inbox_id)
            if turn is None and found.turn is not None:
                turn = found.turn
                yield sse.event("turn", {"turn": turn})
            if found.reply is not None:
                yield sse.event("done", {"turn": found.reply})
                return
            if found.state != "pending":
                code = found.silence or code
                break
            if happened is not None and happened.data.get("inbox_id") == str(inbox_id):
                code = str(happened.data["error"]["code"])
                break
        if happened is not None and turn is not None and happened.event in ("delta", "replace"):
            if _is_for(happened, turn):
                yield sse.event(happened.event, {"reply_to": str(turn.id), "text": happened.data["text"]})
                spoke = time.monotonic()
        elif happened is None and time.monotonic() - spoke > sse.PING_EVERY_S:
            yield sse.PING
            spoke = time.monotonic()
        happened = await _next(live)
    yield error_event(code, await care_for(container, user_id, said))


async def standing(container: Container, inbox_id: uuid.UUID) -> Standing:
    """Read it from the table."""
    async with container.units() as work:
        sessions = SessionService(work, container.clock)
        # What comes last is read first: whoever sees the end has seen the reply, and whoever sees the reply the turn.
        state = await InboxService(work).state(inbox_id)
        reply = await sessions.reply_to(inbox_id)
        turn = await sessions.turn_of(inbox_id)
        silence = None
        if turn is not None and reply is None and state == "done":
            silence = await sessions.why_silent(turn)
        return Standing(state, turn, reply, silence)


def _is_for(happened: LiveEvent, turn: TurnView) -> bool:
    """Is it said to that turn, or to a burst that the turn is one line of?"""
    name = str(turn.id)
    return happened.data.get("reply_to") == name or name in happened.data.get("lines", ())


async def _next(live: asyncio.Queue[LiveEvent]) -> LiveEvent | None:
    try:
        async with asyncio.timeout(_LOOK_EVERY_S):
            return await live.get()
    except TimeoutError:
        return None
