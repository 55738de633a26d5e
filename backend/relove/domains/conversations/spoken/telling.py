"""A reply on its way out: word by word, but for a sentence that may become a wrong one, which waits for its end."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

from relove.domains.conversations.canary import carries_mark
from relove.domains.conversations.spoken.early import sayable
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.conversations.spoken.rules import plain
from relove.domains.conversations.spoken.sentences import ended

_log = logging.getLogger("relove.model")
_ENDS = (".", "!", "?", "…", ":")
MISQUOTED = "misquoted"

Look = Callable[[str, Heard], str | None]
Recall = Callable[[], Awaitable[Iterable[str]]]
"""Everything that the person ever said: asked for once, where a quotation is not found in what is at hand."""


class Telling:
    """One reply. `text` is what was let out; a sentence with words that the person never said is left out of it.

    Where the beginning of such a sentence was let out, nothing more is: `text` then is to replace what was shown.
    """

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
        self._shown = ""
        self._silent = False
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
        while cut := ended(self._shown + self._held):
            cut = max(0, cut - len(self._shown))
            rest, self._held = self._held[:cut], self._held[cut:]
            if fault := await self._tell(rest):
                return fault
        await self._begin()
        return None

    async def _begin(self) -> None:
        """Lets out what may be shown of a sentence before it is over."""
        sentence = self._shown + self._held
        more = sayable(sentence, plain(self._begun() + sentence)) - len(self._shown)
        if more > 0 and self._look(self._begun() + sentence, self._heard) is None:
            piece, self._held = self._held[:more], self._held[more:]
            self._shown += piece
            await self._out(piece)

    async def end(self) -> str | None:
        """The last sentence, which nothing ends; what is wrong with it or with what is left, as a code."""
        rest, self._held = self._held, ""
        if (rest or self._shown) and (fault := await self._tell(rest)):
            return fault
        if self.left_out and (not self.text.strip() or (self._asked_lost and "?" not in self.text)):
            return MISQUOTED
        return None

    async def _tell(self, rest: str) -> str | None:
        """The end of a sentence."""
        shown, self._shown = self._shown, ""
        self.text = self.text.removesuffix(shown)
        sentence = shown + rest
        fault = await self._fault(sentence)
        if fault == MISQUOTED:
            self.left_out += 1
            self._silent = self._silent or bool(shown.strip())
            self._asked_lost = self._asked_lost or "?" in sentence
            return None
        if fault is None:
            self.text += shown
            await self._out(rest)
        return fault

    async def _out(self, piece: str) -> None:
        self.text += piece
        if piece and not self._silent:
            await self._let_out(piece)

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
        line = self.text.removesuffix(self._shown).rstrip()
        return "" if line.endswith(_ENDS) else f"{line.rpartition(chr(10))[2][-200:]} ".lstrip()
