"""Looks at one sentence of the guide's: may a person read it?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from relove.domains.conversations.memory.words import plain_words, stem
from relove.domains.conversations.quoting import quotations
from relove.domains.conversations.spoken import harm, medical, persona
from relove.domains.conversations.spoken.heard import SPOKE, Heard, imagined, reported, unquoted
from relove.domains.conversations.spoken.sentences import sentences

Fault = Literal["claims_to_be_human", "diagnoses", "medical_advice", "harmful", "holds_back", "misquoted"]

_SIGNS = str.maketrans(
    {"ё": "е", "’": "'", "ʼ": "'", "—": "-", "–": "-", "*": "", "_": "", "`": "", "\u00a0": " "}
)
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


def plain(text: str) -> str:
    """As the rules read it."""
    return " ".join(text.lower().translate(_SIGNS).split())


def fault_in(text: str, heard: Heard | None = None) -> Fault | None:
    """Why the guide may not say it to a person; None where it may. `heard`: what the person said, where it is known."""
    return next((fault for one in sentences(text) if (fault := _of_sentence(one, heard))), None)


def claims(text: str) -> bool:
    """Is there a claim to be a person, a doctor or licensed?"""
    return persona.CLAIMS.search(plain(text)) is not None


def harms(text: str, heard: Heard) -> Fault | None:
    """Of a statement about a person: what may not be written of anybody, unless the words are their own."""
    said = plain(text)
    if _breaks(said, harm.HARM, heard):
        return "harmful"
    return "medical_advice" if _breaks(said, medical.ADVICE, heard) else None


def _of_sentence(sentence: str, heard: Heard | None) -> Fault | None:
    told = reported(sentence)
    theirs = _theirs(heard) if told else None
    own = frozenset(quote for _, quote in quotations(sentence) if heard is None or not heard.holds(quote))
    # Words of the person's are none of the guide's; what nobody said and stands in quotation marks still is read.
    whole, bare = plain(unquoted(sentence, keep=own)), plain(unquoted(sentence))
    if heard is not None and heard.misquoted(sentence):
        return "misquoted"
    if _matches(persona.CLAIMS, bare if imagined(sentence) else whole, theirs) or _matches(
        persona.LIFE, bare, theirs
    ):
        return "claims_to_be_human"
    if _matches(harm.HARM, bare if harm.VOICE.search(bare) else whole, theirs):
        return "harmful"
    if _matches(medical.ADVICE, whole, theirs) and not medical.WITH_A_DOCTOR.search(whole):
        return "medical_advice"
    if _diagnoses(bare, heard, theirs):
        return "diagnoses"
    return "holds_back" if _matches(harm.GUILT, bare, theirs) else None


Exempt = Callable[[str], bool]


def _theirs(heard: Heard | None) -> Exempt:
    """What is told as the person's own view is theirs, if they used the words."""
    return lambda match: heard is None or _telling(match) <= heard.stems


def _telling(match: str) -> frozenset[str]:
    return frozenset(stem(word) for word in plain_words(match) if len(word) > 4 and not SPOKE.fullmatch(word))


def _matches(pattern: re.Pattern[str], text: str, theirs: Exempt | None) -> bool:
    return any(theirs is None or not theirs(match.group()) for match in pattern.finditer(text))


def _breaks(text: str, pattern: re.Pattern[str], heard: Heard) -> bool:
    return _matches(pattern, text, _theirs(heard))


_ILLNESS = re.compile(rf"\b(?:{medical.ILLNESS}|{medical.ILLNESS_EN}\b)")
_OF_ONESELF = re.compile(r"\b(?:у меня|мне|моя|мою|моей|мой|я|i|i'm|i've|my|me)\b")


def _diagnoses(text: str, heard: Heard | None, theirs: Exempt | None) -> bool:
    if medical.NOT_MINE_TO_SAY.search(text):
        return False
    found = medical.DIAGNOSIS.search(text)
    if found is None:
        # Nor is an illness brought up of which the person said nothing.
        named = None if heard is None else _ILLNESS.search(text)
        return named is not None and heard is not None and stem(named.group().split()[-1]) not in heard.stems
    illness = _ILLNESS.search(found.group())
    if illness is None:
        return not (theirs is not None and theirs(found.group()))
    word = illness.group().split()[-1]
    if heard is None:
        return theirs is None
    return not (_says_of_oneself(word, heard) or (theirs is not None and theirs(word)))


def _says_of_oneself(illness: str, heard: Heard) -> bool:
    """Do they say themselves that they have it? To ask about it is to say nothing."""
    root = stem(illness)
    for text in heard.said:
        for match in _SENTENCE.finditer(plain(text)):
            said = match.group()
            if "?" not in said and _OF_ONESELF.search(said) and root in map(stem, plain_words(said)):
                return True
    return False
