"""Tables of who: people, their consents, their refresh tokens."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, SmallInteger, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes


class User(Keyed, Base):
    """A person, known by the Telegram id."""

    __tablename__ = "users"
    __table_args__ = (
        one_of("language", "ru", "en"),
        one_of("role", "person", "owner", "admin", "support", "analyst"),
        one_of("directness", "soft", "direct", "hard"),
        one_of("gender", "female", "male"),
        one_of("formality", "ty", "vy"),
        one_of("pending_question", "called", "hour", "hour_gently", "quiet_hours"),
        person("id"),
    )

    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str | None]
    username: Mapped[str | None]
    called: Mapped[str | None]
    gender: Mapped[str | None]
    gender_confidence: Mapped[int | None] = mapped_column(SmallInteger)
    formality: Mapped[str] = mapped_column(default="vy", server_default="vy")
    language: Mapped[str] = mapped_column(default="ru")
    timezone: Mapped[str] = mapped_column(default="Europe/Moscow")
    timezone_confirmed: Mapped[bool] = mapped_column(default=False)
    country: Mapped[str] = mapped_column(default="RU", server_default="RU")
    country_chosen: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    role: Mapped[str] = mapped_column(default="person", server_default="person")
    directness: Mapped[str] = mapped_column(default="direct", server_default="direct")
    proactive_paused: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    quiet_from: Mapped[str] = mapped_column(default="22:00", server_default="22:00")
    quiet_to: Mapped[str] = mapped_column(default="08:00", server_default="08:00")
    care_active: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    care_since: Mapped[datetime.datetime | None]
    care_reason: Mapped[str | None]
    may_work: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    ai_told_at: Mapped[datetime.datetime | None]
    pending_question: Mapped[str | None]
    pending_until: Mapped[datetime.datetime | None]
    address_asked_at: Mapped[datetime.datetime | None]
    timezone_asked_at: Mapped[datetime.datetime | None]
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    markers: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'::jsonb"))
    source_first: Mapped[str | None]
    source_last: Mapped[str | None]
    last_seen_at: Mapped[datetime.datetime]
    created_at: Mapped[datetime.datetime]
    updated_at: Mapped[datetime.datetime]


class UserConsent(Keyed, Base):
    """One decision on one kind of consent; the newest row of a kind is in force, older ones are the record."""

    __tablename__ = "user_consents"
    __table_args__ = (
        one_of("kind", "guided_work", "profile", "news", "bio", "channel"),
        one_of("source", "bot", "mini_app"),
        Index("ix_user_consents_user_kind", "user_id", "kind", "decided_at"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str]
    granted: Mapped[bool]
    version: Mapped[int] = mapped_column(SmallInteger)
    source: Mapped[str]
    decided_at: Mapped[datetime.datetime]


class RefreshToken(Keyed, Base):
    """A refresh token by its hash. A family is one login and its successors."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (Index("ix_refresh_tokens_family", "family_id"), person("user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    family_id: Mapped[uuid.UUID]
    token_hash: Mapped[bytes] = mapped_column(
        LargeBinary, unique=True, info=left_out("a fingerprint of a key that the device holds")
    )
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    used_at: Mapped[datetime.datetime | None]
    revoked_at: Mapped[datetime.datetime | None]


class Confirmation(Keyed, Base):
    """A dangerous act that waits for one press of a button in the person's own chat."""

    __tablename__ = "confirmations"
    __table_args__ = (person("user_id"),)

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    act: Mapped[str]
    payload: Mapped[bytes | None] = mapped_column(
        EncryptedBytes("confirmations.payload"),
        info=left_out("what the act is about, which may be other people's; the act itself is named"),
    )
    token_hash: Mapped[bytes] = mapped_column(
        LargeBinary, unique=True, info=left_out("a fingerprint of the button")
    )
    created_at: Mapped[datetime.datetime]
    expires_at: Mapped[datetime.datetime]
    used_at: Mapped[datetime.datetime | None]


class Erasure(Base):
    """That somebody was erased. Who it was can be told only by whoever holds the ledger's key and the Telegram id."""

    __tablename__ = "erasures"
    __table_args__ = (person(None),)

    receipt: Mapped[str] = mapped_column(primary_key=True)
    who: Mapped[bytes] = mapped_column(LargeBinary)
    erased_at: Mapped[datetime.datetime]
