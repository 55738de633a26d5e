"""On which stage of the path a person's turn was said"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Until now only the guide's turns told it. A person's line was said where the reply to it stands; without one where
    # the guide spoke last, or where the session stands.
    op.execute(
        """
        UPDATE session_turns AS said
        SET stage = coalesce(
            (
                SELECT guide.stage FROM session_turns AS guide
                WHERE guide.session_id = said.session_id AND guide.number > said.number
                    AND guide.role = 'guide' AND guide.stage IS NOT NULL
                ORDER BY guide.number LIMIT 1
            ),
            (
                SELECT guide.stage FROM session_turns AS guide
                WHERE guide.session_id = said.session_id AND guide.number < said.number
                    AND guide.role = 'guide' AND guide.stage IS NOT NULL
                ORDER BY guide.number DESC LIMIT 1
            ),
            (SELECT session.stage FROM user_sessions AS session WHERE session.id = said.session_id)
        )
        WHERE said.role = 'person' AND said.stage IS NULL
        """
    )


def downgrade() -> None:
    """Before this revision nothing reads the stage of a person's turn: it may stay."""
