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
# What a Russian name in Latin letters would be with some ending, and is not: «Аня» is no "any".
_ENGLISH = """
    al ale alike all alley ally alone am an any area aria ark ars arse as ash at bin bone bore boy care cash
    cat cats core cost dans dash date den dens deny die dies dim dime din dine dins dot dots dun dune dunes
    duns elen ell era fan fans fed file fill fin fun gal gale gals game gas gash gate gel gels gen gene genes
    gens get gone gore gosh he hen idea ill in inn inns ire is it jar jet jets jule july june jury kit kits
    lake lan lana lane lar lash late lean leave lend lens les less let lets lev leva levy lex lid lids lie
    lies like lime lin line liner lis list lit live lore lost made mai main make male man mane mania many mar
    mare mars mash mat mate mats may me men mil mile miles mill mot mote mule my nad nasty net nets nil nine
    none oil ole olive on pan pans pat pats pen pet pets pin plate pol pole polo poly post rae rai rail raise
    rash rate ray rays rich rit rite rod rode rods role rome rule rus ruse rust sale same san sane sans sash
    save sem sera shame sim sims sin sins slave slaves so sofa sole son sons sore stem stems step steps sun
    tail tale tame tan tans tat tau then tie till time tin tom tome toms ton tone tons toy us vale vals van
    vane vans var vars vary vas vase vent ver vers very vet vets vile vita vital wash we will win wine yes
    yet yule zine zone
"""
_NO_NAMES = frozenset(_ENGLISH.split())
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
        for latin in latin_spellings(folded(word)):
            stem = re.sub(r"(?:iya|ia|ya|ja|a|iy|y|ii)$", "", latin)
            endings = (
                ["", *_ENDINGS.split()]
                if len(stem) >= 3
                else _SHORT_ENDINGS.split()
                if len(stem) == 2
                else []
            )
            forms |= {latin, *(stem + ending for ending in endings)}
    return {form for form in forms if len(form) >= 3} - _NO_NAMES


def latin_spellings(word: str) -> set[str]:
    """A Russian word in Latin letters, in the ways that are usual."""
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
