"""The three steps that every chat takes when it is worked off: it is taken, its next row is given out, it is let go.

Many chats take them at the same moment, so each step is one statement for all of them.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from relove.core.errors import LeaseLost
from relove.db.gathered import Gathered
from relove.domains.messaging.models import FIRST_TOKEN
from relove.domains.messaging.repository.chats import DUE_REPLY, HAS_WORK
from relove.domains.messaging.repository.inbox import opened
from relove.domains.messaging.schemas import Given

SUSPECT_AFTER = 2
"""So many holders died with a row in their hands: from now on it is handled alone."""

_PATIENCE_S = 10.0

# Leases that somebody's transaction holds are passed over, not waited for: their holders are alive. In one order for
# all, so that two workers never wait for each other in a ring. What an earlier holder was sending when it died goes
# out again when it is a reply, for a repeat beats silence; the rest stays `unknown`, for a miss beats a repeat. What it
# was handling is counted.
_TAKE = f"""
    WITH wanted AS MATERIALIZED (
        SELECT chat_id, owner FROM unnest($1::bigint[], $2::text[]) AS asked (chat_id, owner)
        WHERE {HAS_WORK.format(chat="asked.chat_id")}
    ), free AS MATERIALIZED (
        SELECT lease.chat_id, lease.in_hand, wanted.owner FROM wanted JOIN chat_leases AS lease USING (chat_id)
        WHERE lease.expires_at < now() ORDER BY lease.chat_id FOR UPDATE OF lease SKIP LOCKED
    ), again AS (
        UPDATE chat_leases SET token = token + 1, owner = free.owner, expires_at = now() + interval '10 seconds',
            in_hand = NULL
        FROM free WHERE chat_leases.chat_id = free.chat_id RETURNING chat_leases.chat_id, chat_leases.token
    ), first AS (
        INSERT INTO chat_leases (chat_id, token, owner, expires_at)
        SELECT chat_id, {FIRST_TOKEN}, owner, now() + interval '10 seconds' FROM wanted
        WHERE NOT EXISTS (SELECT 1 FROM chat_leases WHERE chat_leases.chat_id = wanted.chat_id) ORDER BY chat_id
        ON CONFLICT (chat_id) DO NOTHING RETURNING chat_id, token
    ), taken AS MATERIALIZED (
        SELECT chat_id, token FROM again UNION ALL SELECT chat_id, token FROM first
    ), died AS (
        UPDATE inbox_updates SET deaths = deaths + 1 FROM free
        WHERE inbox_updates.id = free.in_hand AND inbox_updates.state = 'pending'
    ), resolved AS (
        UPDATE outbox_messages SET state = CASE WHEN kind = 'reply' THEN 'retry_at' ELSE 'unknown' END,
            payload = CASE WHEN kind = 'reply' THEN payload END, reason = 'interrupted'
        FROM taken WHERE outbox_messages.chat_id = taken.chat_id AND state = 'sending'
    )
    SELECT chat_id, token FROM taken
"""

# Fenced by the token. A suspect is not noted here: it may wait for its turn, and whoever dies meanwhile dies of
# something else. A chat that nobody knows leaves no lease.
_GO_ON = f"""
    WITH held AS MATERIALIZED (
        SELECT lease.chat_id, lease.token, asked.done
        FROM unnest($1::bigint[], $2::bigint[], $3::uuid[]) AS asked (chat_id, token, done)
        JOIN chat_leases AS lease ON lease.chat_id = asked.chat_id AND lease.token = asked.token
        ORDER BY lease.chat_id FOR UPDATE OF lease
    ), ended AS (
        UPDATE inbox_updates SET state = 'done', done_at = now(), payload = NULL, last_error = NULL
        FROM held WHERE inbox_updates.id = held.done AND inbox_updates.state = 'pending'
    ), given AS MATERIALIZED (
        SELECT held.chat_id AS held_chat, held.token, EXISTS ({DUE_REPLY.format(chat="held.chat_id")}) AS due, waiting.*
        FROM held LEFT JOIN LATERAL (
            SELECT id, source, chat_id, user_id, kind, payload, tries, received_at, deaths FROM inbox_updates
            WHERE inbox_updates.chat_id = held.chat_id AND state = 'pending' AND id IS DISTINCT FROM held.done
            ORDER BY seq LIMIT 1
        ) AS waiting ON true
    ), forgotten AS (
        DELETE FROM chat_leases USING given WHERE chat_leases.chat_id = given.held_chat
            AND NOT given.due AND given.id IS NULL
            AND NOT EXISTS (SELECT 1 FROM chats WHERE chats.chat_id = given.held_chat)
    ), kept AS (
        UPDATE chat_leases SET
            in_hand = CASE WHEN NOT given.due AND given.deaths < {SUSPECT_AFTER} THEN given.id END,
            expires_at = CASE WHEN given.due OR given.id IS NOT NULL THEN now() + interval '10 seconds'
                ELSE 'epoch' END
        FROM given WHERE chat_leases.chat_id = given.held_chat AND (given.due OR given.id IS NOT NULL
            OR EXISTS (SELECT 1 FROM chats WHERE chats.chat_id = given.held_chat))
    )
    SELECT * FROM given
"""


class _Ask(NamedTuple):
    chat_id: int
    token: int
    done: uuid.UUID | None


class Desk:
    """One per process."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._takes = Gathered[tuple[int, str], int | None](engine, _take, "take-chats")
        self._steps = Gathered[_Ask, Given | None](engine, _go_on, "go-on")

    async def take(self, chat_id: int, owner: str) -> int | None:
        """The fencing token; None where there is nothing to do, or somebody else is on it. A lease lasts 10 s."""
        return await self._takes.ask((chat_id, owner))

    async def go_on(self, chat_id: int, token: int, done: uuid.UUID | None = None) -> Given:
        """What comes next in a chat that is held; where nothing does, the chat is let go. `done` is ended with it.

        LeaseLost unless the lease is ours.
        """
        given = await self._steps.ask(_Ask(chat_id, token, done))
        if given is None:
            raise LeaseLost
        return given

    async def close(self) -> None:
        """Give the connections back."""
        await self._takes.close()
        await self._steps.close()


async def _take(connection: Any, batch: Sequence[tuple[int, str]]) -> list[int | None]:
    wanted: dict[int, str] = {}
    for chat_id, owner in batch:
        wanted.setdefault(chat_id, owner)
    rows = await connection.fetch(_TAKE, list(wanted), list(wanted.values()), timeout=_PATIENCE_S)
    tokens = {row[0]: row[1] for row in rows}
    # Of several in this process who ask for one chat, the first gets it.
    return [tokens.pop(chat_id, None) for chat_id, _ in batch]


async def _go_on(connection: Any, batch: Sequence[_Ask]) -> list[Given | None]:
    rows = await connection.fetch(
        _GO_ON,
        [ask.chat_id for ask in batch],
        [ask.token for ask in batch],
        [ask.done for ask in batch],
        timeout=_PATIENCE_S,
    )
    found = {(row["held_chat"], row["token"]): row for row in rows}
    return [_given(found.get((ask.chat_id, ask.token))) for ask in batch]


def _given(row: Any) -> Given | None:
    if row is None:
        return None
    return Given(row["due"], None if row["due"] or row["id"] is None else opened(row))
