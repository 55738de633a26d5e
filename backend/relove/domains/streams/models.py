"""Tables of streams: who takes part, how far they got, what they are ready for, what they bought.

The streams themselves are content: a row names one by its slug.
"""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Integer, Numeric, SmallInteger, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes, EncryptedText


class Enrolment(Keyed, Base):
    """A person takes part in a stream; in each at most once at a time.

    `next_n` and `next_at`: the exercise that comes next, and when. After the last one, when the stream ends by itself.
    """

    __tablename__ = "stream_enrolments"
    __table_args__ = (
        one_of("state", "active", "completed", "left"),
        one_of("source", "bot", "mini_app"),
        Index(
            "uq_stream_enrolments_active",
            "user_id",
            "stream",
            unique=True,
            postgresql_where=sql("state = 'active'"),
        ),
        Index("ix_stream_enrolments_user", "user_id", "id"),
        Index("ix_stream_enrolments_due", "next_at", postgresql_where=sql("state = 'active'")),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stream: Mapped[str]
    state: Mapped[str] = mapped_column(default="active", server_default="active")
    source: Mapped[str]
    next_n: Mapped[int] = mapped_column(SmallInteger)
    next_at: Mapped[datetime.datetime]
    started_at: Mapped[datetime.datetime]
    finished_at: Mapped[datetime.datetime | None]


class EnrolmentExercise(Keyed, Base):
    """An exercise that was given to somebody, and what they made of it."""

    __tablename__ = "stream_exercises"
    __table_args__ = (
        one_of("state", "sent", "done", "skipped"),
        UniqueConstraint("enrolment_id", "n"),
        Index("ix_stream_exercises_user", "user_id", "sent_at"),
        person("user_id"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stream_enrolments.id", ondelete="CASCADE"))
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    n: Mapped[int] = mapped_column(SmallInteger)
    state: Mapped[str] = mapped_column(default="sent", server_default="sent")
    sent_at: Mapped[datetime.datetime]
    closed_at: Mapped[datetime.datetime | None]


class ReadinessResult(Keyed, Base):
    """What a person was found ready for at one time: scores, and reasons in their own words."""

    __tablename__ = "readiness_results"
    __table_args__ = (
        one_of("via", "model", "rules"),
        Index("ix_readiness_results_user", "user_id", "id"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    via: Mapped[str]
    items: Mapped[bytes] = mapped_column(EncryptedBytes("readiness_results.items"))
    # Of what it was made: asked again over the same, the answer is the same.
    made_of: Mapped[bytes] = mapped_column(info=left_out("a checksum of what the result was made of"))
    computed_at: Mapped[datetime.datetime]


class ReadinessContest(Keyed, Base):
    """The person does not agree with what they were found ready for."""

    __tablename__ = "readiness_contests"
    __table_args__ = (UniqueConstraint("user_id", "stream"), person("user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stream: Mapped[str]
    text: Mapped[str | None] = mapped_column(EncryptedText("readiness_contests.text"))
    contested_at: Mapped[datetime.datetime]


class StreamVisit(Keyed, Base):
    """A person went to a stream's page on the platform: the first time, and how often."""

    __tablename__ = "stream_visits"
    __table_args__ = (UniqueConstraint("user_id", "stream"), person("user_id"))

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stream: Mapped[str]
    visits: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    first_at: Mapped[datetime.datetime]
    last_at: Mapped[datetime.datetime]


class StreamPurchase(Keyed, Base):
    """A stream was paid for. `event_id` is the shop's: told twice, it is noted once."""

    __tablename__ = "stream_purchases"
    __table_args__ = (
        one_of("source", "shop", "admin"),
        UniqueConstraint("source", "event_id"),
        Index("ix_stream_purchases_user", "user_id", "paid_at"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    stream: Mapped[str]
    source: Mapped[str]
    event_id: Mapped[str]
    amount: Mapped[Decimal] = mapped_column(Numeric(12, 2))
    currency: Mapped[str]
    paid_at: Mapped[datetime.datetime]
    created_at: Mapped[datetime.datetime]
