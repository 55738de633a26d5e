"""Tables of what came in and what goes out."""

from __future__ import annotations

import datetime
import uuid

from sqlalchemy import BigInteger, ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from relove.db.base import Base, Keyed, left_out, one_of, person
from relove.db.types import EncryptedBytes

FIRST_TOKEN = "floor(extract(epoch FROM clock_timestamp()) * 1000000)"
"""A lease's first token, as SQL. Larger than any before, also where the row went with an erasure: an old holder must
never pass for the new one."""
OUTBOX_STATES = ("pending", "sending", "sent", "retry_at", "blocked", "failed", "unknown")


class Chat(Base):
    """A Telegram chat that the bot has seen."""

    __tablename__ = "chats"
    __table_args__ = (person("user_id", chat="chat_id"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    blocked_at: Mapped[datetime.datetime | None]
    created_at: Mapped[datetime.datetime]


class InboxUpdate(Keyed, Base):
    """What came in, exactly once. `seq` is the order of arrival; the payload is emptied when done."""

    __tablename__ = "inbox_updates"
    __table_args__ = (
        one_of("source", "telegram", "mini_app"),
        one_of("state", "pending", "done", "dead"),
        UniqueConstraint("source", "source_key"),
        Index("ix_inbox_updates_pending", "chat_id", "seq", postgresql_where=text("state = 'pending'")),
        Index("ix_inbox_updates_user", "user_id", postgresql_where=text("user_id IS NOT NULL")),
        Index("ix_inbox_updates_chat", "chat_id"),
        person("user_id", chat="chat_id"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    source: Mapped[str]
    source_key: Mapped[str]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str]
    payload: Mapped[bytes | None] = mapped_column(EncryptedBytes("inbox_updates.payload"))
    state: Mapped[str] = mapped_column(server_default="pending")
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    deaths: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """How many holders of the chat died with this row in their hands."""
    last_error: Mapped[str | None]
    received_at: Mapped[datetime.datetime] = mapped_column(server_default=text("now()"))
    done_at: Mapped[datetime.datetime | None]


class OutboxMessage(Keyed, Base):
    """What goes out. Times here are real time: they steer sending. An ephemeral one leaves no row once it is sent."""

    __tablename__ = "outbox_messages"
    __table_args__ = (
        one_of("kind", "reply", "proactive", "broadcast"),
        one_of("state", *OUTBOX_STATES),
        Index(
            "ix_outbox_messages_open",
            "chat_id",
            "seq",
            postgresql_where=text("state IN ('pending', 'retry_at', 'sending')"),
        ),
        # By kind: a hundred thousand broadcasts hide no reply from the sweeper.
        Index(
            "ix_outbox_messages_due",
            "kind",
            "due_at",
            "seq",
            postgresql_where=text("state IN ('pending', 'retry_at')"),
        ),
        Index("ix_outbox_messages_sending", "chat_id", postgresql_where=text("state = 'sending'")),
        Index("ix_outbox_messages_user", "user_id"),
        Index("ix_outbox_messages_chat", "chat_id"),
        person("user_id", chat="chat_id"),
    )

    seq: Mapped[int] = mapped_column(BigInteger, Identity(always=True))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str]
    inbox_id: Mapped[uuid.UUID | None]
    turn_id: Mapped[uuid.UUID | None]
    payload: Mapped[bytes | None] = mapped_column(
        EncryptedBytes("outbox_messages.payload"),
        info=left_out("a copy of what is on its way to the chat, emptied when it is there"),
    )
    ephemeral: Mapped[bool] = mapped_column(server_default=text("false"))
    state: Mapped[str] = mapped_column(server_default="pending")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    due_at: Mapped[datetime.datetime] = mapped_column(server_default=text("now()"))
    sent_at: Mapped[datetime.datetime | None]
    telegram_message_id: Mapped[int | None] = mapped_column(BigInteger)
    reason: Mapped[str | None]
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=text("now()"))


class ChatLease(Base):
    """Who may work on a chat now. The token grows with each holder: an old holder's writes fail on it.

    No erasure deletes it, for the one that erases holds it; with the release it goes, where the chat is forgotten.
    """

    __tablename__ = "chat_leases"
    __table_args__ = (person(None),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    token: Mapped[int] = mapped_column(BigInteger)
    owner: Mapped[str]
    expires_at: Mapped[datetime.datetime]
    in_hand: Mapped[uuid.UUID | None]
    """The inbox row that the holder is handling."""


class DeadLetter(Keyed, Base):
    """An inbox row that could not be handled, kept to be looked at and replayed."""

    __tablename__ = "dead_letters"
    __table_args__ = (Index("ix_dead_letters_chat", "chat_id"), person("user_id", chat="chat_id"))

    inbox_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    source: Mapped[str]
    kind: Mapped[str]
    payload: Mapped[bytes | None] = mapped_column(EncryptedBytes("dead_letters.payload"))
    error: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(server_default=text("now()"))
