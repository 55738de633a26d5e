"""Russian endings by rule: for names that no dictionary knows, and beside it."""

from __future__ import annotations

CONSONANTS = "бвгджзклмнпрстфхцчшщ"

_HARD_A = ("а", "ы", "и", "е", "у", "ой", "ою", "ей", "ею", "")
_SOFT_A = ("я", "и", "е", "ю", "ей", "ею", "ь", "й", "")
_IYA = ("ия", "ии", "ию", "ией", "иею", "ий", "ие", "ье", "ья", "ью", "ьи", "ьей", "ьею")
_CONSONANT = ("", "а", "у", "ом", "ем", "ым", "е", "и", "ы", "ов", "ой", "ую", "ых", "ыми")
_SOFT = ("й", "ь", "я", "ю", "ью", "ем", "е", "и", "ев", "ей", "ям", "ями", "ях")
_HARD_ADJECTIVE = ("ый", "ой", "ий", "ого", "ому", "ым", "ом", "ая", "ую", "ою", "ое", "ые", "ых", "ыми")
_SOFT_ADJECTIVE = (
    "его",
    "ему",
    "им",
    "ем",
    "яя",
    "юю",
    "ею",
    "ей",
    "ее",
    "ие",
    "их",
    "ими",
    "ия",
    "ию",
    "ии",
    "ием",
)
_POSSESSIVE_ADJECTIVE = ("ья", "ью", "ье", "ьи", "ьего", "ьему", "ьим", "ьем", "ьей", "ьею", "ьих", "ьими")
_POSSESSIVE = ("", "а", "у", "о", "ы", "ой", "ого", "ому", "ом", "ым", "ых", "ыми")
_AFTER_HARD = ("а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "ами", "ах")
_AFTER_SOFT = ("я", "ю", "ем", "е", "и", "ев", "ей", "ям", "ями", "ях")
_SURNAMES_OF_WOMEN = ("ова", "ева", "ина", "ына")


def ruled_forms(word: str) -> set[str]:
    """The word (small, ё as е) with every ending that its kind of word takes; too many rather than too few."""
    if word.endswith(("ий", "ый", "ой", "ая", "яя")):
        endings = (*_HARD_ADJECTIVE, *_SOFT_ADJECTIVE)
        return _with(word[:-2], (*endings, *(_POSSESSIVE_ADJECTIVE if word.endswith("ий") else ()))) | {word}
    if word.endswith(("ия", "ья")):
        return _with(word[:-2], (*_IYA, *_POSSESSIVE_ADJECTIVE, "ий"))
    if word.endswith("а"):
        women = _CONSONANT if word.endswith(_SURNAMES_OF_WOMEN) else ()
        return _with(word[:-1], (*_HARD_A, *women))
    if word.endswith("я"):
        return _with(word[:-1], _SOFT_A)
    if word.endswith(("й", "ь")):
        return _with(word[:-1], _SOFT) | _fleeting(word)
    if word[-1] in CONSONANTS:
        return _with(word, _CONSONANT) | _fleeting(word)
    return {word}


def possessive_forms(word: str) -> set[str]:
    """Whose it is: Машин, Машина, Машиной, for a word that ends in а or я."""
    return _with(f"{word[:-1]}ин", _POSSESSIVE) if word.endswith(("а", "я")) else set()


def _with(stem: str, endings: tuple[str, ...]) -> set[str]:
    return {stem + ending for ending in endings}


def _fleeting(word: str) -> set[str]:
    """Павел, Павла; Воробей, Воробья; Заяц, Зайца; Пень, Пня: a vowel of the last syllable goes."""
    if len(word) < 3:
        return set()
    if word.endswith("ей"):
        return _with(f"{word[:-2]}ь", _AFTER_SOFT)
    if word.endswith("ь"):
        return _with(word[:-3] + word[-2], _AFTER_SOFT) if word[-3] in "ео" else set()
    if word[-2] not in "ео" and not word.endswith("яц"):
        return set()
    found = _with(word[:-2] + word[-1], _AFTER_HARD) | _with(f"{word[:-2]}ь{word[-1]}", _AFTER_HARD)
    if word[-3] in "аеиоуыэюя" or word.endswith("яц"):
        found |= _with(f"{word[:-2]}й{word[-1]}", _AFTER_HARD)
    return found
