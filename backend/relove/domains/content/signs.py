"""Signs: written phrases by which a person's words are recognised where no model reads them. Pure.

A sign is a phrase of words: `боюсь что|остаться`. `stem*` stands for any ending, `a|b` for either, `word?` may be
missing, `a_b` are two words of one choice, `_` is any one word, `#` a number, `..` up to three words between, `...` up
to eight. Case and ё do not count.

Of an insight a sign that begins with `~` is weak: in small talk the words mean something else, so it counts only where
another insight of the same stage shows by a strong one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from relove.domains.content.errors import ContentError
from relove.domains.content.schemas import (
    ELEMENT_KEYS,
    LANGUAGES,
    ElementSigns,
    Language,
    PatternSigns,
    Signs,
    SignSet,
    Stage,
)

PATTERN_CODES = ("denial", "postponing", "rationalising", "devaluing", "blaming")
WEAK = "~"
_WORD = r"(?:#|[\w'-]+\*?)"
_TOKEN = re.compile(rf"{_WORD}(?:\|{_WORD})*\??")
_GAPS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,8}?", "_": r"\S+ "}
_NUMBERS = {
    "ru": r"\d+|од(?:ин|на|ного|ной|ну)|дв(?:а|е|ое|ух|оих)|тр(?:и|ое|ех|оих)|четыр\w+|четвер\w+|пят\w+|шест\w+|"
    r"сем[ьи]|восем\w*|девят\w+|десят\w+|\w+надцат\w+|двадцат\w+|тридцат\w+|сорок\w*|полгода|полтора",
    "en": r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twelve|eleven|twenty\S*|thirty\S*|forty\S*|"
    r"fifty\S*|half",
}


def strong(phrases: Sequence[str]) -> tuple[str, ...]:
    """Those that say something by themselves."""
    return tuple(phrase for phrase in phrases if not phrase.startswith(WEAK))


def weak(phrases: Sequence[str]) -> tuple[str, ...]:
    """Those that count beside a strong sign of the same stage only."""
    return tuple(phrase.removeprefix(WEAK) for phrase in phrases if phrase.startswith(WEAK))


def compiled(phrases: Sequence[str], language: Language) -> re.Pattern[str]:
    """One expression for words that are parted and enclosed by one space each; ValueError for a phrase that is none."""
    return re.compile("|".join(f"(?: {_expression(phrase, language)})" for phrase in phrases) or r"(?!)")


def _expression(phrase: str, language: Language) -> str:
    pieces = []
    for token in phrase.lower().replace("ё", "е").split():
        if token in _GAPS:
            pieces.append(_GAPS[token])
        elif _TOKEN.fullmatch(token):
            either = "|".join(
                _NUMBERS[language]
                if word == "#"
                else re.escape(word.removesuffix("*").replace("_", " ")).replace(r"\ ", " ")
                + (r"\S*" if word.endswith("*") else "")
                for word in token.removesuffix("?").split("|")
            )
            pieces.append(rf"(?:(?:{either}) )?" if token.endswith("?") else rf"(?:{either}) ")
        else:
            raise ValueError(phrase)
    if not pieces or phrase.split()[0] in _GAPS:
        raise ValueError(phrase)
    return "".join(pieces)


def build_signs(documents: Mapping[str, Any], stages: Sequence[Stage]) -> Signs:
    """Check `signs/*.yaml`; ContentError names the file and the field."""
    insights: dict[str, SignSet] = {}
    for stage in stages:
        file = f"signs/{stage.number:02d}_{stage.key}.yaml"
        found = _convert(file, _document(documents, file), dict[str, SignSet])
        wanted = {insight.key for insight in stage.completes_by}
        if set(found) != wanted:
            raise ContentError(file, "", f"must hold {', '.join(sorted(wanted))}")
        insights |= {f"{stage.key}.{key}": signs for key, signs in found.items()}
        for key, signs in found.items():
            _check(file, key, signs)
    patterns = _of(documents, "patterns", dict[str, PatternSigns])
    if tuple(patterns) != PATTERN_CODES:
        raise ContentError("signs/patterns.yaml", "", f"must hold {', '.join(PATTERN_CODES)}, in this order")
    elements = _of(documents, "elements", dict[str, ElementSigns])
    if tuple(elements) != ELEMENT_KEYS:
        raise ContentError("signs/elements.yaml", "", f"must hold {', '.join(ELEMENT_KEYS)}, in this order")
    facts = _of(documents, "facts", dict[str, SignSet])
    core = _of(documents, "core", dict[str, tuple[str, ...]])
    for file, named in (("elements", [*elements.values()]), ("patterns", [*patterns.values()])):
        for number, one in enumerate(named):
            _check(f"signs/{file}.yaml", str(number), one, empty_too=file == "elements")
    _check("signs/facts.yaml", "facts", facts["facts"])
    for file, keys in (
        ("core", core["insights"]),
        ("elements", tuple(key for one in elements.values() for key in one.insights)),
    ):
        for key in keys:
            if key not in insights:
                raise ContentError(f"signs/{file}.yaml", "insights", f"no such insight: {key}")
    return Signs(
        insights=insights,
        patterns=patterns,
        elements=elements,
        facts=facts["facts"],
        core=core["insights"],
    )


def _of(documents: Mapping[str, Any], name: str, kind: Any) -> Any:
    file = f"signs/{name}.yaml"
    return _convert(file, _document(documents, file), kind)


def _document(documents: Mapping[str, Any], file: str) -> Any:
    if file not in documents:
        raise ContentError(file, "", "this file is missing")
    return documents[file]


def _convert(file: str, raw: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        raise ContentError(file, path.rstrip("`").lstrip("."), problem) from None


def _check(
    file: str, field: str, signs: SignSet | PatternSigns | ElementSigns, *, empty_too: bool = False
) -> None:
    for language in LANGUAGES:
        phrases = signs.of(language)
        if not phrases and not empty_too:
            raise ContentError(file, f"{field}.{language}", "has no signs")
        for phrase in phrases:
            try:
                _expression(phrase.removeprefix(WEAK), language)
            except ValueError:
                raise ContentError(file, f"{field}.{language}", f"is no sign: {phrase}") from None
