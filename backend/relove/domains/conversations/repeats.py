"""No question twice, no two replies that open alike: what a model wrote is looked at, and mended where it must be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from relove.domains.content.checks import comparable, opening

_QUESTION = re.compile(r"[^.!?…\n]*\?+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
QUESTION_CHARS = 200
_STEM = 5
_ALIKE = 0.7
_FEW = 3
# Words that carry no meaning of a question: two that differ in these only are the same.
_EMPTY_WORDS = """
    а и но же ли бы не ни в во на с со к ко у о об от до за из по для при это этот эта эти так вот вы вас вам вами
    ваш ваша ваше ваши ты тебя тебе тобой твой твоя твое твои мне меня я сейчас ещё еще уже именно тут здесь там
    a an the is are was were do does did you your yours i me my it its this that to of in on at for with and or but
    so now right here there
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def question_of(text: str) -> str | None:
    """The last question in a reply, one short line; None where nothing is asked."""
    found = _QUESTION.findall(text.replace("**", ""))
    line = " ".join(found[-1].split())[-QUESTION_CHARS:].strip() if found else ""
    return line if any(char.isalpha() for char in line) else None


def repeated(question: str, asked: Iterable[str]) -> bool:
    """Was that asked before, if perhaps in slightly other words?"""
    plain, stems = comparable(question), _stems(question)
    return any(plain == comparable(before) or _near(stems, _stems(before)) for before in asked)


def without_question(text: str, question: str) -> str:
    """The reply without that question; what stands around it stays."""
    kept = []
    for paragraph in text.split("\n"):
        sentences = _SENTENCE_END.split(paragraph)
        left = [one for one in sentences if not ("?" in one and _holds(one, question))]
        if left or not paragraph.strip():
            kept.append(" ".join(left))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return joined if joined.count("**") % 2 == 0 else joined.replace("**", "")


def opens_alike(text: str, before: str) -> bool:
    """Do the two begin with the same word?"""
    first = opening(text)
    return bool(first) and first == opening(before)


def _holds(sentence: str, question: str) -> bool:
    plain, wanted = comparable(sentence), comparable(question)
    return wanted in plain or plain in wanted


def _stems(text: str) -> frozenset[str]:
    words = comparable(text).split()
    return frozenset(word[:_STEM] for word in words if word not in _EMPTY) or frozenset(words)


def _near(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return False
    common = len(one & other)
    if min(len(one), len(other)) < _FEW:
        return one == other
    return common / len(one | other) >= _ALIKE
