"""Reads public channels with a Telegram account of the team, through Telethon. Imported only where it is set up."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from telethon import TelegramClient
from telethon.errors import FloodWaitError, RPCError, UnauthorizedError
from telethon.sessions import StringSession

from relove.domains.profiles.ports import NotReadable

_TIMEOUT_S = 20.0


class TelethonReader:
    """The PublicChannels port. Connects when first asked; reads only what anybody can read, joins nothing."""

    def __init__(self, client: TelegramClient) -> None:
        self._client = client
        self._connecting = asyncio.Lock()

    @classmethod
    def make(cls, api_id: int, api_hash: str, session: str, **options: Any) -> TelethonReader:
        """A reader for the account behind a string session."""
        client = TelegramClient(
            StringSession(session),
            api_id,
            api_hash,
            receive_updates=False,
            # A wait is told, not slept through: the round goes on with the next person.
            flood_sleep_threshold=0,
            request_retries=1,
            connection_retries=1,
            auto_reconnect=False,
            **options,
        )
        return cls(client)

    async def posts(self, channel: str, count: int) -> Sequence[str]:
        """The texts of the newest posts, newest first."""
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                await self._connect()
                found = await self._client.get_messages(channel, limit=count)
        except FloodWaitError:
            raise NotReadable("flood") from None
        except UnauthorizedError:
            raise NotReadable("not_authorised") from None
        except (RPCError, ValueError):
            # No such channel, or none that anybody may read.
            raise NotReadable("refused") from None
        except (ConnectionError, OSError, TimeoutError):
            raise NotReadable("connection") from None
        return [post.message for post in found if post.message]

    async def close(self) -> None:
        """End the connection."""
        await self._client.disconnect()

    async def _connect(self) -> None:
        async with self._connecting:
            if not self._client.is_connected():
                await self._client.connect()
                if not await self._client.is_user_authorized():
                    raise NotReadable("not_authorised")
