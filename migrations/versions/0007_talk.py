"""What a conversation keeps of itself"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("called", sa.Text(), nullable=True))
    op.add_column("users", sa.Column("gender", sa.Text(), nullable=True))
    op.add_column("users", sa.Column("gender_confidence", sa.SmallInteger(), nullable=True))
    op.add_column("users", sa.Column("formality", sa.Text(), server_default="vy", nullable=False))
    op.add_column(
        "users", sa.Column("may_work", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("users", sa.Column("ai_told_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_users_gender"), "users", "gender IN ('female', 'male')")
    op.create_check_constraint(op.f("ck_users_formality"), "users", "formality IN ('ty', 'vy')")
    # Whoever agreed to both kinds of the guided work, by the newest decision on each.
    op.execute(
        """
        UPDATE users SET may_work = true WHERE (
            SELECT count(*) FROM (
                SELECT DISTINCT ON (kind) granted FROM user_consents
                WHERE user_consents.user_id = users.id AND kind IN ('guided_work', 'profile')
                ORDER BY kind, decided_at DESC, id DESC
            ) AS standing WHERE granted
        ) = 2
        """
    )
    op.add_column(
        "user_sessions", sa.Column("person_count", sa.Integer(), server_default="0", nullable=False)
    )
    op.execute(
        """
        UPDATE user_sessions SET person_count = (
            SELECT count(*) FROM session_turns
            WHERE session_turns.session_id = user_sessions.id AND session_turns.role = 'person'
        )
        """
    )
    op.add_column("session_turns", sa.Column("reply_id", sa.Uuid(), nullable=True))
    op.add_column("session_turns", sa.Column("message_id", sa.BigInteger(), nullable=True))
    op.add_column("session_turns", sa.Column("question", sa.LargeBinary(), nullable=True))
    op.add_column("session_turns", sa.Column("seen", sa.LargeBinary(), nullable=True))
    op.add_column(
        "session_turns", sa.Column("by_human", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.execute(
        """
        UPDATE session_turns SET reply_id = reply.id FROM session_turns AS reply
        WHERE session_turns.role = 'person' AND reply.role = 'guide' AND reply.inbox_id = session_turns.inbox_id
        """
    )
    op.create_index(
        "ix_session_turns_questions",
        "session_turns",
        ["user_id", "id"],
        unique=False,
        postgresql_where=sa.text("question IS NOT NULL"),
    )
    op.create_table(
        "handovers",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("operator_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["users.id"], name=op.f("fk_handovers_operator_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["user_sessions.id"], name=op.f("fk_handovers_session_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_handovers_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(
        "uq_handovers_open",
        "handovers",
        ["user_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index("ix_handovers_user_asked", "handovers", ["user_id", "asked_at"], unique=False)

    sessions_of_their_kinds()


def sessions_of_their_kinds() -> None:
    """Results of diagnostics, positions in the stages of a journey, and what is due after a session."""
    op.add_column(
        "user_sessions",
        sa.Column("summary_unseen", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "user_sessions",
        sa.Column("portrait_due", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_index(
        "ix_user_sessions_unseen",
        "user_sessions",
        ["user_id"],
        unique=False,
        postgresql_where=sa.text("summary_unseen"),
    )
    op.create_index(
        "ix_user_sessions_portrait_due",
        "user_sessions",
        ["completed_at"],
        unique=False,
        postgresql_where=sa.text("portrait_due"),
    )
    op.create_index(
        "ix_user_sessions_active_since",
        "user_sessions",
        ["last_activity_at"],
        unique=False,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "diagnostic_results",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("patterns", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("core_issue", sa.LargeBinary(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("quotes", sa.LargeBinary(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), server_default="shown", nullable=False),
        sa.Column("correction", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('shown', 'confirmed', 'contested')", name=op.f("ck_diagnostic_results_status")
        ),
        sa.CheckConstraint("via IN ('model', 'template')", name=op.f("ck_diagnostic_results_via")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["user_sessions.id"],
            name=op.f("fk_diagnostic_results_session_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_diagnostic_results_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_diagnostic_results")),
    )
    op.create_index("ix_diagnostic_results_session", "diagnostic_results", ["session_id", "id"], unique=False)
    op.create_index("ix_diagnostic_results_user", "diagnostic_results", ["user_id", "id"], unique=False)
    op.create_table(
        "journey_steps",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("questions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("step IN ('questions', 'confirming', 'done')", name=op.f("ck_journey_steps_step")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_journey_steps_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journey_steps")),
        sa.UniqueConstraint("user_id", "stage", name=op.f("uq_journey_steps_user_id_stage")),
    )


def downgrade() -> None:
    op.drop_table("journey_steps")
    op.drop_table("diagnostic_results")
    for index in ("active_since", "portrait_due", "unseen"):
        op.drop_index(f"ix_user_sessions_{index}", table_name="user_sessions")
    for column in ("portrait_due", "summary_unseen"):
        op.drop_column("user_sessions", column)
    op.drop_table("handovers")
    op.drop_index("ix_session_turns_questions", table_name="session_turns")
    for column in ("by_human", "seen", "question", "message_id", "reply_id"):
        op.drop_column("session_turns", column)
    op.drop_column("user_sessions", "person_count")
    op.drop_constraint(op.f("ck_users_formality"), "users")
    op.drop_constraint(op.f("ck_users_gender"), "users")
    for column in ("ai_told_at", "may_work", "formality", "gender_confidence", "gender", "called"):
        op.drop_column("users", column)
