"""Who is acting, whatever the door."""

from __future__ import annotations

import uuid
from typing import Literal

import msgspec

Role = Literal["person", "owner", "admin", "support", "analyst"]
Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
TY = "ru-ty"
"""Russian for somebody who is spoken with by «ты»: a voice of the texts, not a language of the interface."""


def voice_of(language: Language, formality: str) -> str:
    """In which voice the guide's texts speak with somebody. What has no such voice answers in the language."""
    return TY if language == "ru" and formality == "ty" else language


class Actor(msgspec.Struct, frozen=True):
    """The signed-in person; the role was read from the database for this request or update."""

    user_id: uuid.UUID
    telegram_id: int
    first_name: str
    language: Language
    role: Role = "person"
