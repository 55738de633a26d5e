"""The model's part of a reply: streams, watches for a stop, keeps the output rules."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence

import msgspec

from relove.core.ports import ModelTask, ModelUnavailable, ModelUsage, PromptMessage, Writer
from relove.core.tasks import spawn
from relove.domains.conversations.canary import carries_mark
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.conversations.spoken.rules import claims, fault_in, harms
from relove.domains.conversations.spoken.telling import Recall, Telling

_log = logging.getLogger("relove.model")

_LOOK_EVERY_S = 0.25
MAX_CHARS = 3500
"""A reply longer than this has lost the thread; what is there is kept."""

_NOTHING_HEARD = Heard(())

# Data instead of words: the beginning of an object or a list, as a model writes it that mistook what it was asked for.
_DATA = re.compile(r"\s*(?:```json\s*)?(?:\{\s*\"|\[\s*[{\"])")


class Generated(msgspec.Struct):
    """What came of a generation. `text` is empty and `failure` a code where the templates must serve."""

    text: str = ""
    failure: str | None = None
    stopped: bool = False
    superseded: bool = False
    """Nothing was shown yet, and the person wrote on."""


def breaks_persona(text: str) -> bool:
    """Does the text claim to be a person, a doctor or licensed?"""
    return claims(text)


def fault_of(text: str, heard: Heard | None = None) -> str | None:
    """Why the guide may not say it to a person, as a code; None where it may. What was written is not logged.

    `heard` is what the person said: with it, words that a text puts into their mouth must be theirs.
    """
    return _told(_no_words(text) or fault_in(text, heard))


def fault_of_statement(text: str, said: str = "") -> str | None:
    """The same for what is written about a person, or in their place: words of theirs are theirs, a husband is."""
    code = _no_words(text) or ("claims_to_be_human" if breaks_persona(text) else None)
    return _told(code or harms(text, Heard([said])))


def _no_words(text: str) -> str | None:
    if carries_mark(text):
        return "instructions_told"
    return "no_words" if _DATA.match(text) else None


def _told(code: str | None) -> str | None:
    if code:
        _log.warning("a model's text was dropped", extra={"incident": code})
    return code


async def generate(
    model: Writer,
    task: ModelTask,
    messages: Sequence[PromptMessage],
    usage: ModelUsage,
    *,
    restore: Callable[[str], str],
    flush: Callable[[], str],
    on_text: Callable[[str], Awaitable[None]],
    stop_asked: Callable[[], Awaitable[bool]],
    superseded: Callable[[], Awaitable[bool]] | None = None,
    heard: Heard = _NOTHING_HEARD,
    recall: Recall | None = None,
) -> Generated:
    """Stream one reply; `on_text` hears each sentence, restored, once looked at. Never raises for what a model does.

    `superseded` is asked as often as `stop_asked`, and before it: once it says yes, there is no reply. `heard` is what
    the person said, `recall` fetches the rest of it: words put into their mouth must stand there.
    """
    overtaken = False
    telling = Telling(fault_of, heard, on_text, recall)

    async def ended() -> bool:
        nonlocal overtaken
        overtaken = superseded is not None and await superseded()
        return overtaken or await stop_asked()

    try:
        async with contextlib.aclosing(_until_stopped(model.reply(task, messages, usage), ended)) as stream:
            async for piece in stream:
                if piece is None and overtaken:
                    return Generated(superseded=True)
                if piece is None:
                    fault = usage.refused = await telling.hear(flush())
                    # The half of a sentence was not shown, and nobody has looked at it: it is not said.
                    return Generated(failure=fault) if fault else Generated(text=telling.text, stopped=True)
                if fault := await telling.hear(restore(piece)):
                    # Before the stream is closed: whoever notes the call looks at it then.
                    usage.refused = fault
                    return Generated(failure=fault)
                if telling.length >= MAX_CHARS:
                    break
    except ModelUnavailable as error:
        return Generated(failure=error.reason)
    fault = await telling.hear(flush()) or await telling.end()
    if fault or not telling.text.strip():
        return Generated(failure=fault or "empty")
    return Generated(text=telling.text.strip())


async def _until_stopped(
    stream: AsyncIterator[str], stop_asked: Callable[[], Awaitable[bool]]
) -> AsyncGenerator[str | None, None]:
    """The pieces; None once a stop was asked for. Looks while waiting too: a silent model can be stopped."""
    queue: asyncio.Queue[str | Exception | None] = asyncio.Queue()

    async def pump() -> None:
        try:
            async for piece in stream:
                queue.put_nowait(piece)
            queue.put_nowait(None)
        except ModelUnavailable as error:
            queue.put_nowait(error)
        except Exception:
            queue.put_nowait(ModelUnavailable("unexpected"))
            raise

    reader = spawn(pump(), "model-stream")
    looked = asyncio.get_running_loop().time()
    try:
        while True:
            try:
                async with asyncio.timeout(_LOOK_EVERY_S):
                    item = await queue.get()
            except TimeoutError:
                item = ""
            now = asyncio.get_running_loop().time()
            if now - looked >= _LOOK_EVERY_S:
                looked = now
                if await stop_asked():
                    yield None
                    return
            if item is None:
                return
            if isinstance(item, Exception):
                raise item
            if item:
                yield item
    finally:
        reader.cancel()
        # Waited for, not awaited: what went wrong in it was told already.
        await asyncio.wait({reader})
