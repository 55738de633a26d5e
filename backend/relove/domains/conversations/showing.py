"""What is shown of a reply while it is written: a draft in the bot's chat, pieces in every open window."""

from __future__ import annotations

from relove.core.ports import LiveEvents
from relove.domains.conversations.drafts import Draft
from relove.domains.conversations.events import Answering, ConversationEvents
from relove.domains.conversations.second_look import Verdict


class Showing:
    """One reply. Nothing of it is shown before the verdict of a second look.

    Pieces are numbered, so that a window which has missed one knows it and waits for the whole. Nothing of the text is
    kept outside of this process: whoever begins to watch in between asks by a flag, and hears all that there is.
    """

    def __init__(self, live: LiveEvents, to: Answering, verdict: Verdict, draft: Draft | None) -> None:
        self._live = live
        self._events = ConversationEvents(live)
        self._to = to
        self._verdict = verdict
        self._draft = draft
        self._pieces = 0
        self._told = 0.0
        self.text = ""

    async def more(self, text: str) -> None:
        """The next piece."""
        await self._verdict.pass_or_raise()
        self.text += text
        self._pieces += 1
        if self._draft is not None:
            self._draft.show(self.text)
        await self._events.delta(self._to, text, self._pieces)

    async def instead(self, text: str) -> None:
        """All of it is this now."""
        await self._verdict.pass_or_raise()
        self.text = text
        if self._draft is not None:
            self._draft.show(text)
        await self._events.replace(self._to, text, self._pieces)

    async def tell_newcomers(self) -> None:
        """Asked as often as a stop is looked for: a window that opened since hears what is written so far."""
        if not self.text:
            return
        opened = await self._live.newest_window(str(self._to.user_id))
        if opened != self._told:
            self._told = opened
            await self._events.so_far(self._to, self.text, self._pieces)
