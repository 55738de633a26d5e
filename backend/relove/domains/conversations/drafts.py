"""A reply while it is written, as a draft in the bot chat; typing is shown until there is one, or where drafts fail."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator

from relove.core.ports import Messenger
from relove.core.tasks import spawn

DRAFT_EVERY_S = 0.7
TYPING_EVERY_S = 4.0
_LAST_DRAFT_S = 1.0
_LIMIT = 4000


def draft_id_of(turn_id: uuid.UUID) -> int:
    """The same for a turn however often it is answered anew: Telegram animates one draft, not several."""
    return (turn_id.int & 0x7FFFFFFF) or 1


class Draft:
    """What is written so far. `show` never waits."""

    def __init__(self, messenger: Messenger, chat_id: int) -> None:
        self._messenger = messenger
        self._chat_id = chat_id
        self._id = 1
        self._text = ""
        self._changed = asyncio.Event()
        self._accepted = False
        self._refused = False

    def begin(self, turn_id: uuid.UUID) -> None:
        """From now on it is the reply to that turn, with nothing written yet."""
        self._id = draft_id_of(turn_id)
        self._text = ""

    def show(self, text: str) -> None:
        """All that is written so far."""
        self._text = text.replace("**", "").strip()[:_LIMIT]
        if self._text:
            self._changed.set()

    async def _draw(self) -> None:
        while not self._refused:
            await self._changed.wait()
            self._changed.clear()
            if await self._messenger.draft(self._chat_id, self._id, self._text):
                self._accepted = True
            else:
                # One message at the end then, and typing until it is there.
                self._refused, self._accepted = True, False
            await asyncio.sleep(DRAFT_EVERY_S)

    async def _type(self) -> None:
        while True:
            if not self._accepted:
                await self._messenger.typing(self._chat_id)
            await asyncio.sleep(TYPING_EVERY_S)


@contextlib.asynccontextmanager
async def drafting(messenger: Messenger, chat_id: int | None) -> AsyncIterator[Draft | None]:
    """Show in the chat that an answer is being written, for as long as it is; nothing where no chat is given."""
    if chat_id is None:
        yield None
        return
    draft = Draft(messenger, chat_id)
    tasks = [spawn(draft._type(), "typing"), spawn(draft._draw(), "draft")]
    try:
        yield draft
    finally:
        for task in tasks:
            task.cancel()
        # A draft still on its way must not come after the message.
        await asyncio.wait(tasks, timeout=_LAST_DRAFT_S)
