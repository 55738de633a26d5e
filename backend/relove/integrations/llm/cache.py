"""Decisions that were taken already: the same question about the same person is not paid for twice in a day.

Keys hold a hash and the person's id, values are closed with the keys of the database: Redis can read neither. An
erasure finds them by the person's id; what was being decided while it went on is not kept either.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import msgspec
from redis.asyncio import Redis

from relove.core.ports import D, ModelTask, PromptMessage
from relove.db.crypto import DecryptionError, Keyring
from relove.integrations.llm.schema import strict_schema
from relove.integrations.llm.shared import Shared

LIVES_S = 86_400
ERASED_S = 600
"""Longer than any decision takes."""


def erased_key(user_id: object) -> str:
    """Says that this person was erased just now, to whoever knows the id already."""
    return f"relove:erased:{blake2b(str(user_id).encode(), digest_size=16).hexdigest()}"


class DecisionCache:
    """Results of `decide` by prompt, its version and the person."""

    def __init__(self, redis: Redis, shared: Shared, keyring: Keyring) -> None:
        self._redis = redis
        self._shared = shared
        self._keyring = keyring

    def key(self, task: ModelTask, messages: Sequence[PromptMessage], answer: type[D]) -> str:
        """Where the decision lies: its question cannot be read from it."""
        digest = blake2b(digest_size=20)
        for part in (task.prompt_id, task.prompt_version, messages, strict_schema(answer)):
            digest.update(msgspec.json.encode(part) + b"\0")
        return f"relove:llm:decided:{task.user_id or 'nobody'}:{digest.hexdigest()}"

    async def find(self, key: str, answer: type[D]) -> D | None:
        """The decision, if it was taken and can be read."""
        kept = await self._shared.ask(self._redis.get(key))
        if not kept:
            return None
        try:
            return msgspec.json.decode(self._keyring.decrypt(kept, key.encode()), type=answer)
        except (DecryptionError, msgspec.DecodeError):
            return None

    async def keep(self, key: str, task: ModelTask, decided: msgspec.Struct) -> None:
        """Keep a decision for a day, unless the person was erased meanwhile."""
        closed = self._keyring.encrypt(msgspec.json.encode(decided), key.encode())
        await self._shared.ask(self._redis.set(key, closed, ex=LIVES_S))
        # Looked at afterwards: an erasure says so first, and then looks for keys.
        if task.user_id is not None and await self._shared.ask(self._redis.exists(erased_key(task.user_id))):
            await self._shared.ask(self._redis.delete(key))
