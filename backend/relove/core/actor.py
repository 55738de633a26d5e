"""Who is acting, whatever the door."""

from __future__ import annotations

import uuid
from typing import Literal

import msgspec

Role = Literal["person", "owner", "admin", "support", "analyst"]
Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")


class Actor(msgspec.Struct, frozen=True):
    """The signed-in person; the role was read from the database for this request or update."""

    user_id: uuid.UUID
    telegram_id: int
    first_name: str
    language: Language
    role: Role = "person"
