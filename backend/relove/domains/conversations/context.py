"""What a reply knows, gathered before anything is written."""

from __future__ import annotations

import itertools

import msgspec

from relove.domains.content.schemas import Stage, StageText
from relove.domains.content.service import ContentService
from relove.domains.conversations.budget import newest_fitting, tokens
from relove.domains.conversations.memory.marks import KeptOut
from relove.domains.conversations.memory.schemas import Recollection
from relove.domains.conversations.schemas import SessionView, TurnView
from relove.domains.people.schemas import Person

_NOTHING_OUT = KeptOut()
_HISTORY_TOKENS = 6000


class ReplyContext(msgspec.Struct, frozen=True):
    """Session, person, the last turns in conversation order, ids of the written questions already asked.

    `questions`: the last questions in words, of any session, newest first. `rolling`: what was said earlier in this
    session than `turns`. `portrait`: the psychological summary.
    """

    session: SessionView
    person: Person
    turns: list[TurnView]
    asked_questions: list[str]
    session_number: int = 1
    questions: list[str] = []
    recollection: Recollection = Recollection()
    portrait: str | None = None
    rolling: str | None = None
    unanswered: str | None = None
    """What the person wrote last time, when something went wrong; empty where that is not known."""
    out: KeptOut = _NOTHING_OUT
    """What the person took out of memory: no model is told it again."""
    patience_s: float | None = None
    """How long a model may take for the first word, where the person has waited already; None for as long as usual."""
    sealed: bool = False
    """That could not be read: a model is told nothing but the words that are being answered."""

    @property
    def seed(self) -> str:
        """Varies written replies from person to person and session to session; the same on every machine."""
        return written_seed(self.person, self.session_number)

    @property
    def unheard(self) -> list[TurnView]:
        """What the person has said since the guide spoke last."""
        return list(itertools.takewhile(lambda turn: turn.role == "person", reversed(self.turns)))[::-1]

    @property
    def told(self) -> list[TurnView]:
        """The turns as a model may see them: without words said in need, lest it quotes them as something found.

        What is being answered stays whole, for the person has just said it.
        """
        if not self.out and not self.sealed:
            return [turn for turn in self.turns if not turn.in_care]
        spoken = [number for number, turn in enumerate(self.turns, start=1) if turn.role == "guide"]
        answered = spoken[-1] if spoken else 0
        if self.sealed:
            return self.turns[answered:]
        before = (cleared(turn, self.out) for turn in self.turns[:answered] if not turn.in_care)
        return [*(turn for turn in before if turn.text or turn.seen), *self.turns[answered:]]

    @property
    def last_reply(self) -> str:
        """What the guide said last; empty where nothing yet."""
        return next((turn.text for turn in reversed(self.turns) if turn.role == "guide"), "")

    def stage(self, content: ContentService) -> Stage:
        """The stage where the session stands."""
        return content.stage(self.session.stage)

    def stage_text(self, content: ContentService) -> StageText:
        """The same, in the person's voice."""
        return self.stage(content).text(self.person.voice)


def sealed(context: ReplyContext) -> ReplyContext:
    """The context without anything that the person may have taken out of memory."""
    return msgspec.structs.replace(
        context, recollection=Recollection(), portrait=None, rolling=None, sealed=True
    )


def cleared(turn: TurnView, out: KeptOut) -> TurnView:
    """The turn without what the person took out of memory."""
    seen = out.without(turn.seen) if turn.seen else None
    return msgspec.structs.replace(turn, text=out.without(turn.text), seen=seen or None)


def written_seed(person: Person, session_number: int) -> str:
    """Row ids are random: what depended on them could not be told again."""
    return f"{person.telegram_id}:{session_number}"


def window(turns: list[TurnView], limit: int = _HISTORY_TOKENS) -> list[TurnView]:
    """The newest turns that fit into a model's context; the last one always."""
    return newest_fitting(turns, lambda turn: tokens(turn.text) + tokens(turn.seen or ""), limit)
