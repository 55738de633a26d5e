"""In a continuing use a person is told at the beginning, and every three hours at the latest, that an AI writes."""

from __future__ import annotations

import datetime

import msgspec

from relove.core.ports import Translator
from relove.domains.conversations.schemas import Reply
from relove.domains.people.schemas import Person

AI_NOTICE_EVERY = datetime.timedelta(hours=3)


def is_due(person: Person, now: datetime.datetime) -> bool:
    """Is it time to say so again?

    A session that begins is no telling: nothing but the words themselves counts. Who was never told since they came
    has read it with the consent, which cannot be older than the person is.
    """
    return now - (person.ai_told_at or person.created_at) >= AI_NOTICE_EVERY


def with_notice(reply: Reply, person: Person, translator: Translator) -> Reply:
    """The reply with the notice under it."""
    notice = translator.text(person.voice, "ai-notice")
    return msgspec.structs.replace(reply, text=f"{reply.text}\n\n{notice}")
