"""The outbox by kind: a hundred thousand broadcasts hide no reply"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OPEN = "state IN ('pending', 'retry_at', 'sending')"
_WAITING = "state IN ('pending', 'retry_at')"
_SENDING = "state = 'sending'"


def upgrade() -> None:
    op.drop_index("ix_outbox_messages_due", table_name="outbox_messages", postgresql_where=sa.text(_OPEN))
    op.create_index(
        "ix_outbox_messages_due",
        "outbox_messages",
        ["kind", "due_at", "seq"],
        unique=False,
        postgresql_where=sa.text(_WAITING),
    )
    op.create_index(
        "ix_outbox_messages_sending",
        "outbox_messages",
        ["chat_id"],
        unique=False,
        postgresql_where=sa.text(_SENDING),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_outbox_messages_sending", table_name="outbox_messages", postgresql_where=sa.text(_SENDING)
    )
    op.drop_index("ix_outbox_messages_due", table_name="outbox_messages", postgresql_where=sa.text(_WAITING))
    op.create_index(
        "ix_outbox_messages_due",
        "outbox_messages",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text(_OPEN),
    )
