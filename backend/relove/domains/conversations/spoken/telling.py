"""A reply on its way out: sentence by sentence, each looked at before anybody sees a part of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

from relove.domains.conversations.canary import carries_mark
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.conversations.spoken.sentences import ended

_log = logging.getLogger("relove.model")
_ENDS = (".", "!", "?", "…", ":")
MISQUOTED = "misquoted"

Look = Callable[[str, Heard], str | None]
Recall = Callable[[], Awaitable[Iterable[str]]]
"""Everything that the person ever said: asked for once, where a quotation is not found in what is at hand."""


class Telling:
    """One reply. `text` is what was let out; a sentence with words that the person never said is left out of it."""

    def __init__(
        self,
        look: Look,
        heard: Heard,
        let_out: Callable[[str], Awaitable[None]],
        recall: Recall | None = None,
    ) -> None:
        self._look = look
        self._heard = heard
        self._let_out = let_out
        self._recall = recall
        self._held = ""
        self._asked_lost = False
        self.left_out = 0
        self.text = ""

    @property
    def length(self) -> int:
        """Of all that came."""
        return len(self.text) + len(self._held)

    async def hear(self, piece: str) -> str | None:
        """More of it; what is wrong with it, as a code."""
        self._held += piece
        if carries_mark(self.text + self._held):
            return self._look(self.text + self._held, self._heard)
        while cut := ended(self._held):
            sentence, self._held = self._held[:cut], self._held[cut:]
            if fault := await self._tell(sentence):
                return fault
        return None

    async def end(self) -> str | None:
        """The last sentence, which nothing ends; what is wrong with it or with what is left, as a code."""
        sentence, self._held = self._held, ""
        if sentence and (fault := await self._tell(sentence)):
            return fault
        if self.left_out and (not self.text.strip() or (self._asked_lost and "?" not in self.text)):
            return MISQUOTED
        return None

    async def _tell(self, sentence: str) -> str | None:
        fault = await self._fault(sentence)
        if fault == MISQUOTED:
            self.left_out += 1
            self._asked_lost = self._asked_lost or "?" in sentence
            return None
        if fault is None:
            self.text += sentence
            await self._let_out(sentence)
        return fault

    async def _fault(self, sentence: str) -> str | None:
        whole = self._begun() + sentence
        fault = self._look(whole, self._heard)
        if fault == MISQUOTED and self._recall is not None:
            try:
                self._heard = self._heard.and_also(await self._recall())
            except Exception as error:
                _log.error("quoting without what was said before", extra={"error": type(error).__name__})
            self._recall = None
            fault = self._look(whole, self._heard)
        return fault

    def _begun(self) -> str:
        """The last line that was let out, where nothing ended it but its being a line."""
        line = self.text.rstrip()
        return "" if line.endswith(_ENDS) else f"{line.rpartition(chr(10))[2][-200:]} ".lstrip()
