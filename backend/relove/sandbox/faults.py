"""Things that go wrong on purpose: asked for by `POST /sandbox/faults`, used up one call at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from relove.sandbox.errors import BotApiError, ControlError, bad_request, forbidden, too_many

CALL_KINDS = {"too_many", "forbidden", "bad_request", "server_error", "lost_answer", "delay"}
DELIVERY_KINDS = {"duplicate", "reorder"}


@dataclass
class Fault:
    """One kind of trouble for the next `times` calls of a method, or deliveries."""

    kind: str
    method: str = "*"
    times: int = 1
    retry_after: int = 3
    seconds: float = 1.0
    description: str | None = None
    chat_id: int | None = None

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
            fault.times, fault.seconds = int(fault.times), float(fault.seconds)
            fault.retry_after = int(fault.retry_after)
        except (TypeError, ValueError) as error:
            raise ControlError(400, str(error)) from None
        if fault.times > 0:
            self._waiting.append(fault)
        return fault

    def for_call(self, method: str, chat_id: Any) -> Fault | None:
        """The fault that this call runs into, used up once."""
        for fault in self._waiting:
            if (
                fault.kind in CALL_KINDS
                and fault.method.lower() in ("*", "", method.lower())
                and fault.chat_id in (None, chat_id)
            ):
                return self._use(fault)
        return None

    def for_delivery(self, kind: str) -> bool:
        """Whether the next update is to be delivered in this way."""
        for fault in self._waiting:
            if fault.kind == kind:
                self._use(fault)
                return True
        return False

    def waiting(self) -> list[dict[str, Any]]:
        return [asdict(fault) for fault in self._waiting]

    def _use(self, fault: Fault) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)
        return fault
