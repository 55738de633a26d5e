"""Voice becomes words, a picture becomes what it shows. Neither is kept: only what was said or seen."""

from __future__ import annotations

import logging

from relove.core.errors import ReloveError
from relove.core.ports import LanguageModel, ModelTask, ModelUnavailable, PromptMessage
from relove.domains.content.service import ContentService
from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.redaction import redact
from relove.domains.conversations.rules import TEXT_LIMIT, checked_text
from relove.domains.people.schemas import Person

_log = logging.getLogger("relove.hearing")

TRANSCRIBE_PROMPT = "voice/transcribe"
PICTURE_PROMPT = "guide/picture"
PICTURE_PATIENCE_S = {"captioned": 5.5, "alone": 8.0}
"""A caption is answered without what the picture shows; a picture alone leaves nothing to answer."""
VOICE_PATIENCE_S = 8.0
_LONGEST_VOICE_S = 60.0
_SHORT_VOICE_S, _TIMES_FASTER = 60.0, 10.0
_REPLY_S, _LEAST_REPLY_S = 8.0, 3.5


def voice_patience(seconds: float) -> float:
    """How long a recording of so many seconds is worth waiting for: a long one is honestly written down longer."""
    return min(_LONGEST_VOICE_S, VOICE_PATIENCE_S + max(0.0, seconds - _SHORT_VOICE_S) / _TIMES_FASTER)


def reply_patience(waited_s: float) -> float:
    """What is left for the reply's first word after so long a wait: both together are one wait for the person."""
    return max(_LEAST_REPLY_S, _REPLY_S - waited_s)


class Hearing:
    """Asked outside of any unit of work."""

    def __init__(self, model: LanguageModel, content: ContentService, transcribes: bool = True) -> None:
        self._model = model
        self._content = content
        self._transcribes = transcribes

    @property
    def possible(self) -> bool:
        """Is there anything that hears and sees?"""
        return self._model.enabled

    @property
    def hears(self) -> bool:
        """Does anything here write down a voice? Said beforehand, so that nobody talks to the deaf."""
        return self._model.enabled and self._transcribes

    async def words(self, person: Person, audio: bytes, filename: str, patience_s: float) -> str:
        """What was said. ReloveError voice_unavailable, voice_not_heard; a very long talk is cut."""
        task = ModelTask("voice", TRANSCRIBE_PROMPT, user_id=person.id, patience_s=patience_s)
        try:
            said = await self._model.transcribe(task, audio, filename, person.language)
        except ModelUnavailable as error:
            _log.warning("voice was not transcribed", extra={"reason": error.reason})
            raise ReloveError("voice_unavailable", kind="conflict") from None
        try:
            return checked_text(said[:TEXT_LIMIT])
        except ReloveError:
            raise ReloveError("voice_not_heard", kind="invalid") from None

    async def picture(
        self, person: Person, image: bytes, media_type: str, caption: str, patience_s: float
    ) -> str | None:
        """What is in the picture; None where nobody could look."""
        instruction = self._content.prompt(PICTURE_PROMPT, person.language).render()
        messages = [PromptMessage("system", instruction)]
        if caption:
            plain = redact(caption, names_of(person), language=person.language).text
            messages.append(PromptMessage("user", plain))
        task = ModelTask("picture", PICTURE_PROMPT, user_id=person.id, patience_s=patience_s)
        try:
            seen = await self._model.read_image(task, messages, image, media_type)
        except ModelUnavailable as error:
            _log.warning("a picture was not read", extra={"reason": error.reason})
            return None
        return " ".join(seen.split())[:1000] or None
