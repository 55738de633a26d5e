"""What a person is being asked about themselves"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_QUESTIONS = "pending_question IN ('called', 'hour', 'hour_gently', 'quiet_hours')"
_COLUMNS = ("pending_question", "pending_until", "address_asked_at", "timezone_asked_at")


def upgrade() -> None:
    # Empty columns without a default: no row is rewritten. Beside the person, for each update reads them anyway.
    op.add_column("users", sa.Column("pending_question", sa.Text(), nullable=True))
    for name in _COLUMNS[1:]:
        op.add_column("users", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_users_pending_question"), "users", _QUESTIONS)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_users_pending_question"), "users", type_="check")
    for name in reversed(_COLUMNS):
        op.drop_column("users", name)
