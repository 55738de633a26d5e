"""Forms of a person's own name as people write it: Russian cases, common short forms, the other alphabet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from relove.domains.conversations.redaction_short_names import ENGLISH_NAMES, SHORT_NAMES

MIN_NAME = 3
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"

_HARD_A = ("а", "ы", "и", "е", "у", "ой", "ою", "ей", "")
_SOFT_A = ("я", "и", "е", "ю", "ей", "ёй", "ею", "ь", "")
_IYA = ("ия", "ии", "ию", "ией", "иею", "ий", "ье", "ья", "ью", "ьи", "ьей", "ьёй")
_CONSONANT = ("", "а", "у", "ом", "ем", "ым", "е", "и", "ы", "ов", "ой", "ую", "ых", "ыми")
_SOFT = ("й", "ь", "я", "ю", "ью", "ем", "ём", "е", "и")
_ADJECTIVE = (
    "ий",
    "ый",
    "ой",
    "ия",
    "ию",
    "ием",
    "ии",
    "ого",
    "его",
    "ому",
    "ему",
    "им",
    "ым",
    "ом",
    "ем",
    "ая",
    "ую",
    "ей",
    "ые",
    "ых",
    "их",
)
_POSSESSIVE = r"ин(?:а|у|о|ы|ой|ого|ому|ом|ым|ых|ыми)?"
_FLEETING = {"лев": "льв", "павел": "павл"}
_CARS = frozenset({"маша"})
"""Names whose possessive is a common word: «машина»."""

_TO_LATIN = dict(zip("абвгдезийклмнопрстуфхыэ", "abvgdeziyklmnoprstufhye", strict=True)) | {
    "ё": "e",
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
_TO_CYRILLIC = (
    *(
        ("shch", "щ"),
        ("sch", "щ"),
        ("sh", "ш"),
        ("zh", "ж"),
        ("kh", "х"),
        ("ch", "ч"),
        ("ts", "ц"),
        ("yu", "ю"),
        ("ju", "ю"),
    ),
    *(
        ("iu", "ю"),
        ("iya", "ия"),
        ("ya", "я"),
        ("ja", "я"),
        ("ia", "ия"),
        ("yo", "ё"),
        ("jo", "ё"),
        ("x", "кс"),
        ("ph", "ф"),
        ("th", "т"),
    ),
)
_ONE_BY_ONE = str.maketrans("abcdefghijklmnopqrstuvwyz", "абкдефгхийклмнопкрстуввыз")


def name_forms(name: str) -> set[str]:
    """Regular expressions (lower case) that together find the name in all its forms; empty where it is too short."""
    forms: set[str] = set()
    for word in re.split(r"[\s\-]+", name.strip().lower()):
        if len(word) < MIN_NAME or not any(char.isalpha() for char in word):
            continue
        forms |= _word_forms(word) if word.isalpha() else {re.escape(word)}
    return forms


def _word_forms(word: str) -> set[str]:
    if _CYRILLIC.search(word):
        russian = _with_short(word)
        return {_declined(item) for item in russian} | _latin_forms(russian)
    russian = set()
    for spelling in _cyrillic_spellings(word):
        russian |= _with_short(spelling)
    return {rf"{re.escape(word)}s?"} | {_declined(item) for item in russian} | _latin_forms(russian)


def _with_short(word: str) -> set[str]:
    """The word, its short forms, and the full names that it is short for with theirs."""
    found = {word}
    for full, short in SHORT_NAMES.items():
        known = {_plain(full), *map(_plain, short)}
        if _plain(word) in known:
            found |= {full, *short}
    return found


def _plain(word: str) -> str:
    return word.replace("ё", "е")


def _declined(word: str) -> str:
    """The stem with every ending that this kind of word takes."""
    if word.endswith(("ий", "ый", "ой")):
        return _with(word[:-2], _ADJECTIVE)
    if word.endswith(("ия", "ья")):
        return _with(word[:-2], _IYA)
    if word.endswith("а"):
        return _with(word[:-1], _HARD_A, possessive=word not in _CARS)
    if word.endswith("я"):
        return _with(word[:-1], _SOFT_A, possessive=True)
    if word.endswith(("й", "ь")):
        return _with(word[:-1], _SOFT)
    if word in _FLEETING:
        return rf"(?:{_stem(word)}|{_FLEETING[word]}(?:а|у|ом|е|ы|ов|ам|ами|ах))"
    if word.endswith(("ел", "ёл", "ек", "ёк", "ец")) and len(word) > 4:
        return rf"(?:{_stem(word)}|{_stem(word[:-2])}ь?{word[-1]}(?:а|у|ом|е|ы|ов))"
    if word[-1] in _CONSONANTS:
        return _with(word, _CONSONANT)
    return _stem(word)


def _with(stem: str, endings: Iterable[str], possessive: bool = False) -> str:
    options = [re.escape(ending) for ending in sorted(set(endings), key=len, reverse=True)]
    if "" in endings and len(stem) < MIN_NAME:
        options.remove("")
    if possessive:
        options.insert(0, _POSSESSIVE)
    return rf"{_stem(stem)}(?:{'|'.join(options)})"


def _stem(text: str) -> str:
    return re.escape(_plain(text)).replace("е", "[её]")


def _latin_forms(words: Iterable[str]) -> set[str]:
    forms = set()
    for word in words:
        forms |= {rf"{english}s?" for english in ENGLISH_NAMES.get(_plain(word), ())}
        for latin in _latin_spellings(word):
            stem = re.sub(r"(?:iya|ia|ya|ja|a|iy|y|ii)$", "", latin)
            if len(stem) >= MIN_NAME:
                forms.add(
                    rf"{re.escape(stem)}(?:iya|iyu|iey|ia|iu|ii|ya|yu|ye|yey|ey|oy|om|em|iy|a|u|e|i|y|s)?"
                )
            else:
                forms.add(rf"{re.escape(stem)}(?:ya|yu|ey|oy|ia|ja|a|u|e|i|y)")
    return {form for form in forms if len(form.split("(")[0]) >= 2}


def _latin_spellings(word: str) -> set[str]:
    spellings = {"".join(_TO_LATIN.get(char, char) for char in word)}
    for old, new in _RESPELLED:
        spellings |= {item.replace(old, new) for item in set(spellings) if old in item}
    return {item for item in spellings if len(item) >= MIN_NAME and item.isascii()}


def _cyrillic_spellings(word: str) -> set[str]:
    text = word
    for latin, cyrillic in _TO_CYRILLIC:
        text = text.replace(latin, cyrillic)
    text = text.translate(_ONE_BY_ONE)
    spellings = {text}
    # A y closes Russian first names and surnames as й or ий; s before a consonant often loses its soft sign.
    spellings |= {re.sub(rf"(?<=[{_CONSONANTS}])[ыи]$", "ий", item) for item in set(spellings)}
    spellings |= {re.sub(r"(?<=[аеёиоуыэюя])[ыи]$", "й", item) for item in set(spellings)}
    spellings |= {re.sub(r"^е", "э", item) for item in set(spellings)}
    spellings |= {re.sub(r"л(?=г|я$)", "ль", item) for item in set(spellings)}
    spellings |= {re.sub(r"([ндтл])ия$", r"\1ья", item) for item in set(spellings)}
    spellings |= {
        full for full in SHORT_NAMES for item in set(spellings) if _skeleton(full) == _skeleton(item)
    }
    return {item for item in spellings if len(item) >= MIN_NAME and item.isalpha()}


def _skeleton(word: str) -> str:
    return re.sub(r"[ьъй]", "", _plain(word)).replace("ы", "и").replace("ья", "ия").replace("э", "е")
