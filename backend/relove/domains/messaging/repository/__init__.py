"""All SQL of what comes in and goes out."""

from relove.domains.messaging.repository.arrivals import Arrivals, Stored
from relove.domains.messaging.repository.chats import ChatRepository, LeaseRepository
from relove.domains.messaging.repository.dead_letters import DeadLetterRepository
from relove.domains.messaging.repository.desk import Desk
from relove.domains.messaging.repository.inbox import InboxRepository
from relove.domains.messaging.repository.outbox import OutboxRepository

__all__ = [
    "Arrivals",
    "ChatRepository",
    "DeadLetterRepository",
    "Desk",
    "InboxRepository",
    "LeaseRepository",
    "OutboxRepository",
    "Stored",
]
