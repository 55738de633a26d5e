"""The crisis gate: runs before any reply, knows no model, always gives the same answer to the same text.

The rules are in crisis_rules; crisis_scoring weighs what they have no words for.
On a hit the caller commits the care pause first; then nobody provokes, offers or sells.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import msgspec

from relove.domains.content.schemas import CareCategory
from relove.domains.conversations import crisis_scoring
from relove.domains.conversations.crisis_compiling import (
    CYRILLIC_RUN,
    Meeting,
    Rule,
    RuleCompiler,
)
from relove.domains.conversations.crisis_rules import (
    en_dangers,
    en_indirect,
    en_masks,
    en_methods,
    en_minor_psychosis,
    en_others,
    en_plans,
    en_self_harm,
    en_shared,
    en_together,
    ru_dangers,
    ru_indirect,
    ru_masks,
    ru_methods,
    ru_minor_psychosis,
    ru_others,
    ru_plans,
    ru_self_harm,
    ru_shared,
    ru_together,
    suspicion,
)
from relove.domains.conversations.folding import fold, fold_english, fold_russian

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
# A trouble that is over and told as such, or somebody else's that one wants to help with.
_OVER_OR_ELSEWHERE: frozenset[CareCategory] = frozenset({"self_harm", "abuse"})
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


class _Language(NamedTuple):
    rules: tuple[Rule, ...]
    masks: tuple[re.Pattern[str], ...]
    fiction: re.Pattern[str]
    light: re.Pattern[str]
    past: re.Pattern[str]
    now: re.Pattern[str]
    together: tuple[re.Pattern[str], ...]
    others: re.Pattern[str]
    over: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    helping: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
    meetings: tuple[Meeting, ...]


@lru_cache(maxsize=1)
def _languages() -> tuple[_Language, _Language]:
    # At the first use, not at import: a process that never talks need not compile them.
    ru, en = RuleCompiler(ru_shared.SHARED, russian=True), RuleCompiler(en_shared.SHARED, russian=False)
    return (
        _Language(
            rules=(
                *ru.rules("self_harm", ru_self_harm.WISHES, ru_methods.METHODS),
                *ru.rules("self_harm", ru_indirect.SELF_HARM, ru_plans.SELF_HARM),
                *ru.rules(
                    "harm_to_others",
                    ru_others.HARM_TO_OTHERS,
                    ru_indirect.HARM_TO_OTHERS,
                    ru_dangers.HARM_TO_OTHERS,
                ),
                *ru.rules("abuse", ru_others.ABUSE, ru_indirect.ABUSE, ru_dangers.ABUSE),
                *ru.rules(
                    "psychosis", ru_minor_psychosis.PSYCHOSIS, ru_indirect.PSYCHOSIS, ru_dangers.PSYCHOSIS
                ),
                *ru.rules("minor", ru_minor_psychosis.MINOR, ru_indirect.MINOR, ru_dangers.MINOR),
            ),
            masks=ru.masks(ru_masks.MASKS),
            fiction=ru.words(ru_masks.FICTION),
            light=ru.words(ru_masks.LIGHT),
            past=ru.words(ru_masks.PAST),
            now=ru.words(ru_masks.NOW),
            together=tuple(ru.words(text) for text in (ru_masks.DEATH, ru_masks.WISH, ru_masks.SELF)),
            others=ru.words(ru_masks.OTHERS),
            over=(
                ru.words(ru_indirect.WAS),
                ru.words(ru_indirect.IS_WELL),
                ru.words(ru_indirect.CAME_BACK),
            ),
            helping=(
                ru.words(ru_indirect.SOMEONE),
                ru.words(ru_indirect.HELPING),
                ru.words(ru_indirect.ONESELF),
            ),
            meetings=ru.meetings(ru_together.SIGNS, ru_together.MEETINGS),
        ),
        _Language(
            rules=(
                *en.rules("self_harm", en_self_harm.WISHES, en_methods.METHODS),
                *en.rules("self_harm", en_indirect.SELF_HARM, en_plans.SELF_HARM),
                *en.rules(
                    "harm_to_others",
                    en_others.HARM_TO_OTHERS,
                    en_indirect.HARM_TO_OTHERS,
                    en_dangers.HARM_TO_OTHERS,
                ),
                *en.rules("abuse", en_others.ABUSE, en_indirect.ABUSE, en_dangers.ABUSE),
                *en.rules(
                    "psychosis", en_minor_psychosis.PSYCHOSIS, en_indirect.PSYCHOSIS, en_dangers.PSYCHOSIS
                ),
                *en.rules("minor", en_minor_psychosis.MINOR, en_indirect.MINOR, en_dangers.MINOR),
            ),
            masks=en.masks(en_masks.MASKS),
            fiction=en.words(en_masks.FICTION),
            light=en.words(en_masks.LIGHT),
            past=en.words(en_masks.PAST),
            now=en.words(en_masks.NOW),
            together=tuple(en.words(text) for text in (en_masks.DEATH, en_masks.WISH, en_masks.SELF)),
            others=en.words(en_masks.OTHERS),
            over=(
                en.words(en_indirect.WAS),
                en.words(en_indirect.IS_WELL),
                en.words(en_indirect.CAME_BACK),
            ),
            helping=(
                en.words(en_indirect.SOMEONE),
                en.words(en_indirect.HELPING),
                en.words(en_indirect.ONESELF),
            ),
            meetings=en.meetings(en_together.SIGNS, en_together.MEETINGS),
        ),
    )


@lru_cache(maxsize=1)
def _suspicions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ru, en = RuleCompiler("", russian=True), RuleCompiler("", russian=False)
    return ru.words(suspicion.RUSSIAN), en.words(suspicion.ENGLISH)


def prepare() -> None:
    """Compile the rules now, before processes are forked."""
    _languages()
    _suspicions()
    crisis_scoring.weights()


def suspicious(text: str) -> bool:
    """Is there a reason to look again where nothing was seen: a word, or what the whole weighs?"""
    folded = fold(text)
    russian, english = _suspicions()
    worded = russian.search(folded.russian) is not None or english.search(folded.english) is not None
    return worded or crisis_scoring.doubtful(folded, text)


def assess(text: str) -> CrisisHit | None:
    """The gravest danger sign in the text, or None."""
    folded = fold(text)
    russian, english = _languages()
    # Transliterated English lands on Russian words of the same root: those are left to the English rules.
    skipped = frozenset() if CYRILLIC_RUN.search(text.lower()) else _SHARED_CODES
    hits = (
        _look(russian, _GLUED.sub(r"\1 \2", folded.russian), skipped),
        _look(english, folded.english),
        _look_at_blobs(folded.blobs, folded.russian, folded.english),
    )
    hit = min((hit for hit in hits if hit), key=lambda hit: _ORDER.index(hit.category), default=None)
    if hit is None and (category := crisis_scoring.danger(folded, text)):
        return CrisisHit(category, "weighed")
    return hit


def _look(language: _Language, text: str, skipped: frozenset[str] = frozenset()) -> CrisisHit | None:
    for mask in language.masks:
        text = mask.sub("#", text)
    elsewhere = _both_but_not(text, language.over) or _both_but_not(text, language.helping)
    hit = _look_at_part(language, text, elsewhere, skipped)
    if hit is not None or not any(
        words.search(text) for words in (language.fiction, language.light, language.past)
    ):
        return hit
    # Each sentence for itself: a film or a game in one takes nothing back of what the next one says.
    parts = (_look_at_part(language, sentence, elsewhere, skipped) for sentence in text.split(" . "))
    return next((hit for hit in parts if hit is not None), None)


def _look_at_part(
    language: _Language, text: str, elsewhere: bool, skipped: frozenset[str]
) -> CrisisHit | None:
    fiction = language.fiction.search(text) is not None
    light = language.light.search(text) is not None
    past = language.past.search(text) is not None
    for rule in language.rules:
        doubtful = (
            (fiction and rule.code in _FICTION_CODES)
            or (light and rule.code in _LIGHT_CODES)
            or (elsewhere and rule.category in _OVER_OR_ELSEWHERE)
            or rule.code in skipped
        )
        if doubtful or (seen := rule.pattern.search(text)) is None:
            continue
        over = past and rule.category == "abuse" and rule.code in _PAST_CODES
        if not over or language.now.search(seen.group()) is not None:
            return CrisisHit(rule.category, rule.code)
    if fiction or light or elsewhere:
        return None
    return _look_together(language, text) or _look_at_meetings(language, text, past)


def _both_but_not(text: str, signs: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]) -> bool:
    """Is there the first and the second, and nothing of the third?"""
    first, second, against = signs
    return bool(first.search(text) and second.search(text)) and against.search(text) is None


def _look_together(language: _Language, text: str) -> CrisisHit | None:
    """Signs that weigh nothing alone, within one sentence."""
    for sentence in text.split(" . "):
        if all(sign.search(sentence) for sign in language.together) and not language.others.search(sentence):
            return CrisisHit("self_harm", "together")
    return None


def _look_at_meetings(language: _Language, text: str, past: bool) -> CrisisHit | None:
    for sentence in text.split(" . "):
        for meeting in language.meetings:
            if past and meeting.category == "abuse":
                continue
            against = meeting.against is not None and meeting.against.search(sentence) is not None
            if not against and all(sign.search(sentence) for sign in meeting.signs):
                return CrisisHit(meeting.category, meeting.code)
    return None


def _look_at_blobs(blobs: tuple[str, ...], russian: str, english: str) -> CrisisHit | None:
    """Letters set apart: look at them, and at the whole line, without spaces."""
    if not blobs:
        return None
    joined = (*blobs, russian.replace(" ", ""), english.replace(" ", ""))
    found = any(piece in blob for blob in joined for piece in _BLOBS)
    return CrisisHit("self_harm", "spaced_letters") if found else None
