"""Tables of profiles: who reLove thinks a person is, each statement with its sources, and how that changed."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Float, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes, EncryptedText


class Profile(Base):
    """A person's profile as it stands. `version` is 0 and `updated_at` null until it was written once."""

    __tablename__ = "profiles"
    __table_args__ = (
        Index("ix_profiles_streams", "streams", postgresql_using="gin"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    summary: Mapped[str | None] = mapped_column(EncryptedText("profiles.summary"))
    streams: Mapped[list[str]] = mapped_column(
        ARRAY(Text()), default=list, server_default=sql("'{}'::text[]")
    )
    tried_at: Mapped[datetime.datetime | None]
    updated_at: Mapped[datetime.datetime | None]


class ProfileVersion(Keyed, Base):
    """One change of a profile: why, and what it was made of before and after, as hashes."""

    __tablename__ = "profile_versions"
    __table_args__ = (UniqueConstraint("user_id", "version"), person("user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column(Integer)
    cause: Mapped[str]
    via: Mapped[str]
    summary: Mapped[str | None] = mapped_column(EncryptedText("profile_versions.summary"))
    before: Mapped[bytes] = mapped_column(LargeBinary, info=left_out("a fingerprint of the version before"))
    after: Mapped[bytes] = mapped_column(LargeBinary, info=left_out("a fingerprint of this version"))
    created_at: Mapped[datetime.datetime]


class Statement(Keyed, Base):
    """One statement about a person. It stands in the versions from `since_version` to before `until_version`.

    A vetoed one has lost its text: what is left is a fingerprint by which it is known when it would come back.
    """

    __tablename__ = "profile_statements"
    __table_args__ = (
        one_of("kind", "trait", "light", "shadow", "archetype", "theme", "core_wound"),
        one_of("status", "active", "corrected", "vetoed"),
        Index("ix_profile_statements_user", "user_id", "id"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(default="trait", server_default="trait")
    text: Mapped[str] = mapped_column(EncryptedText("profile_statements.text"))
    fingerprint: Mapped[bytes] = mapped_column(
        EncryptedBytes("profile_statements.fingerprint"),
        info=left_out("hashes of the statement's words, by which a vetoed one is known again"),
    )
    turn_ids: Mapped[list[uuid.UUID]] = mapped_column(
        ARRAY(Uuid()), default=list, server_default=sql("'{}'::uuid[]")
    )
    confidence: Mapped[float] = mapped_column(Float)
    status: Mapped[str] = mapped_column(default="active", server_default="active")
    since_version: Mapped[int] = mapped_column(Integer)
    until_version: Mapped[int | None] = mapped_column(Integer)
    created_at: Mapped[datetime.datetime]
    updated_at: Mapped[datetime.datetime]
