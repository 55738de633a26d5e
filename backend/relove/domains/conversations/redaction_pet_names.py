"""Pet forms of a Russian name by their making: a stem of the name, one or two suffixes that make it small, a case.

No list is long enough for them (Маришка, Маришенька, Маришечка), and no dictionary knows them; what a dictionary does
know as a word of its own is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from relove.domains.conversations.redaction_declension import CONSONANTS
from relove.domains.conversations.redaction_spelling import folded, latin_spellings

_SHORTEST = 2
_SHORTEST_LATIN = 3
_SHORTEST_OF_IYA = 4

# Саш-ул-я, Дим-он, Мит-яй; and Мариш-к-а, Саш-еньк-а, Дим-очк-а, Вов-чик; and both: Дим-ас-ик, Саш-ул-еньк-а.
_WARM = "[уюая]ш|[ую][лснтх]|[оая]н|ас|[ая]х|ищ|ыч|[ая]ныч|яй"
_SMALL = "(?:[оеи]ч|[ауюиыея]ш|[ео]нь)?к|ик|чик|ок|ек|[ое]чек|[ое]нок|[ое]нк"
_CASE = "[аяыиеуюь]|[ое][йюм]|ою|ею|ам|ям|ами|ями|ах|ях|ин(?:[аоуые]|ой|ого|ому|ым|ых)?"
_WARM_LATIN = "(?:yu|iu|ju|ya|ia|u|a)(?:sh|kh)|(?:yu|iu|ju|u)[lsnt]"
_SMALL_LATIN = "(?:[oei]ch|(?:yu|iu|ju|ya|ia|[auie])sh|[eo]n['’]?)?k"
_WITHOUT_CASE_LATIN = "ik|chik|ok|ek|[oe]chek"
_CASE_LATIN = "a|u|e|i|ya|yu|ia|iu|oy|oi|ey|ei|oyu"


def pet_names(names: Iterable[str]) -> re.Pattern[str] | None:
    """What matches a folded word that is made of one of these Russian names; None where there is none."""
    stems = {stem for name in names for stem in _stems(folded(name)) if len(stem) >= _SHORTEST}
    if not stems:
        return None
    long = _any(stem for stem in stems if len(stem) > _SHORTEST)
    short = _any(stem for stem in stems if len(stem) == _SHORTEST)
    latin = {spelling for stem in stems for spelling in latin_spellings(stem)}
    foreign = _any(spelling for spelling in latin if len(spelling) >= _SHORTEST_LATIN)
    return re.compile(
        rf"(?:{long})(?:(?:{_WARM})ь?(?:{_SMALL})?|ь?(?:{_SMALL}))(?:{_CASE})?"
        # Two letters are the beginning of many words: they need more of an end.
        rf"|(?:{short})(?:(?:{_WARM})ь?(?:{_SMALL})?|ь?(?!к)(?:{_SMALL}))(?:{_CASE})?"
        rf"|(?:{foreign})(?:(?:(?:{_WARM_LATIN})(?:{_SMALL_LATIN})?|{_SMALL_LATIN})(?:{_CASE_LATIN})"
        rf"|(?:{_WARM_LATIN}|as)?(?:{_WITHOUT_CASE_LATIN}))"
    )


def _any(stems: Iterable[str]) -> str:
    # Nothing matches where there are none.
    return "|".join(sorted(stems, key=lambda stem: (-len(stem), stem))) or "(?!)"


def _stems(name: str) -> set[str]:
    """Марин, Мариш; Ксен of Ксения; Павл of Павел."""
    if not name.isalpha() or name.isascii():
        return set()
    if name.endswith(("ия", "ий", "ея", "ья")):
        return {name[:-1], *({name[:-2]} if len(name) - 2 >= _SHORTEST_OF_IYA else ())}
    if name[-1] in "аяйьоеуюиы":
        return {name[:-1]}
    fleeting = len(name) > _SHORTEST_OF_IYA - 1 and name[-2] in "ео" and name[-1] in CONSONANTS
    return {name, name[:-2] + name[-1]} if fleeting else {name}
