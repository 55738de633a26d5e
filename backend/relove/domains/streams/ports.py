"""What streams need from the world."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, Protocol

import msgspec

Purpose = Literal["go", "ref", "map"]
"""`go`: a link that a person follows. `ref`: a code by which a shop names the person back to us. `map`: their map as a
picture, which they share."""


class PersonalLinks(Protocol):
    """Signed names of a person and a stream, or another thing, to stand in an address."""

    def issue(self, purpose: Purpose, user_id: uuid.UUID, slug: str) -> str:
        """A new one."""
        ...

    def read(self, purpose: Purpose, code: str, slug: str) -> uuid.UUID | None:
        """Whose it is; None where it is not ours, too old, or of another stream."""
        ...


class Sale(msgspec.Struct, frozen=True):
    """What a shop tells of a sale. The person is named by our own code, or by their Telegram id."""

    event_id: str
    stream: str
    amount: Decimal
    currency: str
    ref: str | None = None
    telegram_id: int | None = None
    paid_at: int | None = None
    """Unix seconds."""


class ShopPostback(Protocol):
    """Reads what a shop posts. Another shop is another adapter."""

    def read(self, headers: Mapping[str, str], body: bytes) -> Sale:
        """The sale, after its signature was checked. ReloveError signature_invalid, validation."""
        ...
