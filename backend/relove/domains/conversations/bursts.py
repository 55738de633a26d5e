"""Lines of one breath: which of them are answered together, and how long a reply waits for the next."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterable, Sequence

import msgspec

from relove.core.errors import ReloveError
from relove.core.ports import LiveEvents
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.lines import danger_in
from relove.domains.conversations.rules import checked_text
from relove.domains.conversations.schemas import Inbound
from relove.domains.messaging.schemas import InboxRow
from relove.domains.messaging.waiting import Waiting

PATIENCE_S = 1.5
LONG_LINE, LONG_PATIENCE_S = 240, 0.7
"""Who sends a paragraph has mostly said it: the wait is shorter."""
MOST_LINES = 12
MOST_WAIT_S = 8.0
"""However many lines follow each other: somebody who never stops is answered in between."""
_LOOK_EVERY_S = 0.25

IsTalk = Callable[[str], bool]
"""Is a line talk: no command, no button of the menu?"""


class Line(msgspec.Struct, frozen=True):
    """One line of a person: an inbox row, a turn of its own."""

    inbox_id: uuid.UUID
    text: str
    message_id: int | None = None
    seen: str | None = None


class Burst(msgspec.Struct, frozen=True):
    """Lines that are answered together, in order of arrival. `also`: the rows behind the first that end with it."""

    lines: tuple[Line, ...]
    also: tuple[uuid.UUID, ...] = ()
    behind: tuple[str, ...] = ()
    """All words that wait, whether they belong here or not: the safety gate reads them."""
    said: tuple[str, ...] = ()
    """All lines of talk, those that wait too: what is cut into pieces is read as one."""

    @property
    def text(self) -> str:
        """All of it as one."""
        return "\n".join(line.text for line in self.lines)


def gather(row: InboxRow, inbound: Inbound, waiting: Sequence[Waiting], is_talk: IsTalk) -> Burst:
    """The line at hand and those that go with it.

    Commands, buttons, pictures and the other window end a burst. A row that failed before is handled by itself, so
    that one bad line takes nobody along.
    """
    lines = [Line(row.id, inbound.text, inbound.message_id, inbound.seen)]
    also: list[uuid.UUID] = []
    joins = inbound.joins and row.tries == 0
    for other in waiting:
        text = _usable(other)
        if other.kind == "edited_message":
            place = _place_of(lines, other.message_id) if row.tries == 0 else None
            if place is not None and text is not None:
                lines[place] = msgspec.structs.replace(lines[place], text=text)
                also.append(other.inbox_id)
            continue
        joins = (
            joins
            and text is not None
            and other.kind == "message"
            and other.tries == 0
            and (other.source == "mini_app") == (inbound.source == "mini_app")
            and other.session_id == inbound.session_id
            and is_talk(text)
            and len(lines) < MOST_LINES
        )
        if joins and text is not None:
            lines.append(Line(other.inbox_id, text, other.message_id))
            also.append(other.inbox_id)
    behind = tuple(other.text for other in waiting if other.text)
    joined = {line.inbox_id for line in lines}
    later = talk_in((other for other in waiting if other.inbox_id not in joined), is_talk)
    return Burst(tuple(lines), tuple(also), behind, (*(line.text for line in lines), *later))


def talk_in(waiting: Iterable[Waiting], is_talk: IsTalk) -> list[str]:
    """Lines of talk among what waits: no command, no button, nothing that corrects an earlier line."""
    return [row.text for row in waiting if row.kind == "message" and row.text and is_talk(row.text)]


def danger_behind(said: Sequence[str], waiting: Sequence[Waiting], is_talk: IsTalk) -> CrisisHit | None:
    """Do the rules see danger in what waits, or in it together with what is being answered?"""
    later = talk_in(waiting, is_talk)
    return danger_in((row.text for row in waiting if row.text), [*said, *later] if later else ())


def _usable(other: Waiting) -> str | None:
    if not other.typed or other.text is None:
        return None
    try:
        return checked_text(other.text)
    except ReloveError:
        return None


def _place_of(lines: Sequence[Line], message_id: int | None) -> int | None:
    if message_id is None:
        return None
    return next((place for place, line in enumerate(lines) if line.message_id == message_id), None)


async def quiet(live: LiveEvents, row: InboxRow, text: str, patience_s: float) -> None:
    """Wait until the person has been quiet for a moment. What cannot wait ends it: a stop, a call for help.

    Real time, counted from the arrival: who has waited in a queue already waits no more.
    """
    arrived = last = row.received_at.timestamp()
    patience = min(patience_s, LONG_PATIENCE_S) if len(text) > LONG_LINE else patience_s
    begun = time.monotonic()
    while time.monotonic() - begun < MOST_WAIT_S:
        left = min(last + patience - time.time(), patience)
        if left <= 0:
            return
        await asyncio.sleep(min(left, _LOOK_EVERY_S))
        if await live.reply_cancelled(row.chat_id, arrived):
            return
        came = await live.last_line(row.chat_id)
        if came > last:
            last, patience = came, patience_s
