"""Replies that no model may change: care, the stop word, a human who is asked for, what it is, why it asked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from relove.core.ids import first_id_at
from relove.core.ports import Translator
from relove.domains.content.service import ContentService
from relove.domains.conversations import intents, replies
from relove.domains.conversations.care import CareGate
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.crisis import CrisisHit
from relove.domains.conversations.goodbyes import says_goodbye
from relove.domains.conversations.schemas import Reply
from relove.domains.people.schemas import Person

Act = Literal["hand_over", "hand_back", "soften"]
"""What a fixed answer does beside being said."""


class Fixed(msgspec.Struct, frozen=True):
    """A fixed answer. `of_ai`: it tells that an AI writes."""

    reply: Reply
    act: Act | None = None
    of_ai: bool = False


class FixedAnswers:
    """One instance per process."""

    def __init__(self, content: ContentService, translator: Translator, care: CareGate) -> None:
        self._content = content
        self._translator = translator
        self._care = care

    def of(
        self,
        context: ReplyContext,
        lines: Sequence[str],
        hit: CrisisHit | None,
        *,
        since: float,
        handed_over: bool,
    ) -> Fixed | None:
        """The answer to these lines; one line that asks for it is enough. None where the guide answers freely."""
        person = context.person
        lines = [self._unnamed(line) for line in lines]
        if hit is not None or person.care_active:
            return self._cared(context, lines, hit, since)
        if handed_over and any(map(intents.returns_to_guide, lines)):
            return self._said(person, intents.BACK)
        keys = {intents.fixed_answer(line) for line in lines}
        if self.asked_back(context) and (
            intents.HUMAN_PERHAPS in keys or any(map(intents.agrees_to_call, lines))
        ):
            return self._said(person, intents.HUMAN_REQUEST)
        for key in (intents.HUMAN_REQUEST, intents.STOP, intents.AI_ANSWER, intents.HUMAN_PERHAPS):
            if key in keys:
                return self._said(person, key)
        if intents.asks_why(lines[-1]):
            return Fixed(replies.why(self._content, self._translator, context))
        if says_goodbye(lines[-1]):
            return Fixed(replies.goodbye(self._content, context))
        return None

    def _unnamed(self, line: str) -> str:
        """Without the guide's own name, whatever it is set to: "Theo, call a human" asks for a human."""
        persona = self._content.persona
        names = "|".join(re.escape(name) for name in (persona.name_ru, persona.name_en))
        rest = re.sub(rf"(?i)(?:^|[\s,]+)(?:{names})\b[\s,]*", " ", line).strip()
        return rest if re.search(r"\w", rest) else line

    def asked_back(self, context: ReplyContext) -> bool:
        """Was "shall I call a human?" the last that the guide said?"""
        last = next((turn for turn in reversed(context.turns) if turn.role == "guide"), None)
        return last is not None and last.quick_replies == list(self._choices(context.person))

    def taken_up(self, context: ReplyContext, lines: Sequence[str]) -> str | None:
        """What was said before "shall I call a human?", where the answer is no: that is answered now."""
        if not self.asked_back(context) or not intents.declines_to_call(lines[-1]):
            return None
        spoken = [number for number, turn in enumerate(context.turns) if turn.role == "guide"]
        earlier = [turn.text for turn in context.turns[: spoken[-1]] if turn.role == "person"]
        return earlier[-1] if earlier else None

    def _choices(self, person: Person) -> tuple[str, str]:
        call, go_on = (self._translator.text(person.voice, f"handover-{key}") for key in ("call", "go-on"))
        return call, go_on

    def _cared(
        self, context: ReplyContext, lines: Sequence[str], hit: CrisisHit | None, since: float
    ) -> Fixed:
        person = context.person
        care = self._care.reply(person, self._not_met_yet(context, hit, since))
        if any(map(intents.calls_human, lines)):
            # Where care is said for the first time, the hand-over comes with it.
            return Fixed(care, "hand_over") if hit is not None else self._said(person, intents.HUMAN_REQUEST)
        if any(map(intents.returns_to_guide, lines)):
            return Fixed(care, "hand_back")
        if hit is None and intents.asks_why(lines[-1]):
            why = self._translator.text(person.voice, "why-safety")
            return Fixed(msgspec.structs.replace(care, text=f"{why}\n\n{care.text}"))
        return Fixed(care)

    def _not_met_yet(self, context: ReplyContext, hit: CrisisHit | None, since: float) -> CrisisHit | None:
        """The danger, unless care was said to it already: an earlier line's reply read the lines behind it too."""
        if hit is None:
            return None
        said = self._care.reply(context.person, hit).text
        arrived = first_id_at(datetime.datetime.fromtimestamp(since, datetime.UTC))
        met = any(
            turn.role == "guide" and turn.text.startswith(said) and turn.id > arrived
            for turn in context.turns
        )
        return None if met else hit

    def _said(self, person: Person, key: str) -> Fixed:
        if key == intents.HUMAN_REQUEST:
            # Its words depend on who is there: they are found where it is stored.
            return Fixed(Reply("", "template"), "hand_over")
        if key == intents.STOP:
            return Fixed(Reply(self._translator.text(person.voice, key), "template"), "soften")
        if key == intents.HUMAN_PERHAPS:
            text = self._translator.text(person.voice, key)
            return Fixed(Reply(text, "template", self._choices(person)), of_ai=True)
        reply = Reply(self._translator.text(person.voice, key), "template")
        return Fixed(reply, "hand_back") if key == intents.BACK else Fixed(reply, of_ai=True)
