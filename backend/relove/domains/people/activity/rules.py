"""Pure rules about contacts."""

from __future__ import annotations

import datetime

KEPT = datetime.timedelta(days=90)
"""Older contacts move to the archive."""
KEPT_ENTRIES = 1000
"""Of one person: the excess moves too."""
PROFILE_MARKER = "profile_updated_at"
STARTED_MARKER = "started_at"
"""The first question answered."""
_FORM = "%Y-%m-%dT%H:%M:%SZ"


def as_marker(at: datetime.datetime) -> str:
    """A moment as markers hold it: such texts compare as the moments do."""
    return at.astimezone(datetime.UTC).strftime(_FORM)


def from_marker(value: object) -> datetime.datetime | None:
    """Back from as_marker; None for anything else."""
    try:
        return datetime.datetime.strptime(str(value), _FORM).replace(tzinfo=datetime.UTC) if value else None
    except ValueError:
        return None
