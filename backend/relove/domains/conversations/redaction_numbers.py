"""Phone and card numbers among all the other numbers that people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_SPACE = r"[ \u00a0\u2007-\u200a\u202f]"
_DASH = r"[-\u00ad\u2010-\u2015\u2212\uff0d]"
_GAP = rf"(?:{_SPACE}|{_DASH}|[().·/\\])"
_RUN = re.compile(rf"(?<![\w\[])(?:\+{_SPACE}?)?\(?\d(?:{_GAP}{{0,3}}\d)*(?!\w)")
_GROUP = re.compile(r"\d+")

_CARD = re.compile(
    rf"(?<![\d+\w])(?:(?P<usual>\d{{4}}(?P<a>{_SPACE}|{_DASH}|\.)\d{{4}}(?P=a)\d{{4}}(?P=a)\d{{4}})(?:(?P=a)\d{{1,3}})?"
    rf"|\d{{4}}(?P<b>{_SPACE}|{_DASH})\d{{6}}(?P=b)\d{{4,5}}|\d{{8}}(?:{_SPACE}|{_DASH})\d{{8}}|\d{{13,19}}"
    rf"|(?:\d{_SPACE}?){{15}}\d)(?!\w)"
)
_DATE = (
    r"(?<![\d+(])(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d)"
    r"(?!\d|[./-]\d)"
)
# Emergency and help lines are no personal data, and the guide may well have to name them.
_PUBLIC = (
    r"8\D?800\D?(?:2000\D?122|\d{3}\D?\d{2}\D?\d{2}|\d{4}\D?\d{3})|8\D?801\D?100\D?16\D?11"
    r"|(?:8|\+7)\D{0,2}495\D{0,2}989\D?50\D?50|116\D?123|0800\D?111\D?0\D?111|0800\D?1111"
)
_NO_PHONE = re.compile(rf"{_DATE}|(?<![\d+(])(?:{_PUBLIC})(?!\d)")
# As a number is written in its own country, or abroad without its plus: shapes that nothing else has.
_RUSSIAN = re.compile(
    r"(?:[78]-)?[3489]\d\d-(?:\d{3}-\d\d-\d\d|\d\d-\d\d-\d{3}|\d{3}-\d{4}|\d{7}|\d\d-\d{3}-\d\d)"
)
_AMERICAN = re.compile(r"(?:1-)?[2-9]\d\d-\d{3}-\d{4}")
_LOCAL = re.compile(r"\d{3}-\d\d-\d\d")
_BRACKETED = re.compile(r"\(\d{2,5}\)")
_YEARS = re.compile(r"(?:19|20)\d\d")
_BARE_COUNTRIES = ("RU", "US")
_LEAST, _MOST = 7, 15
_MOST_GROUPS = 120


def replace_numbers(text: str, card: Callable[[str], str], phone: Callable[[str], str]) -> str:
    """The text with each card and phone number as the callables say."""

    def one(match: re.Match[str]) -> str:
        # What follows the usual sixteen digits may be a longer card's end, or the beginning of something else.
        found = match.group()
        value = next((item for item in (found, match["usual"]) if item and _is_card(item)), "")
        return card(value) + found[len(value) :] if value else found

    text = _CARD.sub(one, text)
    pieces, at = [], 0
    for start, end in _phones(text):
        pieces += [text[at:start], phone(text[start:end])]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _phones(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _NO_PHONE.finditer(text):
        yield from _phones_between(text, at, match.start())
        at = match.end()
    yield from _phones_between(text, at, len(text))


def _phones_between(text: str, at: int, until: int) -> Iterator[tuple[int, int]]:
    """Runs of digits and what parts them; in each the longest phone number from each place on."""
    for run in _RUN.finditer(text, at, until):
        groups = list(_GROUP.finditer(text, run.start(), run.end()))
        if len(groups) > _MOST_GROUPS:
            # Nobody counts so far in a letter, and looking at each place would take seconds.
            yield run.span()
            continue
        first = 0
        while first < len(groups):
            found = next(
                (
                    (last, span)
                    for last in range(min(len(groups), first + _MOST) - 1, first - 1, -1)
                    for span in [_span(text, groups[first], groups[last], run.start())]
                    if _is_phone(text[slice(*span)])
                ),
                None,
            )
            if found is None:
                first += 1
                continue
            yield found[1]
            first = found[0] + 1


def _span(text: str, first: re.Match[str], last: re.Match[str], least: int) -> tuple[int, int]:
    """From the plus or the bracket before the first group to the last one's end."""
    start, end = first.start(), last.end()
    while start > least and text[start - 1] in "(+":
        start -= 1
    opened = re.search(rf"\+{_SPACE}$", text[least:start])
    return (least + opened.start() if opened else start), end


def _is_phone(value: str) -> bool:
    value = unicodedata.normalize("NFKC", value)
    digits = re.sub(r"\D", "", value)
    if not _LEAST <= len(digits) <= _MOST + 2:
        return False
    if value.startswith("+"):
        return _is_possible(f"+{digits}")
    if digits.startswith("00"):
        return len(_groups(value)) < 6 and _is_valid(digits.lstrip("0"))
    shape = "-".join(_groups(value))
    if digits.startswith("0"):
        # No sum, year or count begins with a zero.
        return 9 <= len(digits) <= 12 and len(_groups(value)[0]) > 1
    if _BRACKETED.search(value) and len(digits) >= 9:
        return True
    if _RUSSIAN.fullmatch(shape) or _AMERICAN.fullmatch(shape):
        return "-" in shape or len(digits) > 9
    if _LOCAL.fullmatch(shape):
        return re.search(_DASH, value) is not None
    return _is_foreign_or_odd(value, digits)


def _is_foreign_or_odd(value: str, digits: str) -> bool:
    """Numbers of any country, without a plus, as the plan of that country allows."""
    groups = _groups(value)
    if len(digits) == 11 and digits[0] in "78" and groups[0] in ("7", "8", digits, digits[:4]):
        return _is_valid(f"7{digits[1:]}")
    if len(groups) == 1 and len(digits) == 10:
        return any(_is_valid_in(digits, country) for country in _BARE_COUNTRIES)
    if not 10 < len(digits) <= _MOST:
        return len(digits) == 10 and digits[0] == "9" and len(groups[0]) == 3 and _is_valid_in(digits, "RU")
    code = str(_country_code(digits))
    return code != "0" and (len(groups) == 1 or groups[0] == code) and _is_valid(digits)


def _groups(value: str) -> list[str]:
    return _GROUP.findall(value)


def _country_code(digits: str) -> int:
    parsed = _parsed(f"+{digits}")
    return (parsed.country_code or 0) if parsed else 0


def _is_possible(number: str) -> bool:
    import phonenumbers

    parsed = _parsed(number)
    return parsed is not None and phonenumbers.is_possible_number(parsed)


def _is_valid(digits: str) -> bool:
    return _is_valid_in(f"+{digits}", None)


def _is_valid_in(digits: str, country: str | None) -> bool:
    import phonenumbers

    parsed = _parsed(digits, country)
    return parsed is not None and phonenumbers.is_valid_number(parsed)


def _parsed(number: str, country: str | None = None) -> PhoneNumber | None:
    # Imported at the first number: no process that asks no model waits for it when it starts.
    import phonenumbers

    try:
        return phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None


def _is_card(value: str) -> bool:
    value = unicodedata.normalize("NFKC", value)
    digits = re.sub(r"\D", "", value)
    groups = _groups(value)
    if len(groups) > 1 and all(map(_YEARS.fullmatch, groups)):
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    # Sixteen digits in a row are a card to the person who typed them, right or wrong.
    return total % 10 == 0 or (len(digits) == 16 and digits[0] in "23456")
