"""What is remembered of a person, with its sources; changes of stage"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "session_insights",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("quote", sa.LargeBinary(), nullable=True),
        sa.Column("turn_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("embedding", sa.LargeBinary(), nullable=True),
        sa.Column("marks", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('insight', 'element', 'pattern', 'contradiction', 'core_issue', 'fact')",
            name=op.f("ck_session_insights_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('active', 'corrected', 'vetoed')", name=op.f("ck_session_insights_status")
        ),
        sa.CheckConstraint("via IN ('model', 'rules')", name=op.f("ck_session_insights_via")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["user_sessions.id"],
            name=op.f("fk_session_insights_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_session_insights_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_insights")),
    )
    op.create_index("ix_session_insights_session", "session_insights", ["session_id"], unique=False)
    op.create_index("ix_session_insights_user", "session_insights", ["user_id", "id"], unique=False)
    op.create_index(
        "uq_session_insights_insight",
        "session_insights",
        ["user_id", "key"],
        unique=True,
        postgresql_where=sa.text("kind = 'insight' AND status <> 'vetoed'"),
    )
    op.create_table(
        "stage_transitions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("from_stage", sa.Text(), nullable=True),
        sa.Column("to_stage", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("turn_ids", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "cause IN ('begin', 'assessment', 'diagnostic', 'journey', 'person', 'admin')",
            name=op.f("ck_stage_transitions_cause"),
        ),
        sa.CheckConstraint("via IN ('model', 'rules', 'person')", name=op.f("ck_stage_transitions_via")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_stage_transitions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_transitions")),
    )
    op.create_index("ix_stage_transitions_user", "stage_transitions", ["user_id", "id"], unique=False)
    op.add_column("journey_progress", sa.Column("resumed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "journey_progress", sa.Column("seconds_before", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "user_sessions", sa.Column("reflected_number", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("user_sessions", sa.Column("rolling_summary", sa.LargeBinary(), nullable=True))
    op.add_column("user_sessions", sa.Column("rolled_upto", sa.Integer(), server_default="0", nullable=False))
    op.add_column("user_sessions", sa.Column("reflecting", sa.Uuid(), nullable=True))
    op.add_column("user_sessions", sa.Column("reflecting_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_user_sessions_unreflected",
        "user_sessions",
        ["last_activity_at"],
        unique=False,
        postgresql_where=sa.text("reflected_number < turn_count"),
    )
    op.add_column(
        "session_turns", sa.Column("in_care", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("session_turns", "in_care")
    op.drop_index(
        "ix_user_sessions_unreflected",
        table_name="user_sessions",
        postgresql_where=sa.text("reflected_number < turn_count"),
    )
    op.drop_column("user_sessions", "reflecting_until")
    op.drop_column("user_sessions", "reflecting")
    op.drop_column("user_sessions", "rolled_upto")
    op.drop_column("user_sessions", "rolling_summary")
    op.drop_column("user_sessions", "reflected_number")
    op.drop_column("journey_progress", "seconds_before")
    op.drop_column("journey_progress", "resumed_at")
    op.drop_index("ix_stage_transitions_user", table_name="stage_transitions")
    op.drop_table("stage_transitions")
    op.drop_index(
        "uq_session_insights_insight",
        table_name="session_insights",
        postgresql_where=sa.text("kind = 'insight' AND status <> 'vetoed'"),
    )
    op.drop_index("ix_session_insights_user", table_name="session_insights")
    op.drop_index("ix_session_insights_session", table_name="session_insights")
    op.drop_table("session_insights")
