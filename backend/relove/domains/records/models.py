"""Records of what the product did, without a person's words."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ForeignKey, Index, Integer, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from relove.core.ids import new_id
from relove.db.base import Base, Keyed, left_out, one_of, person


class ModelCall(Keyed, Base):
    """One call of a language model: tokens, cost, time and outcome. No text of it is kept."""

    __tablename__ = "model_calls"
    __table_args__ = (
        one_of("outcome", "ok", "failed", "stopped"),
        one_of("kind", "reply", "decide", "embed", "transcribe", "read_image"),
        Index(None, "user_id", "created_at"),
        Index(None, "created_at"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(server_default=text("'reply'"))
    feature: Mapped[str]
    prompt_id: Mapped[str]
    prompt_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    provider: Mapped[str] = mapped_column(server_default=text("''"))
    model: Mapped[str]
    input_tokens: Mapped[int] = mapped_column(Integer)
    output_tokens: Mapped[int] = mapped_column(Integer)
    cost_micros: Mapped[int] = mapped_column(server_default=text("0"))
    first_token_ms: Mapped[int] = mapped_column(Integer)
    latency_ms: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    cached: Mapped[bool] = mapped_column(server_default=text("false"))
    created_at: Mapped[datetime.datetime]


class AdminAudit(Keyed, Base):
    """One act of somebody with a role, on somebody: codes only. It outlives both, and names neither then."""

    __tablename__ = "admin_audit"
    __table_args__ = (
        one_of("step", "asked", "done", "declined", "refused"),
        person("subject_id", blanked=True),
    )

    actor_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"),
        index=True,
        info=left_out("which person of the team it was; the owner of this product knows"),
    )
    subject_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    act: Mapped[str]
    step: Mapped[str]
    details: Mapped[dict[str, str]] = mapped_column(JSONB, default=dict, server_default=text("'{}'::jsonb"))
    created_at: Mapped[datetime.datetime]


class KeyHolder(Base):
    """Which encryption keys a running process holds: it says so again and again. Times here are real."""

    __tablename__ = "key_holders"
    __table_args__ = (person(None),)

    process: Mapped[str] = mapped_column(primary_key=True)
    key_ids: Mapped[list[str]] = mapped_column(ARRAY(Text()))
    seen_at: Mapped[datetime.datetime] = mapped_column(server_default=text("now()"))


class OperationLog(Base):
    """One run of an operation, such as a job of the schedule: how it ended, and its counts. No word of anybody's."""

    __tablename__ = "operation_logs"
    __table_args__ = (
        one_of("outcome", "ok", "partly", "failed"),
        Index("ix_operation_logs_name_started", "name", "started_at"),
        {"postgresql_partition_by": "RANGE (started_at)", **person(None)},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    started_at: Mapped[datetime.datetime] = mapped_column(primary_key=True)
    finished_at: Mapped[datetime.datetime]
    name: Mapped[str]
    outcome: Mapped[str]
    reason: Mapped[str | None]
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict, server_default=text("'{}'::jsonb"))


class UserInteraction(Keyed, Base):
    """Something that a person did, and at which stage. Talk has the id of its inbox row; `code` names a button."""

    __tablename__ = "user_interactions"
    __table_args__ = (
        one_of("kind", "message", "quick_reply", "button", "command", "visit"),
        Index("ix_user_interactions_user_at", "user_id", "at"),
        Index("ix_user_interactions_at", "at"),
        person("user_id"),
    )

    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    session_id: Mapped[uuid.UUID | None]
    stage: Mapped[str | None]
    kind: Mapped[str]
    code: Mapped[str | None]
    at: Mapped[datetime.datetime]
