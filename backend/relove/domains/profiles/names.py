"""Names that who asks for a refresh and who does it agree on."""

from __future__ import annotations

REFRESH = "refresh_profile"
"""The event job: arguments are the person's id and the cause (`contact`, `session`)."""
ROTATE = "rotate_profiles"
REFRESH_PROMPT = "profile/refresh"
