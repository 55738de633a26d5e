"""What the content domain needs from the world."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import msgspec

from relove.domains.content.schemas import ContentBundle


class Assembled(msgspec.Struct, frozen=True):
    """Everything that people and models read, checked: the content, and the catalogues as their reader keeps them."""

    bundle: ContentBundle
    catalogues: Any


class Shelf(Protocol):
    """The shipped documents, and how edited ones are laid over them."""

    def names(self) -> Sequence[str]:
        """Every document that may be edited."""
        ...

    def shipped(self, name: str) -> str:
        """The text of a shipped document; KeyError for what is none."""
        ...

    def assemble(self, edits: Mapping[str, str]) -> Assembled:
        """All of it with these texts in the place of the shipped ones. ContentError; slow enough for a thread."""
        ...
