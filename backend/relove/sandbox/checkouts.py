"""Payments that wait for the bot's yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from relove.sandbox.errors import bad_request

_KEPT = 2000


@dataclass
class Checkout:
    """A `pre_checkout_query`, and what became of it; `asked` and `answered` are real time."""

    id: str
    person_id: int
    asked: float
    answered: float | None = None
    ok: bool | None = None
    error_message: str | None = None

    def shown(self, now: float, within: float) -> dict[str, Any]:
        """As the control call shows it: `expired` is what Telegram called off unanswered."""
        seconds = None if self.answered is None else round(self.answered - self.asked, 3)
        return {
            "id": self.id,
            "person_id": self.person_id,
            "answered": self.answered is not None,
            "seconds": seconds,
            "ok": self.ok,
            "error_message": self.error_message,
            "expired": self.answered is None and now - self.asked > within,
        }


class Checkouts:
    """The payments asked for. Each is answered once, and in time."""

    def __init__(self, within: float) -> None:
        self._within = within
        self._all: dict[str, Checkout] = {}

    def ask(self, checkout: Checkout) -> None:
        """The bot is asked; the time runs."""
        self._all[checkout.id] = checkout
        if len(self._all) > _KEPT:
            self._all.pop(next(iter(self._all)))

    def answer(self, checkout_id: str, ok: bool, error_message: str | None, now: float) -> Checkout:
        """The bot's answer, refused as Telegram refuses it when it comes too late or a second time."""
        checkout = self._all.get(checkout_id)
        if checkout is None or checkout.answered is not None or now - checkout.asked > self._within:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        checkout.answered, checkout.ok = now, ok
        checkout.error_message = None if ok else error_message
        return checkout

    def shown(self, now: float) -> list[dict[str, Any]]:
        """All of them, oldest first."""
        return [checkout.shown(now, self._within) for checkout in self._all.values()]
