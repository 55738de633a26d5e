"""Column types: encrypted values, and times that are always aware and UTC."""

from __future__ import annotations

from typing import Any

from advanced_alchemy.types import DateTimeUTC
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from relove.db.crypto import keyring

__all__ = ["EncryptedBytes", "EncryptedText", "UtcTime"]


class UtcTime(DateTimeUTC):
    """Timestamp with zone; naive times are refused."""

    cache_ok = True

    def __repr__(self) -> str:
        return "sa.DateTime(timezone=True)"


class EncryptedBytes(TypeDecorator[bytes]):
    """Bytes encrypted at rest. `place` is `table.column`."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().encrypt(value, self.place.encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().decrypt(value, self.place.encode())

    def __repr__(self) -> str:
        return "sa.LargeBinary()"


class EncryptedText(TypeDecorator[str]):
    """Text encrypted at rest. `place` is `table.column`."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else keyring().encrypt(value.encode(), self.place.encode())

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else keyring().decrypt(value, self.place.encode()).decode()

    def __repr__(self) -> str:
        return "sa.LargeBinary()"
