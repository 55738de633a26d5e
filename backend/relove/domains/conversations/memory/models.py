"""What is remembered of a person: their words, from turns of theirs."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import Float, ForeignKey, Index, Uuid
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes, EncryptedText


class SessionInsight(Keyed, Base):
    """One remembered thing. After a veto the words are gone: what is left are fingerprints that keep it out."""

    __tablename__ = "session_insights"
    __table_args__ = (
        one_of("kind", "insight", "element", "pattern", "contradiction", "core_issue", "fact"),
        one_of("status", "active", "corrected", "vetoed"),
        one_of("via", "model", "rules"),
        # A stage's insight stands once; what evidences it anew is added to it.
        Index(
            "uq_session_insights_insight",
            "user_id",
            "key",
            unique=True,
            postgresql_where=sql("kind = 'insight' AND status <> 'vetoed'"),
        ),
        Index("ix_session_insights_user", "user_id", "id"),
        Index("ix_session_insights_session", "session_id"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("user_sessions.id", ondelete="CASCADE"))
    kind: Mapped[str]
    key: Mapped[str | None]
    stage: Mapped[str | None]
    text: Mapped[str | None] = mapped_column(EncryptedText("session_insights.text"))
    quote: Mapped[str | None] = mapped_column(EncryptedText("session_insights.quote"))
    turn_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid()))
    confidence: Mapped[float] = mapped_column(Float)
    status: Mapped[str] = mapped_column(default="active", server_default="active")
    via: Mapped[str]
    embedding: Mapped[bytes | None] = mapped_column(
        EncryptedBytes("session_insights.embedding"),
        info=left_out("numbers made out of the words beside them"),
    )
    marks: Mapped[bytes | None] = mapped_column(
        EncryptedBytes("session_insights.marks"),
        info=left_out("fingerprints that keep out what was taken out or corrected"),
    )
    # Of a contradiction: when it was named to the person. Once is enough.
    named_at: Mapped[datetime.datetime | None]
    created_at: Mapped[datetime.datetime]
    updated_at: Mapped[datetime.datetime]
