"""Things that go wrong on purpose: asked for by `POST /sandbox/faults`, used up one call at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from relove.sandbox.arguments import find_method
from relove.sandbox.errors import BotApiError, ControlError, bad_request, forbidden, too_many

CALL_KINDS = {"too_many", "forbidden", "bad_request", "server_error", "lost_answer", "delay"}
DELIVERY_KINDS = {"duplicate", "reorder"}
ANY = "*"
# Not a method: an update on its way to the webhook, which can be late, or taken with its answer lost.
DELIVERY = "delivery"
_OF_DELIVERY = {"lost_answer", "delay"}


@dataclass
class Fault:
    """One kind of trouble for the next `times` calls of a method, or deliveries, once `after` more have passed."""

    kind: str
    method: str = ANY
    times: int = 1
    after: int = 0
    chat_id: int | None = None
    retry_after: int = 3
    seconds: float = 1.0
    description: str | None = None

    def error(self) -> BotApiError | None:
        """The refusal that this fault stands for, or None for one that accepts the call."""
        match self.kind:
            case "too_many":
                return too_many(self.retry_after)
            case "forbidden":
                return forbidden(self.description or "bot was blocked by the user")
            case "bad_request":
                return bad_request(self.description or "message can't be sent")
            case "server_error":
                return BotApiError(500, self.description or "Internal Server Error")
        return None

    def concerns(self, method: str, chat_id: Any) -> bool:
        """Is it about this call?"""
        if self.chat_id is not None and str(self.chat_id) != str(chat_id):
            return False
        wanted = self.method.lower()
        return wanted == method.lower() or (wanted == ANY and method != DELIVERY)


class Faults:
    """The faults still to happen, first asked for first."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, body: dict[str, Any]) -> Fault:
        """Take a fault from the body of the control call."""
        unknown = set(body) - set(Fault.__dataclass_fields__)
        kind = body.get("kind")
        if unknown or kind not in CALL_KINDS | DELIVERY_KINDS:
            what = f"unknown fields: {', '.join(sorted(unknown))}" if unknown else f"unknown kind: {kind}"
            raise ControlError(400, what)
        try:
            fault = Fault(**{k: v for k, v in body.items() if v is not None})
            fault.method = str(fault.method) or ANY
            fault.times, fault.after = int(fault.times), int(fault.after)
            fault.retry_after, fault.seconds = int(fault.retry_after), float(fault.seconds)
            fault.chat_id = None if fault.chat_id is None else int(fault.chat_id)
        except (TypeError, ValueError) as error:
            raise ControlError(400, str(error)) from None
        _check_method(fault)
        if fault.times > 0:
            self._waiting.append(fault)
        return fault

    def for_call(self, method: str, chat_id: Any) -> Fault | None:
        """The fault that this call runs into, used up once."""
        return self._next(
            fault for fault in self._waiting if fault.kind in CALL_KINDS and fault.concerns(method, chat_id)
        )

    def for_delivery(self, kind: str, chat_id: Any) -> bool:
        """Whether the next update is to be delivered in this way."""
        concerned = (
            fault
            for fault in self._waiting
            if fault.kind == kind and (fault.chat_id is None or fault.chat_id == chat_id)
        )
        return self._next(concerned) is not None

    def waiting(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._waiting]

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()

    def _next(self, concerned: Iterable[Fault]) -> Fault | None:
        for fault in list(concerned):
            if fault.after > 0:
                fault.after -= 1
                continue
            fault.times -= 1
            if fault.times <= 0:
                self._waiting.remove(fault)
            return fault
        return None


def _check_method(fault: Fault) -> None:
    if fault.kind in DELIVERY_KINDS or fault.method == ANY:
        return
    if fault.method.lower() == DELIVERY:
        if fault.kind not in _OF_DELIVERY:
            raise ControlError(400, f"a delivery knows no {fault.kind}")
    elif find_method(fault.method) is None:
        raise ControlError(400, f"the Bot API has no method {fault.method}")
