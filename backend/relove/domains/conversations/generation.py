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

_log = logging.getLogger("relove.model")

_LOOK_EVERY_S = 0.25
MAX_CHARS = 3500
"""A reply longer than this has lost the thread; what is there is kept."""

# Never a claim to be a person, a doctor, or licensed: whatever the model was talked into.
_REAL = r"(?:реальн\w+|настоящ\w+|обычн\w+|жив\w+|тоже|такой же|такая же)"
_CLAIMS = re.compile(
    rf"\bя\s+(?:[—–-]\s*)?(?:не\s+(?:бот|ии|робот|программа|искусственный)|(?:{_REAL}\s+)*(?:человек|женщина|мужчина)"
    r"|(?:дипломированн\w+\s+|лицензированн\w+\s+)?(?:врач|психолог|психотерапевт|психиатр|терапевт))\b"
    r"|\bу меня есть (?:лицензия|диплом)\b"
    r"|\bI(?:['’]m| am)\s+(?:not\s+(?:an?\s+)?(?:ai|bot|robot|program)"
    r"|(?:a\s+|an\s+)?(?:real\s+|actual\s+)?(?:human|person|man|woman)"
    r"|a\s+(?:licensed\s+|certified\s+)?(?:doctor|psychologist|therapist|psychiatrist|physician))\b",
    re.IGNORECASE,
)

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
    return _CLAIMS.search(text) is not None


def fault_of(text: str) -> str | None:
    """Why a person must not read the text, as a code; None where they may. What was written is not logged."""
    code = None
    if carries_mark(text):
        code = "instructions_told"
    elif breaks_persona(text):
        code = "claims_to_be_human"
    elif _DATA.match(text):
        code = "no_words"
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
) -> Generated:
    """Stream one reply; `on_text` hears each piece, restored. Never raises for what a model does.

    `superseded` is asked as often as `stop_asked`, and before it: once it says yes, there is no reply.
    """
    text = ""
    overtaken = False

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
                    text += flush()
                    fault = usage.refused = fault_of(text)
                    return Generated(failure=fault) if fault else Generated(text=text, stopped=True)
                shown = restore(piece)
                if not shown:
                    continue
                text += shown
                if fault := fault_of(text):
                    # Before the stream is closed: whoever notes the call looks at it then.
                    usage.refused = fault
                    return Generated(failure=fault)
                await on_text(shown)
                if len(text) >= MAX_CHARS:
                    break
    except ModelUnavailable as error:
        return Generated(failure=error.reason)
    rest = flush()
    if not (text + rest).strip():
        return Generated(failure="empty")
    if rest:
        text += rest
        if fault := fault_of(text):
            return Generated(failure=fault)
        await on_text(rest)
    return Generated(text=text.strip())


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
