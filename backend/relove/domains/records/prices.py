"""What calls of models cost, in millionths of a dollar. Pure."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Price(msgspec.Struct, frozen=True):
    """Dollars for a million tokens read, for a million written, and for a minute of sound."""

    reads: float
    writes: float
    minute: float = 0.0


UNKNOWN = Price(2.5, 10.0, 0.006)
"""For a model without a price: rather too dear, so that a budget holds."""

PRICES: Mapping[str, Price] = {
    "gpt-4o": Price(2.5, 10.0),
    "gpt-4o-mini": Price(0.15, 0.6),
    "gpt-4.1": Price(2.0, 8.0),
    "gpt-4.1-mini": Price(0.4, 1.6),
    "gpt-4.1-nano": Price(0.1, 0.4),
    "gpt-4o-transcribe": Price(2.5, 10.0, 0.006),
    "gpt-4o-mini-transcribe": Price(1.25, 5.0, 0.003),
    "whisper-1": Price(0.0, 0.0, 0.006),
    "text-embedding-3-small": Price(0.02, 0.0),
    "text-embedding-3-large": Price(0.13, 0.0),
    "deepseek-chat": Price(0.27, 1.1),
}
"""The usual ones; `MODEL_PRICES` adds to them and corrects them."""


class PriceList:
    """The prices in force. A dated name (`gpt-4o-mini-2024-07-18`) has the price of the longest name it begins with."""

    def __init__(self, own: Mapping[str, Price] | None = None) -> None:
        self._prices = {**PRICES, **(own or {})}
        self._names = sorted(self._prices, key=len, reverse=True)

    def of(self, model: str) -> Price:
        """The price of a model; names of routers (`vendor/model`) count by their last part."""
        plain = model.rsplit("/", 1)[-1]
        for name in self._names:
            if model == name or plain == name or plain.startswith(f"{name}-"):
                return self._prices[name]
        return UNKNOWN

    def micros(self, model: str, read: int, written: int, seconds: float = 0.0) -> int:
        """What a call cost. Sound is charged by the minute where no tokens were told."""
        price = self.of(model)
        by_tokens = read * price.reads + written * price.writes
        by_time = 0.0 if read or written else seconds / 60 * price.minute * 1_000_000
        return round(by_tokens + by_time)
