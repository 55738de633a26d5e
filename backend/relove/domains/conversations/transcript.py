"""A conversation as one piece of data for a decision: labelled lines without personal data, and the way back.

Labels stand for turns (t1, t2, ...): a model never sees an id, and what it says of a line can be checked in that line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from relove.domains.conversations.prompting import names_of
from relove.domains.conversations.quoting import occurs
from relove.domains.conversations.redaction import StreamRestorer, redact_all
from relove.domains.conversations.schemas import TurnView
from relove.domains.people.schemas import Person

SPEAKERS = {"ru": ("человек", "проводник"), "en": ("person", "guide")}
_MAX_CHARS = 24_000
_MAX_LINE = 1500


class Transcript(msgspec.Struct, frozen=True):
    """`text` is what a model reads, `extra` are the other texts given, likewise without personal data."""

    text: str
    extra: tuple[str, ...]
    turns: Mapping[str, TurnView]
    restorer: StreamRestorer

    def restored(self, text: str) -> str:
        """A model's text with the personal data back in it, on one line."""
        whole = self.restorer.feed(text) + self.restorer.flush()
        return " ".join(whole.split())

    def said(self, label: str, quote: str) -> TurnView | None:
        """The person's turn of that label, if the quote really stands in it."""
        turn = self.turns.get(label.strip().lower())
        if turn is None or turn.role != "person" or not occurs(quote, turn.text):
            return None
        return turn


def transcript(turns: Sequence[TurnView], person: Person, extra: Sequence[str] = ()) -> Transcript:
    """The newest turns that fit, and other texts that go into the same prompt."""
    kept = _newest(turns)
    texts = [turn.text[:_MAX_LINE] for turn in kept]
    words, restorer = redact_all([*texts, *extra], names_of(person), person.language)
    person_word, guide_word = SPEAKERS[person.language]
    labelled = {f"t{number}": turn for number, turn in enumerate(kept, start=1)}
    lines = [
        f"{label} {person_word if turn.role == 'person' else guide_word}: {said}"
        for (label, turn), said in zip(labelled.items(), words[: len(kept)], strict=True)
    ]
    return Transcript("\n".join(lines), tuple(words[len(kept) :]), labelled, restorer)


def _newest(turns: Sequence[TurnView]) -> list[TurnView]:
    kept: list[TurnView] = []
    room = _MAX_CHARS
    for turn in reversed(turns):
        room -= min(len(turn.text), _MAX_LINE)
        if room < 0:
            break
        kept.append(turn)
    return kept[::-1]
