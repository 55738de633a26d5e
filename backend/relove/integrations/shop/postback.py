"""A shop's word that something was paid: JSON, signed with HMAC-SHA256 over the body as it was sent."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from relove.core.errors import ReloveError
from relove.domains.streams.ports import Sale

HEADER = "x-relove-signature"
_SIGNATURE = re.compile(r"sha256=[0-9a-f]{64}")
_EVENT = re.compile(r"[\x21-\x7e]{1,100}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST = Decimal(10) ** 9


class HmacPostback:
    """The reader of the plain postback. Without a secret every one of them is refused."""

    def __init__(self, secret: str | None) -> None:
        self._secret = secret.encode() if secret else None

    def read(self, headers: Mapping[str, str], body: bytes) -> Sale:
        given = headers.get(HEADER, "").strip().lower()
        if self._secret is None or not _SIGNATURE.fullmatch(given):
            raise ReloveError("signature_invalid", kind="unauthorized")
        expected = f"sha256={hmac.digest(self._secret, body, hashlib.sha256).hex()}"
        if not hmac.compare_digest(given, expected):
            raise ReloveError("signature_invalid", kind="unauthorized")
        try:
            sale = msgspec.json.decode(body, type=Sale)
        except msgspec.DecodeError:
            raise ReloveError("validation", kind="invalid") from None
        _check(sale)
        return sale


def _check(sale: Sale) -> None:
    wrong = {
        "event_id": not _EVENT.fullmatch(sale.event_id),
        "currency": not _CURRENCY.fullmatch(sale.currency),
        "amount": not sale.amount.is_finite() or not 0 < sale.amount < _MOST,
        "ref": (sale.ref is None) == (sale.telegram_id is None),
        "paid_at": sale.paid_at is not None and not 0 < sale.paid_at < 2**33,
    }
    for field, is_wrong in wrong.items():
        if is_wrong:
            raise ReloveError("validation", kind="invalid", details={"field": field})
