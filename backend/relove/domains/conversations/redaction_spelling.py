"""One spelling of a name for all of its spellings: case, accents, apostrophes, and the other alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from relove.domains.conversations.redaction_declension import CONSONANTS
from relove.domains.conversations.redaction_short_names import ENGLISH_NAMES, SHORT_NAMES

APOSTROPHES = "'’ʼ`´‘ʹ"
_LETTERS = str.maketrans(
    {"ё": "е", "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys(APOSTROPHES, "")
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

_TO_LATIN = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True)) | {
    "ж": "zh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu",
    "я": "ya",
    "ь": "",
    "ъ": "",
}
_RESPELLED = (
    ("ndr", "nder"),
    ("ks", "x"),
    ("iya", "ia"),
    ("ya", "ia"),
    ("yu", "iu"),
    ("yu", "ju"),
    ("ya", "ja"),
    ("iy", "y"),
    ("iy", "ii"),
    ("ey", "ei"),
    ("h", "kh"),
    ("e", "yo"),
)
_PAIRS = (
    "shch:щ sch:щ sh:ш zh:ж kh:х ch:ч ts:ц yu:ю ju:ю iu:ю iya:ия ya:я ja:я ia:ия yo:ё jo:ё x:кс ph:ф th:т"
)
_TO_CYRILLIC = tuple(pair.split(":") for pair in _PAIRS.split())
_ONE_BY_ONE = str.maketrans("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввыз")
_ENDINGS = "iya iyu iey ia iu ii ya yu ye yey ey oy om em iy a u e i y s"
_SHORT_ENDINGS = "ya yu ey oy ia ja a u e i y"


def folded(word: str) -> str:
    """The word small, without accents and apostrophes, ё as е; й stays itself."""
    text = unicodedata.normalize("NFC", word.casefold()).translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(char if char == "й" else _bare(char) for char in text)


def _bare(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return "".join(part for part in parts if not unicodedata.combining(part))


def german(word: str) -> set[str]:
    """Müller, Muller and Mueller are one."""
    small = unicodedata.normalize("NFC", word.casefold())
    plain = folded(small)
    back = re.sub(r"([aou])e", r"\1", plain)
    return {plain, folded(small.translate(_GERMAN)), *({back} if re.search(r"[aou]e", plain) else ())}


def latin_forms(words: Iterable[str]) -> set[str]:
    """Spellings of Russian words in Latin letters, with Russian and English endings."""
    forms: set[str] = set()
    for word in words:
        forms |= {english + end for english in ENGLISH_NAMES.get(folded(word), ()) for end in ("", "s")}
        for latin in _latin_spellings(folded(word)):
            stem = re.sub(r"(?:iya|ia|ya|ja|a|iy|y|ii)$", "", latin)
            endings = (
                ["", *_ENDINGS.split()]
                if len(stem) >= 3
                else _SHORT_ENDINGS.split()
                if len(stem) == 2
                else []
            )
            forms |= {latin, *(stem + ending for ending in endings)}
    return {form for form in forms if len(form) >= 3}


def _latin_spellings(word: str) -> set[str]:
    spellings = {"".join(_TO_LATIN.get(char, char) for char in word)}
    for old, new in _RESPELLED:
        spellings |= {item.replace(old, new) for item in set(spellings) if old in item}
    return {item for item in spellings if len(item) >= 2 and item.isascii()}


def cyrillic_spellings(word: str) -> set[str]:
    """How a name in Latin letters may be written in Russian."""
    text = word
    for latin, cyrillic in _TO_CYRILLIC:
        text = text.replace(latin, cyrillic)
    text = text.translate(_ONE_BY_ONE)
    spellings = {text}
    # A y closes Russian first names and surnames as й or ий; s before a consonant often loses its soft sign.
    spellings |= {re.sub(rf"(?<=[{CONSONANTS}])[ыи]$", "ий", item) for item in set(spellings)}
    spellings |= {re.sub(r"(?<=[аеёиоуыэюя])[ыи]$", "й", item) for item in set(spellings)}
    spellings |= {re.sub(r"^е", "э", item) for item in set(spellings)}
    spellings |= {re.sub(r"л(?=г|я$)", "ль", item) for item in set(spellings)}
    spellings |= {re.sub(r"([ндтл])ия$", r"\1ья", item) for item in set(spellings)}
    spellings |= {
        full for full in SHORT_NAMES for item in set(spellings) if _skeleton(full) == _skeleton(item)
    }
    return {item for item in spellings if len(item) >= 3 and item.isalpha()}


def _skeleton(word: str) -> str:
    return re.sub(r"[ьъй]", "", folded(word)).replace("ы", "и").replace("ья", "ия").replace("э", "е")
