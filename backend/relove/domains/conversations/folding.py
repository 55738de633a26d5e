"""Folds text so that rules survive typing: typos by ear, look-alike letters, transliteration, spaced letters.

Both the rules and the text pass through the same folding, so the rules stay readable Russian and English.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MAX_CHARS = 12_000

# Letters that Russian spelling mistakes and transliteration mix up fall together.
_RU_FOLD = str.maketrans(
    {
        "ь": "",
        "ъ": "",
        "ы": "и",
        "й": "и",
        "е": "и",
        "э": "и",
        "ё": "и",
        "о": "а",
        "щ": "ш",
        "з": "с",
        "ю": "у",
    }
    | {"і": "и", "ї": "и", "є": "и", "ґ": "г"}
)
# Words that would fall together with others of a different weight: "was" with "beat", "her" with "and".
_KEPT_APART = (
    {"был": "бул", "была": "була", "было": "було", "были": "були", "быть": "бут", "ее": "ея", "ей": "еи"}
    | {"побыл": "пабул", "побыла": "пабула", "побыли": "пабули", "побыть": "пабут"}
    | {"вен": "вэн", "вены": "вэна", "вену": "вэну", "венам": "вэнам", "венах": "вэнах"}
    | {
        "off": "ofx",
        "good": "goxd",
        "soon": "soxn",
        "shoot": "shoxt",
        "shooting": "shoxting",
        "loose": "loxse",
        "noose": "noxse",
        "nooses": "noxses",
        "odd": "oxd",
        "odds": "oxds",
    }
    # The noun is no cry of "to kill oneself".
    | {f"убииц{end}": f"убиитс{end}" for end in ("а", "ы", "е", "у", "еи", "ам", "ами", "ах")}
)
_LATIN_AS_CYRILLIC = str.maketrans("aeopcyxkmthbinrugw3046@", "аеорсухкмтнвипгигшзочба")
_CYRILLIC_AS_LATIN = str.maketrans("аеорсухкмтнвіѕјԁ", "aeopcyxkmthbisjd")
_LEET = str.maketrans("013457@$!", "oieastasi")
_LEET_RU = str.maketrans("0346@1", "озчбаи")
_TRANSLIT = (
    *(("shch", "ш"), ("sch", "ш"), ("sh", "ш"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("ts", "ц")),
    *(("yu", "ю"), ("ju", "ю"), ("iu", "ю"), ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yo", "е"), ("jo", "е")),
    *(("ye", "е"), ("je", "е")),
)
_TRANSLIT_ONE = str.maketrans("abvgdezijklmnoprstufhcwyxq46", "абвгдезижклмнопрстуфхцвихкчш")
_J_AFTER_VOWEL = re.compile(r"(?<=[aeiouy])j")
_REPEAT = re.compile(r"([^\W\d_])\1+")
_CENSORED = (
    *(
        "умереть",
        "умру",
        "убить",
        "убью",
        "сдохнуть",
        "суицид",
        "смерть",
        "смерти",
        "повеситься",
        "повешусь",
        "покончить",
    ),
    *(
        "вены",
        "себя",
        "самоубийство",
        "die",
        "kill",
        "killing",
        "suicide",
        "suicidal",
        "dead",
        "death",
        "myself",
        "cut",
    ),
)
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_STARS = re.compile(r"\w+(?:[*!]+\w+)+")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .\-_*|/,]{1,3}\w){3,}(?!\w)")
_SPACED_WORDS = re.compile(r" {2,3}")
_I_AM = re.compile(r"\bi (?:am|m)\b")
_UNIT = re.compile(r"(?<!\w)(\d{1,2})(лет|год|летн)")
_TOKEN = re.compile(r"[\w@$]+|[.!?…;\n]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[a-z]")


class Folded(NamedTuple):
    """A text as the rules see it. Words are parted by one space, sentences by ` . `."""

    russian: str
    english: str
    blobs: tuple[str, ...]
    """Spaced-out letters joined: `х о ч у` -> `хочу`, folded."""


def plain(text: str) -> str:
    """Compatible forms, lower case, without marks above letters and invisible characters."""
    decomposed = unicodedata.normalize("NFKD", text[:MAX_CHARS]).lower()
    return "".join(
        char
        for char in decomposed
        if unicodedata.category(char) not in ("Mn", "Me", "Cf", "Cc") or char == "\n"
    )


def fold_russian(word: str) -> str:
    """A Russian word, or a piece of a rule, in its folded form."""
    if word in _KEPT_APART:
        return _KEPT_APART[word]
    return _REPEAT.sub(r"\1", word.translate(_RU_FOLD))


def fold_english(word: str) -> str:
    """An English word, or a piece of a rule, in its folded form."""
    if word in _KEPT_APART:
        return _KEPT_APART[word]
    return _REPEAT.sub(r"\1", word)


def fold(text: str) -> Folded:
    """Everything at once."""
    line = _STARS.sub(_uncensored, _APOSTROPHES.sub("", plain(text)))
    blobs: list[str] = []

    def join(match: re.Match[str]) -> str:
        joined = [re.sub(r"[\W_]", "", part) for part in _SPACED_WORDS.split(match.group())]
        blobs.append("".join(joined))
        return " ".join(joined)

    tokens = _TOKEN.findall(_UNIT.sub(r"\1 \2", _SPACED.sub(join, line)))
    russian, english = [], []
    for token in tokens:
        if not (token[0].isalnum() or token[0] in "@$"):
            russian.append(".")
            english.append(".")
            continue
        russian.append(_as_russian(token))
        english.append(_as_english(token))
    return Folded(
        russian=" ".join(russian),
        english=_I_AM.sub("im", " ".join(english)),
        blobs=tuple(_as_russian(blob) for blob in blobs) + tuple(_as_english(blob) for blob in blobs),
    )


def _uncensored(match: re.Match[str]) -> str:
    """`у*ереть` is what it means; where no word fits, a star is most often an `i`."""
    shape = re.compile(re.sub(r"[*!]+", ".", match.group()))
    return next((word for word in _CENSORED if shape.fullmatch(word)), re.sub(r"[*!]+", "i", match.group()))


def _has_leet(token: str) -> bool:
    return bool(re.search(r"[^\W\d_][\d@$]|[@$]", token)) and not re.search(r"\d\d", token)


def _as_russian(token: str) -> str:
    if _CYRILLIC.search(token):
        # A lone Latin star or letter among Cyrillic ones is a look-alike.
        mixed = token.translate(_LATIN_AS_CYRILLIC) if _LATIN.search(token) else token
        return fold_russian(mixed.translate(_LEET_RU) if _has_leet(mixed) else mixed)
    if not _LATIN.search(token):
        return token
    word = token
    for latin, cyrillic in _TRANSLIT:
        word = word.replace(latin, cyrillic)
    word = _J_AFTER_VOWEL.sub("и", word)
    return fold_russian(word.translate(_TRANSLIT_ONE) if not re.search(r"\d\d", word) else word)


def _as_english(token: str) -> str:
    if _LATIN.search(token) and _CYRILLIC.search(token):
        token = token.translate(_CYRILLIC_AS_LATIN)
    elif _CYRILLIC.search(token):
        return token
    return fold_english(token.translate(_LEET) if _has_leet(token) else token)
