"""Whether the country was chosen by the person, or guessed from their time zone"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A constant default rewrites no row. Until now only a person's own choice led away from the default country.
    op.add_column(
        "users", sa.Column("country_chosen", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.execute("UPDATE users SET country_chosen = true WHERE country <> 'RU'")


def downgrade() -> None:
    op.drop_column("users", "country_chosen")
