"""What an admin knows of a sale that no shop told us of."""

from __future__ import annotations

import datetime
import re
import uuid
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from litestar import Controller, Request, post
from litestar.params import FromPath, JSONBody

from relove.api.auth import acting, current_actor
from relove.api.documented import errors
from relove.api.wiring import container_of
from relove.core.errors import ReloveError
from relove.domains.people.service import PeopleService
from relove.domains.records.audit import Audit
from relove.domains.streams.conversions import ConversionService
from relove.domains.streams.schemas import Purchase

_EVENT = re.compile(r"[\x21-\x7e]{1,100}")
_MOST = Decimal(10) ** 9


class PaidStream(msgspec.Struct, forbid_unknown_fields=True):
    """A stream that somebody paid for. `event_id` names the payment, a receipt's number say: told twice, noted once."""

    stream: str
    event_id: str
    amount: Annotated[str, msgspec.Meta(pattern=r"^\d{1,9}(\.\d{1,2})?$")]
    currency: Literal["RUB", "USD", "EUR"] = "RUB"
    paid_at: datetime.datetime | None = None


class PurchaseNoted(msgspec.Struct):
    """`noted` is false where this payment was known."""

    noted: bool


class PurchasesController(Controller):
    """Sales."""

    path = "/people/{person_id:uuid}/purchases"

    @post("/", operation_id="notePurchase", status_code=200, responses=errors(400, 401, 403, 404))
    async def note_purchase(
        self, request: Request[Any, Any, Any], person_id: FromPath[uuid.UUID], data: JSONBody[PaidStream]
    ) -> PurchaseNoted:
        """Note that a person paid for a stream; it is audited."""
        container = container_of(request)
        amount = Decimal(data.amount)
        if not _EVENT.fullmatch(data.event_id) or not 0 < amount < _MOST:
            raise ReloveError("validation", kind="invalid")
        if data.paid_at is not None and data.paid_at.tzinfo is None:
            raise ReloveError("validation", kind="invalid", details={"field": "paid_at"})
        async with acting(request) as work:
            if not await PeopleService(work, container.clock).hold(person_id):
                raise ReloveError("person_not_found", kind="not_found")
            purchase = Purchase(
                user_id=person_id,
                stream=data.stream,
                source="admin",
                event_id=data.event_id,
                amount=amount,
                currency=data.currency,
                paid_at=data.paid_at or container.clock.now(),
            )
            noted = await ConversionService(work, container.content, container.clock).purchase(purchase)
            if noted:
                await Audit(work, container.clock).note(
                    current_actor(request).user_id,
                    "purchase.note",
                    subject_id=person_id,
                    details={"stream": data.stream},
                )
        return PurchaseNoted(noted)
