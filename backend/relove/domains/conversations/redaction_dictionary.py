"""What the dictionary of Russian knows of a word: its forms, and whether it is more than a name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pymorphy3
    from nicknames import NickNamer

_NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox"})
_NAME_SHARE = 0.4
"""A word that is a name in fewer uses than this is an ordinary word that may be a name: «света», «поля»."""
_FUNCTION_WORDS = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
_LEXEME_SKIPS = frozenset({"Supr", "V-ey", "Cmp2", "ADJS", "COMP"})

# Words of English that are names too: written small they mean what they mean.
_ENGLISH = """
    ace al am amber amen an angel april art as ash at august autumn bell ben best bill bird bishop black blue bob bond
    brook brooks brown buck bush butler cat chance chase christian chuck clay cliff cole cook cooper crystal daisy
    dale dawn day dean dick do dolly don drew duke earl em faith fields fisher ford forest fox frank gene gentle gill
    glen go grace grant gray green guy hall hardy harry hazel he heath heather hill holly hope hunter i in iris is it
    ivy jack jade jasmine jay jewel jo john josh joy june justice kay king kit knight lake lane lily little long love
    lucky mark marsh mason max may me melody mercy mike miles mills moon moore my nick no norm oak of old olive on
    or owen page paris park pat patience pearl penny pepper peter pierce poppy porter price prince queen rain ray
    reed rich river rob robin rock rod roman rose rosemary ruby rush rusty sage sally sandy scott sharp short sky
    small smith snow so sky spring star stone story strong sue summer sunny sweet tanner taylor the to tom tony
    trinity turner van violet walker wade ward water wells west white will willow win winter wolf wood woods
    would young your
"""
_ENGLISH_WORDS = frozenset(_ENGLISH.split())


@lru_cache(maxsize=1)
def _analyzer() -> pymorphy3.MorphAnalyzer:
    # 25 MB and a fifth of a second: only where a name is looked for, and once a process.
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=4096)
def dictionary_forms(word: str) -> frozenset[str]:
    """Every case of the noun or adjective whose nominative this is, guessed where the word is unknown."""
    found: set[str] = set()
    for parse in _analyzer().parse(word):
        tag = parse.tag
        if tag.POS not in ("NOUN", "ADJF") or "nomn" not in tag:
            continue
        found |= {item.word for item in parse.lexeme if not _LEXEME_SKIPS & set(item.tag.grammemes)}
    return frozenset(found)


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """Is the word, written small, mostly something else than a name?"""
    if word.isascii():
        return word in _ENGLISH_WORDS
    morph = _analyzer()
    if not morph.word_is_known(word):
        return False
    # A surname that women bear unchanged is counted once for each case: that says nothing.
    parses = [parse for parse in morph.parse(word) if "Fixd" not in parse.tag]
    if any(parse.tag.POS in _FUNCTION_WORDS for parse in parses):
        return True
    if not parses:
        return False
    named = sum(parse.score for parse in parses if _NAME_TAGS & set(parse.tag.grammemes))
    return bool(named < _NAME_SHARE * sum(parse.score for parse in parses))


@lru_cache(maxsize=4096)
def is_given_name(word: str) -> bool:
    """Does the dictionary know the word as a first name?"""
    return any("Name" in parse.tag for parse in _analyzer().parse(word) if parse.is_known)


@lru_cache(maxsize=4096)
def given_names_of(word: str) -> frozenset[str]:
    """The first names whose form the dictionary knows the word to be."""
    parses = _analyzer().parse(word)
    return frozenset(parse.normal_form for parse in parses if parse.is_known and "Name" in parse.tag)


def english_short_names(name: str) -> frozenset[str]:
    """What else an English first name is said as, the full one and the short ones."""
    namer = _namer()
    full = {name} | namer.canonicals_of(name)
    return frozenset(full | {short for one in full for short in namer.nicknames_of(one)})


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    # A file of a thousand lines: read where an English name is looked for.
    from nicknames import NickNamer

    return NickNamer()
