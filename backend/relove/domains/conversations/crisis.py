"""The crisis gate: runs before any reply, knows no model, always gives the same answer to the same text.

The rules are in crisis_rules. On a hit the caller commits the care pause first; then nobody provokes, offers or sells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from relove.domains.content.schemas import CareCategory
from relove.domains.conversations.crisis_rules import (
    en_masks,
    en_methods,
    en_minor_psychosis,
    en_others,
    en_self_harm,
    en_shared,
    ru_masks,
    ru_methods,
    ru_minor_psychosis,
    ru_others,
    ru_self_harm,
    ru_shared,
)
from relove.domains.conversations.folding import fold, fold_english, fold_russian

_GAP = r"(?: \w+){0,3}? "
_CYRILLIC_RUN = re.compile(r"[а-яё]+")
_LATIN_RUN = re.compile(r"(?<!\\)[a-z]+")
_HEADING = re.compile(r"^\[(\w*)\]$", re.MULTILINE)
_SHARED_PIECE = re.compile(r"<([A-Z_]+)>")
_GLUED = re.compile(r"\b(ни)(хач|магу|вижу|буду|жит)")

_ORDER: tuple[CareCategory, ...] = ("self_harm", "harm_to_others", "abuse", "psychosis", "minor")
# A bare word can be about a film, a joke, or long ago: these rules give way to words that say so.
_FICTION_CODES = frozenset(
    {
        "bare_death",
        "suicide_word",
        "mass",
        "method_jump",
        "method",
        "end_life",
        "how_to",
        "farewell",
        "death_thoughts",
    }
)
_LIGHT_CODES = frozenset({"intent", "child", "bare_death"})
_PAST_CODES = frozenset({"violence", "sexual", "threat", "fear_home", "control"})
_SHARED_CODES = frozenset({"suicide_word"})
_BLOBS = (
    *(
        fold_russian(piece)
        for piece in ("суицид", "самоубий", "хочуумереть", "умеретьхочу", "нехочужить", "хочусдохнуть")
    ),
    *(fold_russian(piece) for piece in ("убитьсебя", "убьюсебя", "покончить")),
    *(
        fold_english(piece)
        for piece in ("suicid", "killmyself", "wanttodie", "wannadie", "endmylife", "endit")
    ),
)


class CrisisHit(msgspec.Struct, frozen=True):
    """What was seen: a category, and the code of the rule for statistics. Never the text."""

    category: CareCategory
    code: str


class _Rule(NamedTuple):
    category: CareCategory
    code: str
    pattern: re.Pattern[str]


class _Language(NamedTuple):
    rules: tuple[_Rule, ...]
    masks: tuple[re.Pattern[str], ...]
    fiction: re.Pattern[str]
    light: re.Pattern[str]
    past: re.Pattern[str]
    together: tuple[re.Pattern[str], ...]
    others: re.Pattern[str]


class _Compiler:
    """Reads the rules of one language."""

    def __init__(self, shared: str, russian: bool) -> None:
        self._fold = fold_russian if russian else fold_english
        self._runs = _CYRILLIC_RUN if russian else _LATIN_RUN
        self._shared: dict[str, str] = {}
        for name, piece in _entries(shared):
            self._shared[name] = self._spelled_out(piece)

    def rules(self, category: CareCategory, *texts: str) -> list[_Rule]:
        """Every rule of these texts, compiled."""
        return [_Rule(category, code, self.pattern(rule)) for text in texts for code, rule in _entries(text)]

    def masks(self, text: str) -> tuple[re.Pattern[str], ...]:
        """Each mask by itself, in the order of the text."""
        return tuple(self.pattern(mask) for _, mask in _entries(text))

    def words(self, text: str) -> re.Pattern[str]:
        """One list of words."""
        return self.pattern("|".join(entry for _, entry in _entries(text)))

    def pattern(self, rule: str) -> re.Pattern[str]:
        """A rule as it is matched: whole words of folded text."""
        spelled = self._spelled_out(rule)
        folded = self._runs.sub(lambda run: self._fold(run.group()), spelled).replace("~", _GAP)
        return re.compile(rf"(?<!\w)(?:{folded})(?!\w)")

    def _spelled_out(self, rule: str) -> str:
        return _SHARED_PIECE.sub(lambda piece: self._shared[piece.group(1)], rule)


def _entries(text: str) -> list[tuple[str, str]]:
    parts = _HEADING.split(text)[1:]
    return [(code, rule.replace("\n", "")) for code, rule in zip(parts[::2], parts[1::2], strict=True)]


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, _Language]:
    # At the first use, not at import: a process that never talks need not compile them.
    ru, en = _Compiler(ru_shared.SHARED, russian=True), _Compiler(en_shared.SHARED, russian=False)
    return (
        _Language(
            rules=(
                *ru.rules("self_harm", ru_self_harm.WISHES, ru_methods.METHODS),
                *ru.rules("harm_to_others", ru_others.HARM_TO_OTHERS),
                *ru.rules("abuse", ru_others.ABUSE),
                *ru.rules("psychosis", ru_minor_psychosis.PSYCHOSIS),
                *ru.rules("minor", ru_minor_psychosis.MINOR),
            ),
            masks=ru.masks(ru_masks.MASKS),
            fiction=ru.words(ru_masks.FICTION),
            light=ru.words(ru_masks.LIGHT),
            past=ru.words(ru_masks.PAST),
            together=tuple(ru.words(text) for text in (ru_masks.DEATH, ru_masks.WISH, ru_masks.SELF)),
            others=ru.words(ru_masks.OTHERS),
        ),
        _Language(
            rules=(
                *en.rules("self_harm", en_self_harm.WISHES, en_methods.METHODS),
                *en.rules("harm_to_others", en_others.HARM_TO_OTHERS),
                *en.rules("abuse", en_others.ABUSE),
                *en.rules("psychosis", en_minor_psychosis.PSYCHOSIS),
                *en.rules("minor", en_minor_psychosis.MINOR),
            ),
            masks=en.masks(en_masks.MASKS),
            fiction=en.words(en_masks.FICTION),
            light=en.words(en_masks.LIGHT),
            past=en.words(en_masks.PAST),
            together=tuple(en.words(text) for text in (en_masks.DEATH, en_masks.WISH, en_masks.SELF)),
            others=en.words(en_masks.OTHERS),
        ),
    )


def prepare() -> None:
    """Compile the rules now, before processes are forked."""
    _languages()


def assess(text: str) -> CrisisHit | None:
    """The gravest danger sign in the text, or None."""
    folded = fold(text)
    russian, english = _languages()
    # Transliterated English lands on Russian words of the same root: those are left to the English rules.
    skipped = frozenset() if _CYRILLIC_RUN.search(text.lower()) else _SHARED_CODES
    hits = (
        _look(russian, _GLUED.sub(r"\1 \2", folded.russian), skipped),
        _look(english, folded.english),
        _look_at_blobs(folded.blobs, folded.russian, folded.english),
    )
    return min((hit for hit in hits if hit), key=lambda hit: _ORDER.index(hit.category), default=None)


def _look(language: _Language, text: str, skipped: frozenset[str] = frozenset()) -> CrisisHit | None:
    for mask in language.masks:
        text = mask.sub("#", text)
    fiction = language.fiction.search(text) is not None
    light = language.light.search(text) is not None
    past = language.past.search(text) is not None
    for rule in language.rules:
        doubtful = (
            (fiction and rule.code in _FICTION_CODES)
            or (light and rule.code in _LIGHT_CODES)
            or (past and rule.category == "abuse" and rule.code in _PAST_CODES)
            or rule.code in skipped
        )
        if not doubtful and rule.pattern.search(text) is not None:
            return CrisisHit(rule.category, rule.code)
    return None if fiction or light else _look_together(language, text)


def _look_together(language: _Language, text: str) -> CrisisHit | None:
    """Signs that weigh nothing alone, within one sentence."""
    for sentence in text.split(" . "):
        if all(sign.search(sentence) for sign in language.together) and not language.others.search(sentence):
            return CrisisHit("self_harm", "together")
    return None


def _look_at_blobs(blobs: tuple[str, ...], russian: str, english: str) -> CrisisHit | None:
    """Letters set apart: look at them, and at the whole line, without spaces."""
    if not blobs:
        return None
    joined = (*blobs, russian.replace(" ", ""), english.replace(" ", ""))
    found = any(piece in blob for blob in joined for piece in _BLOBS)
    return CrisisHit("self_harm", "spaced_letters") if found else None
