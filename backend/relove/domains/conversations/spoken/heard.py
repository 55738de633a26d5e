"""What a person really said: a quotation that a reply puts into their mouth must be found in it.

Case, signs, endings and pronouns apart: "вы говорили, что «устали»" quotes "я устала". A "не" before the words is not
left out: without it they say the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from relove.domains.conversations.memory.words import plain_words, stem
from relove.domains.conversations.quoting import quotations

_LEFT_OUT = re.compile(r"…|\.{3}|\[\s*(?:…|\.{3})\s*\]")
_DENYING_WORDS = """
    не ни нет not never no dont didnt cant wont isnt wasnt doesnt couldnt wouldnt
"""
_DENYING = frozenset(_DENYING_WORDS.split())
_FEW = 2
_PRONOUNS_WORDS = """
    я мне меня мной мой моя мое мои моего моей моих моим мою вы вас вам вами ваш ваша ваше ваши вашу вашей
    ваших ты тебя тебе тобой твой твоя твое твои твою твоей свой своя свое свои свою своей своих себя себе i
    me my mine myself you your yours yourself im ive id ill youre youve am are
"""
_PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_SPOKE_RU = (
    r"(?:сказал\w*|говорил\w*|говорите|говоришь|написал\w*|писал\w*|пишете|пишешь|назвал\w*|называете"
    r"|называешь|упомян\w+"
    r"|признал\w*|повторя\w+|повторил\w*|произнес\w*|обмолви\w+|ответил\w*|рассказ(?:ал|ыва)\w*"
    r"|заметил[аи]?|добавил[аи]?)"
)
SPOKE = re.compile(_SPOKE_RU)
_SAID_BY_YOU = re.compile(
    rf"\b(?:вы|ты)\b(?:(?!\b(?:он|она|они|муж|мама|начальник)\b)[^.!?\n]){{0,50}}?\b{_SPOKE_RU}"
    rf"|\b{_SPOKE_RU}\s+(?:вы|ты)\b"
    r"|\b(?:ваш|тво)\w{1,3}\s+(?:же\s+|собственн\w+\s+|последн\w+\s+)?(?:слов\w*|фраз\w+|выражени\w+|ответ\w*)\b"
    r"|\bпо\s+(?:вашим|твоим)\s+словам\b|\b(?:у вас|у тебя)\s+(?:прозвучал\w*|звучит)\b"
    r"|\byou\b[^.!?\n]{0,30}?\b(?:said|say|saying|told\s+me|wrote|write|called|call\s+it|mentioned"
    r"|admitted|repeat(?:ed)?|put\s+it)\b"
    r"|\byour\s+(?:own\s+|very\s+|exact\s+)?(?:words?|phrase)\b",
    re.IGNORECASE,
)
_MADE_UP = re.compile(
    r"\bбы\b|\b(?:если|представьте|представь|допустим|вообразите|могли|можете|попробуй|попробуйте|скажите"
    r"|скажете|скажешь"
    r"|закончи|закончите|заметьте|запишите|запиши)\b"
    rf"|\b{_SPOKE_RU}\s+(?:\w+\s+)?(?:себе|ему|ей|им|всем|другим|мужу|жене|маме|отцу|начальнику)\b"
    rf"|\b(?:себе|ему|ей|им|всем|другим)\s+{_SPOKE_RU}"
    r"|\b(?:if|would|could|might|imagine|suppose|finish)\b"
    r"|\b(?:said|say|told|wrote)\s+to\s+(?:him|her|them|yourself|everyone)\b|\btell(?:ing)?\s+(?:him|her"
    r"|them|yourself)\b",
    re.IGNORECASE,
)
"""Words that somebody might say, or says to themselves or to another: nobody claims to have read them here."""


class Heard:
    """Everything that this person said, as far as it is at hand; `titles` may stand in quotation marks too."""

    def __init__(self, said: Iterable[str], titles: Iterable[str] = ()) -> None:
        self.said = tuple(said)
        self._titles = tuple(titles)

    def and_also(self, said: Iterable[str]) -> Heard:
        """With more that they said."""
        return Heard((*self.said, *said), self._titles)

    @cached_property
    def _lines(self) -> list[list[str]]:
        return [_stems(text) for text in (*self.said, *self._titles)]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of all words."""
        return frozenset(word for line in self._lines for word in line)

    def holds(self, quote: str) -> bool:
        """Are these words of the person's?"""
        parts = [part for part in map(_stems, _LEFT_OUT.split(quote)) if part]
        return all(any(_stands(part, line) for line in self._lines) for part in parts)

    def misquoted(self, sentence: str) -> bool:
        """Does the sentence say that the person said what they did not?"""
        if not attributed(sentence):
            return False
        # Whoever asks about a word or two claims little.
        asks = sentence.rstrip().endswith("?")
        found = list(quotations(sentence))
        wrong = any(
            not self.holds(quote) for _, quote in found if not (asks and len(plain_words(quote)) <= _FEW)
        )
        # Their words may hold quotation marks themselves.
        return wrong and not self.holds(sentence[found[0][0][0] : found[-1][0][1]])


def attributed(sentence: str) -> bool:
    """Is there told what the person said here? What stands in quotation marks tells nothing of that."""
    plain = unquoted(sentence)
    return _SAID_BY_YOU.search(plain) is not None and _MADE_UP.search(plain) is None


def imagined(sentence: str) -> bool:
    """Are these words that somebody might say?"""
    return _MADE_UP.search(unquoted(sentence)) is not None


def reported(sentence: str) -> bool:
    """Is it the person's own view that is told, or that of somebody whom they told of?"""
    plain = unquoted(sentence)
    return _SAID_BY_YOU.search(plain) is not None or _OTHERS.search(plain) is not None


_OTHERS = re.compile(
    r"\b(?:врач|доктор|психиатр|психолог|мама|муж|отец|кто|кем|кто-то)\b[^.!?\n]{0,20}\b(?:сказал\w*"
    r"|говорит|поставил\w*|решил\w*)"
    r"|\b(?:называете|считаете|думаете|чувствуете|верите|называешь|считаешь|думаешь|как вы е[ёе] назвали)\b"
    r"|\b(?:doctor|psychiatrist|mother|father|husband|who)\b[^.!?\n]{0,20}\b(?:said|says|told|called)\b"
    r"|\byou\s+(?:think|feel|believe|call)\b",
    re.IGNORECASE,
)


def unquoted(sentence: str, keep: frozenset[str] = frozenset()) -> str:
    """The sentence without what stands in quotation marks."""
    text = sentence
    for (start, end), quote in reversed(list(quotations(sentence))):
        if quote not in keep:
            text = f"{text[:start]}…{text[end:]}"
    return text


def _stems(text: str) -> list[str]:
    words = [word.replace("'", "") for word in plain_words(text)]
    return [word if word in _DENYING else stem(word) for word in words if word not in _PRONOUNS]


def _stands(part: Sequence[str], line: Sequence[str]) -> bool:
    return any(
        list(part) == list(line[start : start + len(part)])
        and (start == 0 or line[start - 1] not in _DENYING)
        for start in _starts(part[0], line)
    )


def _starts(first: str, line: Sequence[str]) -> Iterator[int]:
    return (place for place, word in enumerate(line) if word == first)
