"""What a clock shows, in words, and where on earth a clock shows that now. Pure."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo

_DAY = 24 * 60
_CLOSE, _ROUND = 14, 40
"""Minutes."""
_MOST = 4

CITIES: tuple[tuple[str, str, str], ...] = (
    ("Europe/Kaliningrad", "kaliningrad", "RU"),
    ("Europe/Moscow", "moscow", "RU"),
    ("Europe/Samara", "samara", "RU"),
    ("Asia/Yekaterinburg", "yekaterinburg", "RU"),
    ("Asia/Omsk", "omsk", "RU"),
    ("Asia/Novosibirsk", "novosibirsk", "RU"),
    ("Asia/Krasnoyarsk", "krasnoyarsk", "RU"),
    ("Asia/Irkutsk", "irkutsk", "RU"),
    ("Asia/Yakutsk", "yakutsk", "RU"),
    ("Asia/Vladivostok", "vladivostok", "RU"),
    ("Asia/Magadan", "magadan", "RU"),
    ("Asia/Kamchatka", "kamchatka", "RU"),
    ("Europe/Minsk", "minsk", "BY"),
    ("Europe/Kyiv", "kyiv", "UA"),
    ("Asia/Almaty", "almaty", "KZ"),
    ("Europe/London", "london", "GB"),
    ("Europe/Berlin", "berlin", "DE"),
    ("America/New_York", "new_york", "US"),
    ("America/Chicago", "chicago", "US"),
    ("America/Denver", "denver", "US"),
    ("America/Los_Angeles", "los_angeles", "US"),
    ("America/Anchorage", "anchorage", "US"),
    ("Pacific/Honolulu", "honolulu", "US"),
    ("Asia/Tbilisi", "tbilisi", "GE"),
    ("Asia/Yerevan", "yerevan", "AM"),
    ("Asia/Tashkent", "tashkent", "UZ"),
    ("Asia/Bishkek", "bishkek", "KG"),
    ("Europe/Istanbul", "istanbul", "TR"),
    ("Asia/Jerusalem", "jerusalem", "IL"),
    ("Europe/Lisbon", "lisbon", "PT"),
    ("Europe/Helsinki", "helsinki", "FI"),
    ("Asia/Dubai", "dubai", "AE"),
    ("Asia/Tehran", "tehran", "IR"),
    ("Asia/Kabul", "kabul", "AF"),
    ("Asia/Kolkata", "delhi", "IN"),
    ("Asia/Bangkok", "bangkok", "TH"),
    ("Asia/Shanghai", "shanghai", "CN"),
    ("Asia/Tokyo", "tokyo", "JP"),
    ("Australia/Adelaide", "adelaide", "AU"),
    ("Australia/Sydney", "sydney", "AU"),
    ("Pacific/Auckland", "auckland", "NZ"),
    ("America/Halifax", "halifax", "CA"),
    ("America/Sao_Paulo", "sao_paulo", "BR"),
    ("Atlantic/Azores", "azores", "PT"),
)
"""Zone, the key of its name, and its country; those of one offset in the order in which they are proposed."""

_HOURS = {
    "час": 1, "один": 1, "первого": 1, "два": 2, "второго": 2, "три": 3, "третьего": 3, "четыре": 4, "четвертого": 4,
    "пять": 5, "пятого": 5, "шесть": 6, "шестого": 6, "семь": 7, "седьмого": 7, "восемь": 8, "восьмого": 8,
    "девять": 9, "девятого": 9, "десять": 10, "десятого": 10, "одиннадцать": 11, "одиннадцатого": 11,
    "двенадцать": 12, "двенадцатого": 12,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12,
}  # fmt: skip
_LEAD = r"(?:сейчас|уже|у меня|у нас|примерно|около|почти|ровно|на часах|it s|it is|now|about|around|here)"
_PART = (
    r"(?P<part>утра|дня|вечера|ночи|утром|днем|вечером|ночью|am|pm|a m|p m|in the morning|in the evening)?"
)
_NUMBER = re.compile(
    rf"(?:{_LEAD} )*(?P<hour>\d{{1,2}})(?: (?:час\w*|ч|h|o clock))?"
    rf"(?: ?(?P<minute>\d{{2}})(?: ?(?:мин\w*|м))?)? ?{_PART}"
)
_WORD = r"(?P<word>[а-яa-z]+)"
_HALF = re.compile(rf"(?:{_LEAD} )*(?:половин[аеу]|пол) ?{_WORD} ?{_PART}")
_HALF_PAST = re.compile(rf"(?:{_LEAD} )*half past {_WORD} ?{_PART}")
_QUARTER_TO = re.compile(rf"(?:{_LEAD} )*(?:без четверти|quarter to) {_WORD} ?{_PART}")
_WHOLE = re.compile(rf"(?:{_LEAD} )*{_WORD}(?: (?:час\w*|o clock))? ?{_PART}")
_SPAN = re.compile(
    r"(?:с\s+|from\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(?:[-–—]|до|to)\s*(\d{1,2})(?:[:.](\d{2}))?", re.IGNORECASE
)
_FIXED = {"полдень": 12 * 60, "полночь": 0, "noon": 12 * 60, "midnight": 0}
_LATE = {"дня", "вечера", "днем", "вечером", "pm", "p m", "in the evening"}
_EARLY = {"утра", "утром", "ночи", "ночью", "am", "a m", "in the morning"}


def times_in(text: str) -> tuple[int, ...]:
    """Minutes after midnight that the words may mean; two where they leave the half of the day open."""
    plain = " ".join(re.sub(r"[^\w\s]+", " ", text.lower().replace("ё", "е")).split())
    if plain in _FIXED:
        return (_FIXED[plain],)
    if found := _NUMBER.fullmatch(plain):
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        if hour > 23 or minute > 59:
            return ()
        # Who writes 14:30 or 09:05 means it; a bare 2 or 2:30 is what a clock with hands shows as well.
        written_out = (
            found["hour"].startswith("0") or hour > 12 or (found["minute"] is not None and ":" in text)
        )
        return _halves(hour * 60 + minute, found["part"], sure=written_out)
    for pattern, shift in ((_HALF, -30), (_HALF_PAST, 30), (_QUARTER_TO, -15), (_WHOLE, 0)):
        found = pattern.fullmatch(plain)
        if found and found["word"] in _HOURS:
            return _halves((_HOURS[found["word"]] * 60 + shift) % _DAY, found["part"], sure=False)
    return ()


def span_in(text: str) -> tuple[str, str] | None:
    """From when until when, as HH:MM; None where the words are no span of hours."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    begins, ends = ((int(found[n]), int(found[n + 1] or 0)) for n in (1, 3))
    if begins == ends or any(hour > 23 or minute > 59 for hour, minute in (begins, ends)):
        return None
    return f"{begins[0]:02}:{begins[1]:02}", f"{ends[0]:02}:{ends[1]:02}"


def _halves(minutes: int, part: str | None, *, sure: bool) -> tuple[int, ...]:
    if part in _LATE:
        return (minutes % (_DAY // 2) + _DAY // 2,)
    if part in _EARLY:
        # «Двенадцать ночи» is midnight.
        return (minutes % (_DAY // 2) if minutes < 13 * 60 else minutes,)
    return (minutes,) if sure or minutes >= 13 * 60 else (minutes % 720, minutes % 720 + 720)


def zones_where(times: tuple[int, ...], now: datetime.datetime, country: str) -> list[tuple[str, str]]:
    """Zones, with the keys of their names, whose clocks show one of these times now; the person's country first."""
    if not times:
        return []
    found: list[tuple[bool, int, int]] = []
    for place, (zone, _, where) in enumerate(CITIES):
        there = now.astimezone(ZoneInfo(zone))
        off = min((_apart(there.hour * 60 + there.minute, minutes), _least(minutes)) for minutes in times)
        if off[0] <= off[1]:
            found.append((where != country, off[0] // _CLOSE, place))
    return [CITIES[place][:2] for _, _, place in sorted(found)[:_MOST]]


def _apart(one: int, other: int) -> int:
    """Minutes between two places on a dial of a day."""
    apart = abs(one - other) % _DAY
    return min(apart, _DAY - apart)


def _least(minutes: int) -> int:
    """How far off a clock may be: a whole hour is said of what is near it."""
    return _ROUND if minutes % 60 == 0 else _CLOSE
