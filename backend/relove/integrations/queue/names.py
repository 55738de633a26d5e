"""Names that the queue's two ends agree on."""

from __future__ import annotations

PROCESS_CHAT = "process_chat"
RUN_SCHEDULED = "run_scheduled"

SCHEDULED = ("sweep",)
"""Jobs of the schedule, which the sandbox can run by hand."""
