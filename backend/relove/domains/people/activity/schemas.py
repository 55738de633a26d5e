"""Contacts as the services hear and tell of them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Literal

import msgspec

ActivityType = Literal[
    "message", "voice", "photo", "other", "command", "button", "mini_app", "mini_app_message"
]


class Contact(msgspec.Struct, frozen=True):
    """A person did something. `id` is the inbox row's, where there is one; details are codes, never words."""

    type: ActivityType
    id: uuid.UUID | None = None
    details: Mapping[str, str] = {}


class Activity(msgspec.Struct, frozen=True):
    """A contact that was noted."""

    id: uuid.UUID
    type: str
    details: dict[str, str]
    at: datetime.datetime


class SeenPerson(msgspec.Struct, frozen=True):
    """Somebody who was here lately. `may_work`: both consents of the guided work are in force, and no care pause."""

    user_id: uuid.UUID
    may_work: bool
