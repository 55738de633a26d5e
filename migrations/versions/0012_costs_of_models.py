"""What calls of models cost"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('reply', 'decide', 'embed', 'transcribe', 'read_image')"
_OUTCOMES = "outcome IN ('ok', 'failed', 'stopped')"
_FORMER_OUTCOMES = "outcome IN ('ok', 'failed')"


def upgrade() -> None:
    # A default that is a constant rewrites no row.
    for column in (
        sa.Column("kind", sa.Text(), server_default=sa.text("'reply'"), nullable=False),
        sa.Column("prompt_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("provider", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("cost_micros", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("cached", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    ):
        op.add_column("model_calls", column)
    op.create_check_constraint(op.f("ck_model_calls_kind"), "model_calls", _KINDS)
    op.drop_constraint(op.f("ck_model_calls_outcome"), "model_calls", type_="check")
    op.create_check_constraint(op.f("ck_model_calls_outcome"), "model_calls", _OUTCOMES)
    op.create_index(op.f("ix_model_calls_created_at"), "model_calls", ["created_at"], unique=False)
    op.create_index(
        op.f("ix_model_calls_user_id_created_at"), "model_calls", ["user_id", "created_at"], unique=False
    )
    op.drop_index(op.f("ix_model_calls_user_id"), table_name="model_calls")


def downgrade() -> None:
    op.create_index(op.f("ix_model_calls_user_id"), "model_calls", ["user_id"], unique=False)
    op.drop_index(op.f("ix_model_calls_user_id_created_at"), table_name="model_calls")
    op.drop_index(op.f("ix_model_calls_created_at"), table_name="model_calls")
    op.drop_constraint(op.f("ck_model_calls_outcome"), "model_calls", type_="check")
    op.execute("UPDATE model_calls SET outcome = 'ok' WHERE outcome = 'stopped'")
    op.create_check_constraint(op.f("ck_model_calls_outcome"), "model_calls", _FORMER_OUTCOMES)
    op.drop_constraint(op.f("ck_model_calls_kind"), "model_calls", type_="check")
    for name in ("cached", "cost_micros", "provider", "prompt_version", "kind"):
        op.drop_column("model_calls", name)
