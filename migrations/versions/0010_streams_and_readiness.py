"""Streams, enrolments, readiness; what people did, with the stage"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def _of_person(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.create_table(
        "stream_enrolments",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default="active", nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("next_n", sa.SmallInteger(), nullable=False),
        sa.Column("next_at", _TIME, nullable=False),
        sa.Column("started_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('active', 'completed', 'left')", name=op.f("ck_stream_enrolments_state")
        ),
        sa.CheckConstraint("source IN ('bot', 'mini_app')", name=op.f("ck_stream_enrolments_source")),
        *_of_person("stream_enrolments"),
    )
    op.create_index(
        "uq_stream_enrolments_active",
        "stream_enrolments",
        ["user_id", "stream"],
        unique=True,
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_index("ix_stream_enrolments_user", "stream_enrolments", ["user_id", "id"], unique=False)
    op.create_index(
        "ix_stream_enrolments_due",
        "stream_enrolments",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "stream_exercises",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default="sent", nullable=False),
        sa.Column("sent_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('sent', 'done', 'skipped')", name=op.f("ck_stream_exercises_state")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["stream_enrolments.id"],
            name=op.f("fk_stream_exercises_enrolment_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("enrolment_id", "n", name=op.f("uq_stream_exercises_enrolment_id_n")),
        *_of_person("stream_exercises"),
    )
    op.create_index("ix_stream_exercises_user", "stream_exercises", ["user_id", "sent_at"], unique=False)
    op.create_table(
        "readiness_results",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("items", sa.LargeBinary(), nullable=False),
        sa.Column("made_of", sa.LargeBinary(), nullable=False),
        sa.Column("computed_at", _TIME, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("via IN ('model', 'rules')", name=op.f("ck_readiness_results_via")),
        *_of_person("readiness_results"),
    )
    op.create_index("ix_readiness_results_user", "readiness_results", ["user_id", "id"], unique=False)
    op.create_table(
        "readiness_contests",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        sa.Column("contested_at", _TIME, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("user_id", "stream", name=op.f("uq_readiness_contests_user_id_stream")),
        *_of_person("readiness_contests"),
    )
    op.create_table(
        "stream_visits",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("visits", sa.Integer(), server_default="1", nullable=False),
        sa.Column("first_at", _TIME, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.UniqueConstraint("user_id", "stream", name=op.f("uq_stream_visits_user_id_stream")),
        *_of_person("stream_visits"),
    )
    op.create_table(
        "stream_purchases",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(precision=12, scale=2), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("paid_at", _TIME, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("source IN ('shop', 'admin')", name=op.f("ck_stream_purchases_source")),
        sa.UniqueConstraint("source", "event_id", name=op.f("uq_stream_purchases_source_event_id")),
        *_of_person("stream_purchases"),
    )
    op.create_index("ix_stream_purchases_user", "stream_purchases", ["user_id", "paid_at"], unique=False)
    op.create_table(
        "user_interactions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('message', 'quick_reply', 'button', 'command', 'visit')",
            name=op.f("ck_user_interactions_kind"),
        ),
        *_of_person("user_interactions"),
    )
    op.create_index("ix_user_interactions_user_at", "user_interactions", ["user_id", "at"], unique=False)
    op.create_index("ix_user_interactions_at", "user_interactions", ["at"], unique=False)


def downgrade() -> None:
    for table in (
        "user_interactions",
        "stream_purchases",
        "stream_visits",
        "readiness_contests",
        "readiness_results",
        "stream_exercises",
        "stream_enrolments",
    ):
        op.drop_table(table)
