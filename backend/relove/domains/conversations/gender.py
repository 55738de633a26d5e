"""A person's gender from their own verb forms: only where Russian shows it, and never surer than the words are."""

from __future__ import annotations

import re

from relove.domains.people.schemas import Gender

_BETWEEN = (
    r"(?:не|и|уже|так|очень|всегда|никогда|сегодня|вчера|потом|тогда|просто|снова|опять|тоже|бы|сама|сам|давно|долго|"
    r"наконец|совсем|почти|еще|только|как|раз|же|ведь|вот|себя|себе|его|ее|их|это|все|ничего)"
)
_PAST = re.compile(rf"\bя (?:{_BETWEEN} ){{0,3}}(\w{{2,}}?)(лась|ла|лся|л)\b")
_STATE = re.compile(
    rf"\bя (?:{_BETWEEN} ){{0,3}}(рада|рад|готова|готов|должна|должен|уверена|уверен|одна|один|согласна|"
    r"согласен|сама|сам|больна|болен|права|прав|счастлива|счастлив|замужем|женат)\b"
)
_FEMALE_STATES = frozenset(
    {
        "рада",
        "готова",
        "должна",
        "уверена",
        "одна",
        "согласна",
        "сама",
        "больна",
        "права",
        "счастлива",
        "замужем",
    }
)
# Nouns, and words in -л and -ла that are no verbs of the past.
_NOUN_STEMS = """
    сто сти пепе ме ва по ба ка ца шко ангел вокза матери идеа фина персона интеграл капита журна си де те чис зе кук
    стре иг све теп
"""
_NO_VERBS = frozenset(_NOUN_STEMS.split())
_ONCE, SURE = 70, 90
"""Percent: by one form, by several. What is sure is not looked for again."""


def gender_in(text: str) -> tuple[Gender, int] | None:
    """What the verb forms say, and how surely (percent); None where they say nothing, or both."""
    plain = " ".join(re.sub(r"[^\w\s]+", " ", text.lower().replace("ё", "е")).split())
    female = male = 0
    for found in _PAST.finditer(plain):
        if found.group(1) in _NO_VERBS:
            continue
        if found.group(2) in ("ла", "лась"):
            female += 1
        else:
            male += 1
    for found in _STATE.finditer(plain):
        if found.group(1) in _FEMALE_STATES:
            female += 1
        else:
            male += 1
    if (female > 0) == (male > 0):
        return None
    gender: Gender = "female" if female else "male"
    return gender, SURE if female + male > 1 else _ONCE
