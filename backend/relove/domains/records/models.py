"""Records of what the product did, without a person's words."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, one_of, person


class ModelCall(Keyed, Base):
    """One call of a language model: tokens, time and outcome."""

    __tablename__ = "model_calls"
    __table_args__ = (one_of("outcome", "ok", "failed"), person("user_id"))

    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    feature: Mapped[str]
    prompt_id: Mapped[str]
    model: Mapped[str]
    input_tokens: Mapped[int] = mapped_column(Integer)
    output_tokens: Mapped[int] = mapped_column(Integer)
    first_token_ms: Mapped[int] = mapped_column(Integer)
    latency_ms: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[str]
    reason: Mapped[str | None]
    created_at: Mapped[datetime.datetime]
