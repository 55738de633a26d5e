"""Profiles and the activity that they are drawn from; operations and how they ended"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('guided_work', 'profile', 'news')"
_KINDS_NOW = "kind IN ('guided_work', 'profile', 'news', 'bio', 'channel')"


def upgrade() -> None:
    _consents(_KINDS_NOW)
    op.create_table(
        "user_activity_logs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("timestamp", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("activity_type", sa.Text(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_activity_logs_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", "timestamp", name=op.f("pk_user_activity_logs")),
        postgresql_partition_by="RANGE (timestamp)",
    )
    op.create_index("ix_user_activity_logs_user_time", "user_activity_logs", ["user_id", "timestamp"])
    # What belongs to a month that nobody has made a partition for yet is kept here until the job makes it.
    op.execute("CREATE TABLE user_activity_logs_default PARTITION OF user_activity_logs DEFAULT")
    op.create_table(
        "user_activity_logs_archive",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("activity_type", sa.Text(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("timestamp", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_user_activity_logs_archive_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_activity_logs_archive")),
    )
    archive = "user_activity_logs_archive"
    op.create_index("ix_user_activity_logs_archive_user_time", archive, ["user_id", "timestamp"])
    op.create_index("ix_user_activity_logs_archive_time", archive, ["timestamp"])
    op.create_index("ix_user_activity_logs_archive_archived_at", archive, ["archived_at"])
    op.create_table(
        "operation_logs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "counts",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
        sa.CheckConstraint("outcome IN ('ok', 'partly', 'failed')", name=op.f("ck_operation_logs_outcome")),
        sa.PrimaryKeyConstraint("id", "started_at", name=op.f("pk_operation_logs")),
        postgresql_partition_by="RANGE (started_at)",
    )
    op.create_index("ix_operation_logs_name_started", "operation_logs", ["name", "started_at"])
    op.execute("CREATE TABLE operation_logs_default PARTITION OF operation_logs DEFAULT")
    op.create_table(
        "profiles",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column(
            "streams",
            postgresql.ARRAY(sa.Text()),
            server_default=sa.text("'{}'::text[]"),
            nullable=False,
        ),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_profiles_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_profiles")),
    )
    op.create_index("ix_profiles_streams", "profiles", ["streams"], postgresql_using="gin")
    op.create_table(
        "profile_versions",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("via", sa.Text(), nullable=False),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_profile_versions_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_versions")),
        sa.UniqueConstraint("user_id", "version", name=op.f("uq_profile_versions_user_id_version")),
    )
    op.create_table(
        "profile_statements",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="trait", nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column(
            "turn_ids",
            postgresql.ARRAY(sa.Uuid()),
            server_default=sa.text("'{}'::uuid[]"),
            nullable=False,
        ),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.Text(), server_default="active", nullable=False),
        sa.Column("since_version", sa.Integer(), nullable=False),
        sa.Column("until_version", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('trait', 'light', 'shadow', 'archetype', 'theme', 'core_wound')",
            name=op.f("ck_profile_statements_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('active', 'corrected', 'vetoed')", name=op.f("ck_profile_statements_status")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_profile_statements_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_statements")),
    )
    op.create_index("ix_profile_statements_user", "profile_statements", ["user_id", "id"])


def downgrade() -> None:
    op.drop_table("profile_statements")
    op.drop_table("profile_versions")
    op.drop_table("profiles")
    op.drop_table("operation_logs")
    op.drop_table("user_activity_logs_archive")
    op.drop_table("user_activity_logs")
    op.execute("DELETE FROM user_consents WHERE kind IN ('bio', 'channel')")
    _consents(_KINDS)


def _consents(kinds: str) -> None:
    """Another list of kinds; what is there is looked through without holding the table."""
    name = op.f("ck_user_consents_kind")
    op.drop_constraint(name, "user_consents", type_="check")
    op.execute(f"ALTER TABLE user_consents ADD CONSTRAINT {name} CHECK ({kinds}) NOT VALID")
    op.execute(f"ALTER TABLE user_consents VALIDATE CONSTRAINT {name}")
