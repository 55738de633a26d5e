"""The second look at a text in which the deterministic rules saw no danger: where a model is at hand.

Only a text with a word that is a reason for it is looked at again, so that nobody else waits. It runs beside the
writing of the reply, of which nothing is shown before the verdict. What a model sees acts exactly as what a rule sees.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Literal, Protocol, get_args

import msgspec

from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, PromptMessage
from relove.core.tasks import spawn
from relove.domains.content.schemas import CareCategory
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import CrisisHit, suspicious
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.redaction import redact_all
from relove.domains.people.schemas import Person

_log = logging.getLogger("relove.safety")

SECOND_LOOK_PROMPT = "safety/second_look"
FEATURE = "safety"
"""Costs are kept under it; no budget stops it."""
PATIENCE_S = 3.0
"""The longest that a reply is held back for it."""
_SURE_ENOUGH = 0.5
_MOST_CHARS, _OVERLAP, _MOST_PIECES = 4000, 200, 4
"""A longer text is looked at in pieces: danger often stands at the end of what is told."""
_CODE = "second_look"

Seen = Literal["none", "self_harm", "harm_to_others", "abuse", "psychosis", "minor"]


class SecondLookAnswer(msgspec.Struct):
    """What a model says of one message."""

    category: Seen
    confidence: float


class CrisisSecondLook(Protocol):
    """Asked before a reply is written, outside of any unit of work. It never raises and never takes long."""

    async def look(self, text: str, person: Person) -> CrisisHit | None:
        """A danger that the rules did not see; None where there is none, or nobody could look."""
        ...


class Endangered(Exception):
    """A second look saw danger before anything of the reply was shown."""

    def __init__(self, hit: CrisisHit) -> None:
        super().__init__(hit.category)
        self.hit = hit


class Verdict:
    """What a second look says, for whoever needs to know it: it may still be under way."""

    def __init__(self, look: asyncio.Task[CrisisHit | None] | None = None) -> None:
        self._look = look

    async def hit(self) -> CrisisHit | None:
        """The danger; waits for the look."""
        return None if self._look is None else await asyncio.shield(self._look)

    async def pass_or_raise(self) -> None:
        """Stands before whatever a person might see. Endangered where there is danger."""
        hit = await self.hit()
        if hit is not None:
            raise Endangered(hit)


NOTHING_TO_SEE = Verdict()


@contextlib.asynccontextmanager
async def looking(look: CrisisSecondLook | None, text: str, person: Person) -> AsyncIterator[Verdict]:
    """A look that has begun; with None nobody looks. What is not over when the block ends is not waited for."""
    if look is None:
        yield NOTHING_TO_SEE
        return
    task = spawn(look.look(text, person), "second-look")
    try:
        yield Verdict(task)
    finally:
        task.cancel()
        await asyncio.wait({task})


class NoSecondLook:
    """The rules stand alone."""

    async def look(self, _text: str, _person: Person) -> CrisisHit | None:
        """Nothing more."""
        return None


class ModelSecondLook:
    """Asks the small model, with the person's data taken out. A model that does not answer in time saw nothing."""

    def __init__(self, model: LanguageModel, content: ContentService, patience_s: float = PATIENCE_S) -> None:
        self._model = model
        self._content = content
        self._patience_s = patience_s

    async def look(self, text: str, person: Person) -> CrisisHit | None:
        """A danger that the rules did not see; None where there is none, or nobody could look."""
        if not self._model.enabled:
            return None
        wanted = [piece for piece in pieces_of(text) if suspicious(piece)]
        # Of too many the last ones: what was said last is what holds now.
        looks = [self._look(piece, person) for piece in wanted[-_MOST_PIECES:]]
        return next((hit for hit in await asyncio.gather(*looks) if hit), None)

    async def _look(self, text: str, person: Person) -> CrisisHit | None:
        (redacted,), _ = redact_all([text], names_of(person), person.language)
        prompt = self._content.prompt(SECOND_LOOK_PROMPT, person.language)
        task = ModelTask(FEATURE, SECOND_LOOK_PROMPT, prompt.version, person.id, self._patience_s)
        messages = [PromptMessage("user", prompt.render(text=redacted))]
        try:
            async with asyncio.timeout(self._patience_s):
                answer = await self._model.decide(task, messages, SecondLookAnswer)
        except (ModelUnavailable, TimeoutError):
            _log.info("nobody could look again", extra={"incident": "second_look_unavailable"})
            return None
        return _hit(answer)


def pieces_of(text: str) -> list[str]:
    """The text in pieces that a model reads at once, each beginning a little before the end of the one before."""
    step = _MOST_CHARS - _OVERLAP
    last = max(1, -(-(len(text) - _OVERLAP) // step))
    return [text[place * step : place * step + _MOST_CHARS] for place in range(last)]


def _hit(answer: SecondLookAnswer) -> CrisisHit | None:
    # A number that is none compares as false: such an answer says nothing.
    if not answer.confidence >= _SURE_ENOUGH:
        return None
    category: CareCategory | None = next(
        (one for one in get_args(CareCategory) if one == answer.category), None
    )
    return CrisisHit(category, _CODE) if category else None
