"""The stop word: alone, with a polite word, at the beginning, or as a sentence of its own.

Who says it too often loses a sharp reply; who is not heard is hurt. In doubt it is a stop.
"""

from __future__ import annotations

import re

from relove.domains.conversations.plain_words import lowered, plain

_STOP = r"(?:ст[оo]+п+(?:э|е)?|stop+|стоп\s+слово|с\s+т\s+о\s+п|s\s+t\s+o\s+p)"
_ENOUGH = (
    r"(?:хватит|остановитесь|остановись|прекратите|прекрати|перестаньте|перестань|стой|стойте"
    r"|(?:давай(?:те)?\s+)?(?:прекратим|остановимся)|enough)"
)
_BEFORE = (
    r"(?:пожалуйста|плиз|пж|все|хватит|наташа|прошу|нет|не|ну|да|так|ой|ай|ох|эй|а|и|ок|окей|ладно|слушай(?:те)?|подожди(?:те)?"
    r"|погоди(?:те)?|постой(?:те)?|я|же|еще|раз|тебе|вам|сказал|сказала|говорю|повторяю|серьезно|правда|вообще|просто"
    r"|please|natasha|now|just|no|nope|ok|okay|oh|hey|well|wait|so|i|said|say|and|but|seriously)"
)
# Nothing of this stands in the two above: what could be read in two ways would be tried in all.
_AFTER = (
    r"(?:пожалуйста|плиз|пж|все|наташа|прошу|тебя|вас|уже|сейчас|здесь|тут|это|этот|разговор|спрашивать|давить|так|со|мной"
    r"|мне\s+(?:\w+\s+)?(?:больно|тяжело|неприятно|плохо|страшно|трудно|обидно|противно)|нет|не\s+надо|не\s+хочу"
    r"|please|natasha|now|just|it|this|right\s+now|that|here|asking|no|it\s+hurts)"
)
_REFUSAL = (
    r"(?:не|мне|я|нет|пожалуйста|прошу|больше|дальше|достаточно|об\s+этом|на\s+этом|i|please|no|don|this\s+(?:is|hurts)|that\s+hurts"
    r"|it\s+hurts|enough|asking|pushing|talking)"
)
_WHOLE = re.compile(rf"(?:{_BEFORE}\s+)*(?:{_STOP}|{_ENOUGH})(?:\s+(?:{_AFTER}|{_STOP}|{_ENOUGH}))*")
_WHOLE_STOP = re.compile(rf"(?:{_BEFORE}\s+)*{_STOP}(?:\s+(?:{_AFTER}|{_STOP}|{_ENOUGH}))*")
_LEAD = rf"\W*(?:{_BEFORE}[\s,.!…—-]+)*"
# A sign ends the word; a hyphen, a slash or a quotation mark behind it makes another one of it (стоп-кран).
_SIGN = r"(?:\s*[,.!?…;:)(]|\s+[—–-]+\s|\s*[—–]|\s*$|\s*[^\w\s'\"«»“”„’/\\-])"
_BEGINS = re.compile(rf"(?![«\"“„'])\s*{_LEAD}{_STOP}(?:[\s-]+{_STOP})*(?:{_SIGN}|\s+{_REFUSAL}\b)")
_ENOUGH_BEGINS = re.compile(
    rf"(?![«\"“„'])\s*{_LEAD}{_ENOUGH}(?:\s*[!.…]+(?:\s|$)|\s*,\s*(?:{_REFUSAL}|{_BEFORE})\b)"
)
_PARTS = re.compile(r"[.!?…;,\n]+")
_SENTENCES = re.compile(r"[.!?…;\n]+")
_TALK = 80
"""Softer words for it, such as "enough", are talk in longer texts."""


def stop_word(text: str) -> bool:
    """Is it to stop, now?"""
    if (len(text) <= _TALK and _WHOLE.fullmatch(plain(text))) or _BEGINS.match(lowered(text[:_TALK])):
        return True
    short = (sentence for sentence in _SENTENCES.split(text) if len(sentence) <= _TALK)
    if any(_WHOLE_STOP.fullmatch(plain(sentence)) for sentence in short):
        return True
    if len(text) > _TALK:
        return False
    return bool(
        _ENOUGH_BEGINS.match(lowered(text))
        or _WHOLE_STOP.fullmatch(plain(_PARTS.split(text.rstrip(" .!?…"))[-1]))
    )
