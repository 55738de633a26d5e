"""Pure rules about people."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo, available_timezones

from relove.core.actor import LANGUAGES, Language, Role
from relove.core.errors import ReloveError

CONSENT_VERSION = 1
"""Version of the consent texts that the catalogues show now."""

# Where Russian is the more likely common language than English.
_RUSSIAN_FIRST = frozenset({"ru", "be", "uk", "kk", "ky", "uz", "tg", "tk", "hy", "az", "ka", "mo"})
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_COUNTRY = re.compile("[A-Z]{2}")
_CALLED_LIMIT = 40
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def interface_language(language_code: str | None) -> Language:
    """Russian first; English for those whose Telegram speaks another language."""
    if not language_code:
        return "ru"
    return "ru" if language_code.split("-")[0].lower() in _RUSSIAN_FIRST else "en"


def checked_language(value: str) -> Language:
    """A language that the interface has, or an error."""
    for language in LANGUAGES:
        if value == language:
            return language
    raise ReloveError("bad_language", kind="invalid")


def checked_timezone(value: str) -> str:
    """An IANA zone name, or an error."""
    if value not in available_timezones():
        raise ReloveError("bad_timezone", kind="invalid")
    ZoneInfo(value)
    return value


def checked_country(value: str) -> str:
    """A country as two letters, or an error. One without lines of its own has those of the default one."""
    if not _COUNTRY.fullmatch(value):
        raise ReloveError("validation", kind="invalid", details={"field": "country"})
    return value


def checked_time(value: str) -> str:
    """Local time HH:MM, or an error."""
    if not _TIME.fullmatch(value):
        raise ReloveError("validation", kind="invalid", details={"field": "quiet_hours"})
    return value


def checked_called(value: str | None) -> str | None:
    """What somebody wants to be called: a short line without markup, or nothing. ReloveError validation."""
    name = " ".join((storable(value) or "").split())
    if not name:
        return None
    if len(name) > _CALLED_LIMIT or not any(char.isalpha() for char in name):
        raise ReloveError("validation", kind="invalid", details={"field": "called"})
    return name


def checked_source(payload: str | None) -> str | None:
    """A `start` payload that may be kept; Telegram allows 64 of A-Z a-z 0-9 _ -."""
    return payload if payload and _SOURCE.fullmatch(payload) else None


def storable(name: str | None) -> str | None:
    """A name without the characters that PostgreSQL cannot hold: NUL, and halves of surrogate pairs."""
    return name and "".join(char for char in name if char != "\x00" and not 0xD800 <= ord(char) <= 0xDFFF)


TEAM: tuple[Role, ...] = ("owner", "admin", "support", "analyst")
"""Every role but that of a person on the path."""

_WITHIN_REACH: dict[Role, frozenset[Role]] = {
    "owner": frozenset({*TEAM, "person"}),
    "admin": frozenset({"support", "analyst", "person"}),
}


def within_reach(actor: Role, *roles: Role) -> bool:
    """May somebody with this role give or take these roles, and act on who has one of them?"""
    return _WITHIN_REACH.get(actor, frozenset()).issuperset(roles)
