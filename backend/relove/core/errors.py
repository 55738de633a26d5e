"""Business errors: a code for programs, a catalogue key for people. Each door renders them in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Kind = Literal[
    "invalid", "unauthorized", "forbidden", "not_found", "conflict", "too_large", "too_many", "unavailable"
]


class ReloveError(Exception):
    """Something that a person or a caller did or must know; never carries personal text.

    `code` is snake_case and stable. `params` fill the catalogue text `error-<code with dashes>`.
    `retry_after` is in seconds. `said`: words that the person reads in place of the catalogue's, those of care.
    """

    def __init__(
        self,
        code: str,
        *,
        kind: Kind,
        params: Mapping[str, Any] | None = None,
        retry_after: int | None = None,
        details: Mapping[str, Any] | None = None,
        said: str | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.kind: Kind = kind
        self.params = dict(params or {})
        self.retry_after = retry_after
        self.details = dict(details) if details else None
        self.said = said

    @property
    def text_key(self) -> str:
        """Key of the text for a person in the catalogues."""
        return f"error-{self.code.replace('_', '-')}"


class NotStored(Exception):
    """What came in could not be written down: whoever sent it must send it again."""


class LeaseLost(Exception):
    """Another process holds this chat now: what was being written must not be."""
