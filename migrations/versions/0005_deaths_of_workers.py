"""Which row is in a holder's hands, and how many holders died with it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("chat_leases", sa.Column("in_hand", sa.Uuid(), nullable=True))
    op.add_column("inbox_updates", sa.Column("deaths", sa.SmallInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("inbox_updates", "deaths")
    op.drop_column("chat_leases", "in_hand")
