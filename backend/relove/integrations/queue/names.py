"""Names that the queue's two ends agree on."""

from __future__ import annotations

PROCESS_CHATS = "process_chats"
RUN_SCHEDULED = "run_scheduled"

WAITING_CHATS = "relove:waiting-chats"
"""The line of chats, in Redis."""

SCHEDULED = (
    "sweep",
    "rotate_profiles",
    "archive_activity",
    "make_partitions",
    "watch_model",
    "close_forgotten",
    "reflect_missed",
    "send_due",
)
"""Jobs of the schedule, which the sandbox can run by hand."""
