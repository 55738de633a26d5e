"""A person's own name in the text, as people write it: Russian cases, short forms, the other alphabet, no accents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from relove.domains.conversations.redaction_declension import possessive_forms, ruled_forms
from relove.domains.conversations.redaction_dictionary import (
    dictionary_forms,
    english_short_names,
    given_names_of,
    is_given_name,
    is_ordinary,
)
from relove.domains.conversations.redaction_pet_names import pet_names
from relove.domains.conversations.redaction_short_names import (
    ENGLISH_NAMES,
    ENGLISH_SHORT_NAMES,
    RUSSIAN_SPELLINGS,
    SHORT_NAMES,
)
from relove.domains.conversations.redaction_spelling import (
    APOSTROPHES,
    cyrillic_spellings,
    folded,
    german,
    latin_forms,
)

_MARK = r"\u0300-\u036f"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_MARK}]|[{APOSTROPHES}](?={_LETTER}))*")
_CYRILLIC = re.compile(r"[а-я]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_INTRODUCED = re.compile(
    r"(?:\bзовут|\bзовите(?: меня)?|\bзвать|\bназывают|\bимя|\bфамилия|\bname(?: is|['’]s)?|\bcall me|\bi am|\bi['’]m"
    r"|^я)[\s:—–-]*$",
    re.IGNORECASE,
)
_INTRODUCTION = 24
_SHORTEST = 2
_SPACED = re.compile(rf"(?<!\w){_LETTER}(?:[ \t.\-–—·*]{{1,3}}{_LETTER}(?!\w)){{2,20}}")
_TAIL = re.compile(r"(?:_+\w+|\d\w*)")
MIN_USERNAME = 3


class KnownNames(msgspec.Struct, frozen=True):
    """What the person is called, as Telegram or the person said it."""

    first_name: str = ""
    last_name: str | None = None
    username: str | None = None


class NameForms(msgspec.Struct, frozen=True):
    """Folded words by which the person may be meant."""

    sure: frozenset[str]
    """However written."""
    likely: frozenset[str]
    """Where written large, or where the word means nothing else, or beside another of the names."""
    large: frozenset[str]
    """Where written large: rarer short forms, some of which are words too."""
    pet: re.Pattern[str] | None
    """Made of the name by suffixes; a word of its own is none."""
    own: frozenset[str]
    """The first names that are the person's, full and short."""
    anywhere: re.Pattern[str] | None
    """Names in scripts that part no words, and the username."""


def replace_names(text: str, person: KnownNames, give: Callable[[str], str]) -> str:
    """The text with each of the person's own names as `give` says."""
    forms = forms_of(person)
    if forms.anywhere is not None:
        text = forms.anywhere.sub(lambda match: give(match.group()), text)
    text = _without_spaced(text, forms, give)
    pieces, at = [], 0
    for start, end in _found(text, forms):
        # A nickname: what follows the name without a space belongs to it.
        tail = _TAIL.match(text, end)
        end = tail.end() if tail else end
        pieces += [text[at:start], give(text[start:end])]
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _without_spaced(text: str, forms: NameForms, give: Callable[[str], str]) -> str:
    """Names with their letters apart: А н н а, A-n-n-a. The longest one in a row of single letters."""

    def named(row: str) -> str:
        places = [place for place, char in enumerate(row) if char.isalpha()]
        for length in range(len(places), _SHORTEST, -1):
            for first in range(len(places) - length + 1):
                start, end = places[first], places[first + length - 1] + 1
                small = folded("".join(char for char in row[start:end] if char.isalpha()))
                if small in forms.sure or small in forms.likely or _is_pet_name(small, forms):
                    return f"{named(row[:start])}{give(row[start:end])}{named(row[end:])}"
        return row

    return _SPACED.sub(lambda match: named(match.group()), text)


def _found(text: str, forms: NameForms) -> Iterator[tuple[int, int]]:
    before = len(text)
    """Where the last name ended: an ordinary word beside it is a part of it."""
    spans = [_as_name(match, forms) for match in _TOKEN.finditer(text)]
    for index, span in enumerate(spans):
        if span is None:
            continue
        start, end, sure = span
        after = spans[index + 1] if index + 1 < len(spans) else None
        beside = text[before:start].isspace() or (
            after is not None and after[2] and text[end : after[0]].isspace()
        )
        if sure or beside or _INTRODUCED.search(text[max(0, start - _INTRODUCTION) : start]):
            yield start, end
            before = end


def _as_name(match: re.Match[str], forms: NameForms) -> tuple[int, int, bool] | None:
    """Where the name in the word stands, and whether it is one for sure."""
    word = match.group()
    for piece in _heads(word):
        small = folded(piece)
        if small in forms.sure:
            return match.start(), match.start() + len(piece), True
        if small in forms.likely:
            # An abbreviation of two letters is seldom a case of a short name: ИИ, and a person called Ия.
            written_large = piece[0].isupper() and not (len(piece) == _SHORTEST and piece.isupper())
            sure = written_large or not is_ordinary(small)
            return match.start(), match.start() + len(piece), sure
        if (small in forms.large and piece[0].isupper()) or _is_pet_name(small, forms):
            return match.start(), match.start() + len(piece), True
    return None


def _is_pet_name(small: str, forms: NameForms) -> bool:
    if forms.pet is None or forms.pet.fullmatch(small) is None or is_ordinary(small):
        return False
    # Марк is no pet form of Мария, but somebody else.
    others = {folded(name) for name in given_names_of(small)} & _EVERY_NAME
    return not others or bool(others & forms.own)


def _heads(word: str) -> Iterator[str]:
    """The word, and the word without its English 's."""
    cut = max(word.rfind(mark) for mark in APOSTROPHES)
    if cut > 0 and word[cut + 1 :].lower() in ("s", "m", "ll", "d", "re", "ve"):
        yield word[:cut]
    yield word


@lru_cache(maxsize=1024)
def forms_of(person: KnownNames) -> NameForms:
    """All forms of all names of the person."""
    sure: set[str] = set()
    likely: set[str] = set()
    large: set[str] = set()
    russian: set[str] = set()
    anywhere: list[str] = []
    for name, is_first in ((person.first_name, True), (person.last_name or "", False)):
        parts = _CJK.findall(name)
        anywhere += [re.escape(part) for part in sorted(parts, key=len, reverse=True)]
        for match in _TOKEN.finditer(_CJK.sub(" ", name)):
            word = folded(match.group())
            if len(word) < _SHORTEST:
                continue
            own = _own_forms(match.group(), word, is_first)
            sure |= {form for form in own if not is_ordinary(form)}
            if is_first and is_given_name(word):
                cases = {word, *map(folded, dictionary_forms(word))} if len(word) > _SHORTEST else {word}
                sure |= own & cases
            likely |= own
            related = _russian_names(word)
            likely |= _related_forms(word, related)
            if is_first:
                russian |= related
                large |= english_short_names(word) if word.isascii() else set()
    username = (person.username or "").lstrip("@")
    if len(username) >= MIN_USERNAME:
        anywhere.append(rf"(?<![\w@])(?i:{re.escape(username)})(?:[_\d]\w*)?(?!\w)")
    pattern = re.compile("|".join(anywhere)) if anywhere else None
    return NameForms(
        sure=frozenset(sure),
        likely=frozenset(likely - sure),
        large=frozenset(form for form in large if len(form) > _SHORTEST),
        pet=pet_names(russian),
        own=frozenset(map(folded, russian)),
        anywhere=pattern,
    )


def _own_forms(written: str, word: str, is_first: bool) -> set[str]:
    if not _CYRILLIC.search(word):
        return {form + end for form in german(written) for end in ("", "s")}
    cases = _declined(word, is_first)
    return {form for form in cases if len(form) > _SHORTEST or len(word) == _SHORTEST} | {word}


def _declined(word: str, is_first: bool = True) -> set[str]:
    plain = folded(word)
    forms = {
        folded(form) for form in (*ruled_forms(plain), *dictionary_forms(word), *dictionary_forms(plain))
    }
    if not is_first:
        return forms
    # Of many Ивана one speaks never; Иванов is another person's surname. And Машин may be hers, a машина is nobody's.
    forms = {form for form in forms if not form.endswith(("ов", "ев"))} | {plain}
    whose = possessive_forms(plain)
    return forms | {form for form in whose if form.endswith("ин") or not is_ordinary(form)}


def _related_forms(word: str, russian: set[str]) -> set[str]:
    """Short forms, full forms, both in all cases, and all of it in the other alphabet."""
    if _CYRILLIC.search(word):
        return _russian_forms(russian)
    return {name + end for name in _english_names(word) for end in ("", "s")} | _russian_forms(russian)


def _english_names(word: str) -> set[str]:
    english = {word}
    for full, short in ENGLISH_SHORT_NAMES.items():
        if word == full or word in short:
            english |= {full, *short}
    return english


def _russian_names(word: str) -> set[str]:
    """What the name is in Russian, full and short."""
    if _CYRILLIC.search(word):
        return _with_short(word)
    english = _english_names(word)
    spelled = {
        *cyrillic_spellings(word),
        *(RUSSIAN_SPELLINGS[one] for one in english & set(RUSSIAN_SPELLINGS)),
    }
    same = {full for full, names in ENGLISH_NAMES.items() if english & set(names)}
    return set().union(*(_with_short(name) for name in spelled | same))


_EVERY_NAME = frozenset(folded(name) for full, short in SHORT_NAMES.items() for name in (full, *short))


def _russian_forms(words: set[str]) -> set[str]:
    cases = set().union(*(_declined(item) for item in words))
    return {form for form in cases | latin_forms(words) if len(form) > _SHORTEST} | set(map(folded, words))


def _with_short(word: str) -> set[str]:
    """The word, its short forms, and the full names that it is short for with theirs."""
    found = {word}
    for full, short in SHORT_NAMES.items():
        if word in {folded(full), *map(folded, short)}:
            found |= {full, *short}
    return found
