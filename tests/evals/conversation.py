"""The conversation of forty turns, as it stands in conversation.yaml."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

_FILE = Path(__file__).with_name("conversation.yaml")


class Fact(msgspec.Struct, frozen=True):
    """What the person tells in one turn, and what a much later one leans on."""

    told: int
    used: int
    words: str


class Phase(msgspec.Struct, frozen=True):
    """What the person says on one stage."""

    stage: str
    lines: tuple[str, ...]


class Conversation(msgspec.Struct, frozen=True):
    """All of it."""

    fact: Fact
    phases: tuple[Phase, ...]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Stage and words, in order."""
        return [(phase.stage, line) for phase in self.phases for line in phase.lines]


@lru_cache
def conversation() -> Conversation:
    """As it is written."""
    return msgspec.yaml.decode(_FILE.read_bytes(), type=Conversation)
