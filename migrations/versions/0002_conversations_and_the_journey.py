"""Conversations, the journey, and calls of models"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "journey_progress",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_journey_progress_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_progress")),
        sa.UniqueConstraint("user_id", "stage", name=op.f("uq_journey_progress_user_id_stage")),
    )
    op.create_index(
        "uq_journey_progress_open",
        "journey_progress",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "model_calls",
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("feature", sa.Text(), nullable=False),
        sa.Column("prompt_id", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("first_token_ms", sa.Integer(), nullable=False),
        sa.Column("latency_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("outcome IN ('ok', 'failed')", name=op.f("ck_model_calls_outcome")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_model_calls_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_calls")),
    )
    op.create_index(op.f("ix_model_calls_user_id"), "model_calls", ["user_id"], unique=False)
    op.create_table(
        "user_sessions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("state", sa.Text(), server_default="talking", nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("question_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("turn_count", sa.Integer(), server_default="0", nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_activity_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('active', 'completed', 'abandoned')", name=op.f("ck_user_sessions_status")
        ),
        sa.CheckConstraint(
            "type IN ('provocative', 'diagnostic', 'journey', 'chat')", name=op.f("ck_user_sessions_type")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_sessions")),
    )
    op.create_index(
        "ix_user_sessions_user_started", "user_sessions", ["user_id", "started_at", "id"], unique=False
    )
    op.create_index(
        "uq_user_sessions_one_active",
        "user_sessions",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "session_turns",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("question_id", sa.Text(), nullable=True),
        sa.Column("quick_replies", sa.LargeBinary(), nullable=True),
        sa.Column("stopped", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("inbox_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("role IN ('person', 'guide')", name=op.f("ck_session_turns_role")),
        sa.CheckConstraint(
            "source IN ('bot', 'mini_app', 'proactive')", name=op.f("ck_session_turns_source")
        ),
        sa.CheckConstraint("via IN ('model', 'template')", name=op.f("ck_session_turns_via")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["user_sessions.id"], name=op.f("fk_session_turns_session_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_session_turns_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_turns")),
        sa.UniqueConstraint("inbox_id", "role", name=op.f("uq_session_turns_inbox_id_role")),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_session_turns_session_id_number")),
    )
    op.create_index(
        "ix_session_turns_asked",
        "session_turns",
        ["user_id", "question_id"],
        unique=False,
        postgresql_where=sa.text("question_id IS NOT NULL"),
    )
    op.create_index("ix_session_turns_user", "session_turns", ["user_id", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_session_turns_user", table_name="session_turns")
    op.drop_index(
        "ix_session_turns_asked",
        table_name="session_turns",
        postgresql_where=sa.text("question_id IS NOT NULL"),
    )
    op.drop_table("session_turns")
    op.drop_index(
        "uq_user_sessions_one_active",
        table_name="user_sessions",
        postgresql_where=sa.text("status = 'active'"),
    )
    op.drop_index("ix_user_sessions_user_started", table_name="user_sessions")
    op.drop_table("user_sessions")
    op.drop_index(op.f("ix_model_calls_user_id"), table_name="model_calls")
    op.drop_table("model_calls")
    op.drop_index(
        "uq_journey_progress_open",
        table_name="journey_progress",
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.drop_table("journey_progress")
