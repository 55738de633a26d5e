"""A person for the tests of conversations."""

import datetime
from typing import cast

from relove.core.actor import Language
from relove.core.ids import new_id
from relove.domains.people.schemas import Person


def anna(language: str = "ru") -> Person:
    """Anna, as the services see her."""
    return Person(
        id=new_id(),
        telegram_id=1,
        first_name="Анна",
        last_name=None,
        username="anna",
        language=cast(Language, language),
        timezone="Europe/Moscow",
        timezone_confirmed=False,
        country="RU",
        role="person",
        directness="direct",
        proactive_paused=False,
        quiet_from="22:00",
        quiet_to="08:00",
        care_active=False,
        care_since=None,
        care_reason=None,
        created_at=datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
    )
