"""What the doors say and hear about people."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Literal

import msgspec

from relove.core.actor import Language, Role, voice_of

Directness = Literal["soft", "direct", "hard"]
ConsentKind = Literal["guided_work", "profile", "news", "bio", "channel"]
Source = Literal["bot", "mini_app"]
Gender = Literal["female", "male"]
Formality = Literal["ty", "vy"]
Pending = Literal["called", "hour", "hour_gently", "quiet_hours"]
"""What a person is being asked about themselves. `hour_gently`: beside something else, so only an hour answers it."""


class TelegramPerson(msgspec.Struct, frozen=True):
    """A person as Telegram names them in an update or in initData."""

    telegram_id: int
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Person(msgspec.Struct, frozen=True):
    """A person as the services see one."""

    id: uuid.UUID
    telegram_id: int
    first_name: str
    last_name: str | None
    username: str | None
    language: Language
    timezone: str
    timezone_confirmed: bool
    country: str
    role: Role
    directness: Directness
    proactive_paused: bool
    quiet_from: str
    quiet_to: str
    care_active: bool
    care_since: datetime.datetime | None
    care_reason: str | None
    created_at: datetime.datetime
    called: str | None = None
    gender: Gender | None = None
    gender_confidence: int | None = None
    """Percent; 100 where the person said it."""
    formality: Formality = "vy"
    may_work: bool = False
    """Did they agree to the guided work and to what it keeps?"""
    ai_told_at: datetime.datetime | None = None
    """When they were last told that an AI writes."""
    profile_updated_at: datetime.datetime | None = None
    started: bool = False
    """Did they answer a question of the guide's?"""
    pending: Pending | None = None
    pending_until: datetime.datetime | None = None
    address_asked: bool = False
    """Were they asked once how to speak with them?"""
    timezone_asked: bool = False

    @property
    def voice(self) -> str:
        """In which voice the guide speaks with them: the language, and in Russian «ты» where they chose it."""
        return voice_of(self.language, self.formality)


class Consent(msgspec.Struct, frozen=True):
    """The decision in force on one kind of consent."""

    kind: ConsentKind
    granted: bool
    version: int
    at: datetime.datetime


class QuietHours(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """Local times HH:MM between which the bot does not speak first."""

    from_: str
    to: str


class PreferencesPatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person may change about themselves; what is left out stays."""

    language: str | msgspec.UnsetType = msgspec.UNSET
    timezone: str | msgspec.UnsetType = msgspec.UNSET
    directness: Directness | msgspec.UnsetType = msgspec.UNSET
    proactive_paused: bool | msgspec.UnsetType = msgspec.UNSET
    quiet_hours: QuietHours | msgspec.UnsetType = msgspec.UNSET
    called: str | msgspec.UnsetType | None = msgspec.UNSET
    gender: Gender | msgspec.UnsetType | None = msgspec.UNSET
    formality: Formality | msgspec.UnsetType = msgspec.UNSET
    country: str | msgspec.UnsetType = msgspec.UNSET


class ErasureEntry(msgspec.Struct, frozen=True):
    """One line of the ledger."""

    receipt: str
    who: bytes
    erased_at: datetime.datetime


class Receipt(msgspec.Struct, frozen=True):
    """What a person is told after everything of theirs is gone."""

    number: str
    erased_at: datetime.datetime
    rows: dict[str, int]


class LeftOutView(msgspec.Struct, frozen=True):
    """What an export does not show, and why."""

    table: str
    column: str
    reason: str


class ExportView(msgspec.Struct, frozen=True):
    """Everything that is kept of a person: each table with their rows, opened."""

    format: str
    exported_at: datetime.datetime
    tables: dict[str, list[dict[str, Any]]]
    left_out: list[LeftOutView]


class Intent(msgspec.Struct, frozen=True):
    """What a dangerous act is about. Kept closed until its button is pressed; details are codes."""

    subject_id: uuid.UUID | None = None
    details: dict[str, str] = {}
