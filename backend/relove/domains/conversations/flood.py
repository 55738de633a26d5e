"""Somebody who writes without a pause: every word is kept, and beyond a limit one calm line stands for all replies.

With the next word after a breath they are answered again, and the guide has read everything in between.
"""

from __future__ import annotations

import uuid
from typing import Literal, Protocol

from relove.core.clock import Clock
from relove.core.ports import Translator
from relove.domains.conversations import intents
from relove.domains.conversations.schemas import Inbound, Reply
from relove.domains.conversations.second_look import Verdict
from relove.domains.conversations.taking_in import Taken
from relove.domains.conversations.talk_service import TalkService
from relove.domains.conversations.views import reply_messages
from relove.domains.messaging.context import InboxContext

Pace = Literal["answer", "calm", "silent"]


class TalkPace(Protocol):
    """How fast people write in the chat, over all processes. Never raises."""

    async def of(self, user_id: uuid.UUID, lines: int) -> Pace:
        """What so many more lines of this person get: a reply, the one calm line, or nothing for now."""
        ...


class NoPace:
    """Everybody is answered."""

    async def of(self, user_id: uuid.UUID, lines: int) -> Pace:
        """A reply."""
        return "answer"


class FloodGate:
    """Stands before the reply. One instance per process."""

    def __init__(self, pace: TalkPace, translator: Translator, clock: Clock) -> None:
        self._pace = pace
        self._translator = translator
        self._clock = clock

    async def holds_back(self, inbox: InboxContext, taken: Taken, inbound: Inbound, verdict: Verdict) -> bool:
        """Was it too fast? Then the lines are kept, the rows are done, no model writes. Danger is never too fast."""
        assert taken.stored is not None
        if inbound.source != "bot" or not _can_wait(taken):
            return False
        pace = await self._pace.of(taken.person.id, len(taken.stored.turns))
        if pace == "answer" or await verdict.hit() is not None:
            return False
        async with inbox.finish_with(taken.also) as (work, _):
            if pace == "calm":
                text = self._translator.text(taken.person.voice, "flood-line")
                turn = await TalkService(work, self._clock).reply(
                    taken.stored.session,
                    taken.person.id,
                    Reply(text, "template"),
                    inbound.source,
                    inbox.row.id,
                    taken.stored.turns,
                    open_only=False,
                )
                assert turn is not None, "said in a closed session too"
                for message in reply_messages(turn):
                    await inbox.say(work, message, user_id=taken.person.id, turn_id=turn.id)
        return True


def _can_wait(taken: Taken) -> bool:
    """A call for help, and words that have an answer of their own, are never too many."""
    assert taken.stored is not None
    if taken.hit is not None or taken.person.care_active or taken.stored.again:
        return False
    return all(intents.fixed_answer(turn.text) is None for turn in taken.stored.turns)
