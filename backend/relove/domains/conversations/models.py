"""Tables of sessions and turns."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes, EncryptedText


class Session(Keyed, Base):
    """One conversation; a person has at most one that is active."""

    __tablename__ = "user_sessions"
    __table_args__ = (
        one_of("type", "provocative", "diagnostic", "journey", "chat"),
        one_of("status", "active", "completed", "abandoned"),
        Index(
            "uq_user_sessions_one_active", "user_id", unique=True, postgresql_where=sql("status = 'active'")
        ),
        Index("ix_user_sessions_user_started", "user_id", "started_at", "id"),
        Index("ix_user_sessions_active_since", "last_activity_at", postgresql_where=sql("status = 'active'")),
        Index("ix_user_sessions_unseen", "user_id", postgresql_where=sql("summary_unseen")),
        Index("ix_user_sessions_portrait_due", "completed_at", postgresql_where=sql("portrait_due")),
        Index(
            "ix_user_sessions_unreflected",
            "last_activity_at",
            postgresql_where=sql("reflected_number < turn_count"),
        ),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    type: Mapped[str]
    status: Mapped[str] = mapped_column(default="active", server_default="active")
    state: Mapped[str] = mapped_column(default="talking", server_default="talking")
    stage: Mapped[str]
    question_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    turn_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    person_count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    last_error: Mapped[str | None]
    summary: Mapped[str | None] = mapped_column(EncryptedText("user_sessions.summary"))
    started_at: Mapped[datetime.datetime]
    last_activity_at: Mapped[datetime.datetime]
    completed_at: Mapped[datetime.datetime | None]
    # Closed by itself: the summary waits for the person to come back.
    summary_unseen: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    # Closed, and the portrait of the path is not drawn from it yet.
    portrait_due: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    # What the reflection has looked at, and what it made of the older part of a long session.
    reflected_number: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    rolling_summary: Mapped[str | None] = mapped_column(EncryptedText("user_sessions.rolling_summary"))
    rolled_upto: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    reflecting: Mapped[uuid.UUID | None] = mapped_column(info=left_out("the token of a job that is running"))
    reflecting_until: Mapped[datetime.datetime | None] = mapped_column(
        info=left_out("until when a running job holds the session")
    )


class Turn(Keyed, Base):
    """What one side said. A person's turn and its reply are unique per inbox row: a second run changes nothing.

    Lines that were answered together name the same `reply_id`; the reply itself is of the first one's row.
    `stage`: of the path, where the session stood then. `question`: what the guide asked in it. `seen`: what a picture
    showed, in a model's words. `by_human`: somebody of the team wrote it.
    """

    __tablename__ = "session_turns"
    __table_args__ = (
        one_of("role", "person", "guide"),
        one_of("source", "bot", "mini_app", "proactive"),
        one_of("via", "model", "template"),
        UniqueConstraint("session_id", "number"),
        UniqueConstraint("inbox_id", "role"),
        Index(
            "ix_session_turns_asked",
            "user_id",
            "question_id",
            postgresql_where=sql("question_id IS NOT NULL"),
        ),
        Index("ix_session_turns_user", "user_id", "id"),
        Index("ix_session_turns_questions", "user_id", "id", postgresql_where=sql("question IS NOT NULL")),
        person("user_id"),
    )

    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_sessions.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    role: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText("session_turns.text"))
    source: Mapped[str]
    via: Mapped[str | None]
    stage: Mapped[str | None]
    question_id: Mapped[str | None]
    quick_replies: Mapped[bytes | None] = mapped_column(EncryptedBytes("session_turns.quick_replies"))
    stopped: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    # Said in a care pause: nothing is ever drawn from it.
    in_care: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    inbox_id: Mapped[uuid.UUID | None]
    reply_id: Mapped[uuid.UUID | None]
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    question: Mapped[str | None] = mapped_column(EncryptedText("session_turns.question"))
    seen: Mapped[str | None] = mapped_column(EncryptedText("session_turns.seen"))
    by_human: Mapped[bool] = mapped_column(default=False, server_default=sql("false"))
    created_at: Mapped[datetime.datetime]


class Handover(Keyed, Base):
    """A person asked for a human: from then until the end the guide is silent. One is open at a time."""

    __tablename__ = "handovers"
    __table_args__ = (
        Index("uq_handovers_open", "user_id", unique=True, postgresql_where=sql("ended_at IS NULL")),
        Index("ix_handovers_user_asked", "user_id", "asked_at"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("user_sessions.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime.datetime]
    answered_at: Mapped[datetime.datetime | None]
    ended_at: Mapped[datetime.datetime | None]
    acknowledged_by: Mapped[uuid.UUID | None]
    """The guide's turn that all that is said meanwhile is linked to."""
    operator_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), info=left_out("who of the team answered")
    )
