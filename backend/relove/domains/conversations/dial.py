"""How sharp a reply may be: the stage sets the level, the person its ceiling, and care ends every challenge."""

from __future__ import annotations

import msgspec

from relove.domains.content.schemas import Level
from relove.domains.conversations.schemas import SessionType
from relove.domains.people.schemas import Directness, Person

_SHARPNESS: dict[Level, int] = {"soft": 0, "medium": 1, "hard": 2}
_CEILING: dict[Directness, Level] = {"soft": "soft", "direct": "medium", "hard": "hard"}
_DIAL: dict[Level, Directness] = {"soft": "soft", "medium": "direct", "hard": "hard"}

_ROUND, _PROVOCATIVE_ROUND = 3, 5


class Manner(msgspec.Struct, frozen=True):
    """How one written reply speaks. `challenge`: how sharp the challenge in it is; None for none.

    `echo`: the person's own words stand in it, where they can be quoted. `gentle`: no question that is a challenge in
    itself.
    """

    challenge: Level | None = None
    echo: bool = False
    gentle: bool = False


def effective_level(stage_level: Level, person: Person) -> Level:
    """The stage's level under the person's ceiling; soft in a care pause."""
    if person.care_active:
        return "soft"
    return min(stage_level, _CEILING[person.directness], key=_SHARPNESS.__getitem__)


def dial_in(kind: SessionType, stage_level: Level, person: Person) -> Directness:
    """What a model is told of the dial: the lower of the stage's and the person's own.

    Who asked for provocation, and not for softness, is told `direct` at least: at a soft stage challenges are light,
    but there are some.
    """
    level = effective_level(stage_level, person)
    if level == "soft" and challenge_in(kind, stage_level, person) is not None:
        return "direct"
    return _DIAL[level]


def challenge_in(kind: SessionType, stage_level: Level, person: Person) -> Level | None:
    """How sharp the challenges of a session are; None where it has none.

    Provocation is asked for: by a session's type, and by a dial that is not at soft. At a soft stage a provocative
    session still challenges, lightly, for it must never turn into comforting.
    """
    if person.care_active or person.directness == "soft":
        return None
    level = effective_level(stage_level, person)
    if kind == "provocative":
        return level
    return level if kind == "journey" and level != "soft" else None


def names_in(kind: SessionType, stage_level: Level, person: Person) -> bool:
    """May a written reply name a contradiction? It is a gentle challenge; a journey keeps to its own questions."""
    if person.care_active or person.directness == "soft" or kind == "journey":
        return False
    return kind == "provocative" or effective_level(stage_level, person) != "soft"


def manner_in(kind: SessionType, stage_level: Level, person: Person, turn: int) -> Manner:
    """How the written reply number `turn` of a session speaks."""
    gentle = person.care_active or person.directness == "soft"
    level = challenge_in(kind, stage_level, person)
    if level is None:
        return Manner(echo=turn % _ROUND == _ROUND - 1, gentle=gentle)
    if kind == "provocative":
        # Of five replies four challenge, one of them by the person's own words; the fifth gives the words back.
        place = turn % _PROVOCATIVE_ROUND
        last = _PROVOCATIVE_ROUND - 1
        return Manner(None if place == last else level, echo=place in (2, last))
    place = turn % _ROUND
    return Manner(level if place == 1 else None, echo=place == _ROUND - 1)
