"""What a text is made of, for comparisons: sentences, words, stems; and whether a quotation really occurs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec
import snowballstemmer

from relove.core.actor import Language
from relove.domains.conversations.memory.lexicon import EMPTY, FIRST_PERSON, SAME
from relove.domains.conversations.quoting import clean

MAX_QUOTE = 160
"""Characters of a quotation that is kept."""
_SENTENCES = re.compile(r"[^.!?…;\n]+[.!?…;]*", re.UNICODE)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_ALIKE = str.maketrans(
    {"ё": "е", "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "—": "-", "–": "-", "’": "'", "\u00a0": " "}
)
_EDGES = " \t\n.,;:!?…-—–«»\"'“”„()*_"
_STEM_CHARS = 6


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a person. `words`: lower case, parted and enclosed by one space."""

    text: str
    words: str
    language: Language
    asks: bool


def sentences(text: str) -> list[Sentence]:
    """The sentences that hold a word, in order."""
    found = []
    for match in _SENTENCES.finditer(text):
        words = plain_words(match.group())
        if words:
            language: Language = "ru" if _CYRILLIC.search(match.group()) else "en"
            asks = match.group().rstrip().endswith("?")
            found.append(Sentence(match.group().strip(), f" {' '.join(words)} ", language, asks))
    return found


def plain_words(text: str) -> list[str]:
    """The words, lower case, ё as е, without apostrophes."""
    return [word.group().translate(_APOSTROPHES).replace("ё", "е") for word in _WORD.finditer(text.lower())]


@lru_cache(maxsize=2)
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending; words that mean the same have one stem."""
    return _same().get(_plain_stem(word), _plain_stem(word))


@lru_cache(maxsize=8192)
def _plain_stem(word: str) -> str:
    if _CYRILLIC.search(word):
        stemmed: str = _stemmer("russian").stemWord(word)
        return stemmed[:_STEM_CHARS]
    found: str = _stemmer("english").stemWord(word)
    return found


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return {_plain_stem(word): _plain_stem(min(group)) for group in SAME for word in group}


def stems(text: str) -> frozenset[str]:
    """Stems of the words that say something."""
    return frozenset(
        stem(word) for word in plain_words(text) if word not in EMPTY and (len(word) > 2 or word.isdigit())
    )


def speaks_of_self(words: Iterable[str]) -> bool:
    """Is there an "I" in it? In Russian a verb may carry it alone."""
    return any(word in FIRST_PERSON or _first_person_verb(word) for word in words)


def _first_person_verb(word: str) -> bool:
    return len(word) > 3 and word.endswith(
        ("юсь", "усь", "аю", "яю", "ею", "ую", "лю", "жу", "шу", "чу", "щу", "ду")
    )


def occurs(quote: str, text: str) -> bool:
    """Does the text hold the quotation, word for word? Marks, case and spaces apart."""
    wanted = _bare(quote)
    if sum(char.isalnum() for char in wanted) < 3:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", _bare(text)) is not None


def _bare(text: str) -> str:
    return " ".join(clean(text).lower().translate(_ALIKE).split()).strip(_EDGES)


def shortened(text: str, limit: int = MAX_QUOTE) -> str:
    """One line of at most so many characters, cut between words; what is left still occurs in the text."""
    line = clean(text).strip(" \t,;:-—–")
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-—–")


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How much of the smaller set the two share."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
