"""When exercises come: by the stream's days and the person's own clock, never in quiet hours. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from relove.domains.content.streams import Exercise
from relove.domains.people.schemas import Person

A_DAY = 2
"""So many exercises come by themselves within one day of the person's, whatever they take part in."""
LEFT_OPEN = datetime.timedelta(days=14)
"""After the last exercise a stream ends by itself."""
HOLD = datetime.timedelta(minutes=30)
"""Where nothing may be sent now, it is looked at again then."""
_EARLIEST, _LATEST = datetime.time(8), datetime.time(22)


def next_due(
    exercises: Sequence[Exercise], sent_n: int, sent_at: datetime.datetime, person: Person
) -> datetime.datetime:
    """When the exercise after that one comes; after the last one, when the stream ends by itself.

    Days count from when the one before was really given: who was away gets no heap.
    """
    if sent_n >= len(exercises):
        return sent_at + LEFT_OPEN
    last, following = exercises[sent_n - 1], exercises[sent_n]
    zone = ZoneInfo(person.timezone)
    day = sent_at.astimezone(zone).date() + datetime.timedelta(days=following.day - last.day)
    due = datetime.datetime.combine(day, datetime.time.fromisoformat(following.at), zone)
    return out_of_quiet(due.astimezone(datetime.UTC), person)


def out_of_quiet(moment: datetime.datetime, person: Person) -> datetime.datetime:
    """That moment, or the first one after it at which the person may be written to unasked.

    A person who is never to be disturbed is looked at again a day later.
    """
    zone = ZoneInfo(person.timezone)
    spans = [
        (_LATEST, _EARLIEST),
        (datetime.time.fromisoformat(person.quiet_from), datetime.time.fromisoformat(person.quiet_to)),
    ]
    found = moment
    for _ in range(len(spans) * 2):
        ends = [end for start, end in spans if _within(found.astimezone(zone).time(), start, end)]
        if not ends:
            return found
        found = _next(found, ends[0], zone)
    return moment + datetime.timedelta(days=1)


def _within(time: datetime.time, start: datetime.time, end: datetime.time) -> bool:
    if start <= end:
        return start <= time < end
    return time >= start or time < end


def _next(moment: datetime.datetime, time: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """The next moment at which a clock in that zone shows that time."""
    here = moment.astimezone(zone)
    found = datetime.datetime.combine(here.date(), time, zone)
    if found.astimezone(datetime.UTC) <= moment:
        found = datetime.datetime.combine(here.date() + datetime.timedelta(days=1), time, zone)
    return found.astimezone(datetime.UTC)


def day_begun(moment: datetime.datetime, person: Person) -> datetime.datetime:
    """Midnight before that moment, where the person is."""
    zone = ZoneInfo(person.timezone)
    return datetime.datetime.combine(moment.astimezone(zone).date(), datetime.time(), zone).astimezone(
        datetime.UTC
    )


def next_morning(moment: datetime.datetime, at: str, person: Person) -> datetime.datetime:
    """Tomorrow at that time, where the person is."""
    zone = ZoneInfo(person.timezone)
    day = moment.astimezone(zone).date() + datetime.timedelta(days=1)
    due = datetime.datetime.combine(day, datetime.time.fromisoformat(at), zone)
    return out_of_quiet(due.astimezone(datetime.UTC), person)
