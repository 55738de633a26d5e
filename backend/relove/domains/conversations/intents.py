"""What a person asks of the guide itself, answered in fixed words whatever the model would say."""

from __future__ import annotations

import re

from relove.domains.conversations.quoting import clean

STOP = "stop-word-line"
AI_ANSWER = "ai-answer"
HUMAN_REQUEST = "handover-begun"
BACK = "handover-ended"

_PUNCTUATION = re.compile(r"[^\w\s]+")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_POLITE = (
    r"(?:пожалуйста|плиз|пж|все|хватит|наташа|прошу|мне больно|мне тяжело|мне неприятно|мне плохо|мне страшно"
    r"|please|natasha|now|just|it|this|enough|right now)"
)
_STOP = re.compile(
    rf"(?:{_POLITE}\s+)*(?:стоп|стопэ|stop|стоп слово|хватит|остановитесь|остановись|прекратите|прекрати|перестаньте"
    rf"|перестань)(?:\s+(?:{_POLITE}|стоп|stop))*"
)
_WHY = re.compile(
    r"(?:а\s+)?(?:почему|зачем|к чему|с чего)\s+(?:ты|вы|тебе|вам)\s+(?:это\s+|об этом\s+|такое\s+|мне\s+)*"
    r"(?:спрашива\w+|спросил\w*|знать|задал\w*|зада[её]\w+)(?:\s+\w+){0,4}"
    r"|(?:а\s+)?(?:почему|зачем|к чему)\s+(?:этот|такой|такие|эти)\s+вопрос\w*"
    r"|why\s+(?:did|do|are|would)\s+you\s+(?:ask\w*|want to know)(?:\s+\w+){0,5}|why\s+(?:this|that|such a)\s+question"
)
_IS_HUMAN = re.compile(
    r"(?:^|\b)(?:ты|вы|это|наташа ты)\s+(?:что\s+|правда\s+|точно\s+|вообще\s+|же\s+|тоже\s+)*"
    r"(?:бот|робот|ии|ai|нейросеть|нейронка|программа|машина|"
    r"человек|живая|живой|живая девушка|настоящая|настоящий"
    r"|реальная|реальный|настоящий человек|живой человек|chatgpt|gpt|чат\s?гпт)\b"
    r"(?!\s+(?:котор|из|без|с)\w*)"
    r"|(?:^|\b)(?:я\s+)?(?:говорю|общаюсь|разговариваю|переписываюсь)\s+с\s+"
    r"(?:ботом|роботом|человеком|нейросетью|ии|живым человеком)\b"
    r"|\bс\s+кем\s+я\s+(?:сейчас\s+|вообще\s+)?(?:говорю|общаюсь|разговариваю|переписываюсь)\b"
    r"|\bwho\s+am\s+i\s+(?:talking|speaking|writing)\s+(?:to|with)\b"
    r"|\bis\s+(?:this|it)\s+(?:really\s+)?(?:a\s+|an\s+)?(?:real\s+(?:person|human)|human|bot|robot|ai|machine)\b"
    r"|\bare\s+you\s+(?:really\s+|actually\s+|even\s+)?(?:a\s+|an\s+)?(?:real\b|human|bot|robot|ai|machine|person|chatgpt)"
    r"|\bam\s+i\s+(?:talking|speaking|chatting)\s+(?:to|with)\s+(?:a\s+|an\s+)?(?:real\s+)?(?:human|bot|robot|ai|machine|person)"
)
_LIVING = r"(?:жив\w+|настоящ\w+|реальн\w+)"
_CALL_HUMAN = re.compile(
    rf"(?:позов\w+|позвать|соедини\w*|переключи\w*|пригласи\w*|дай\w*)\s+(?:мне\s+)?(?:с\s+|на\s+)?(?:{_LIVING}\s+)?"
    r"(?:человек\w*|оператор\w*|специалист\w*|поддержк\w*)"
    rf"|(?:нужен|хочу|можно|поговорить)\s+(?:\w+\s+)?(?:с\s+|к\s+)?(?:{_LIVING}\s+человек\w*|оператор\w*|поддержк\w*)"
    r"|(?:call|get|give|connect|transfer)\s+(?:me\s+)?(?:to\s+|with\s+)?(?:a\s+|an\s+)?(?:real\s+|live\s+)?(?:human|person|operator)"
    r"|(?:talk|speak)\s+(?:to|with)\s+(?:a\s+|an\s+)?(?:real\s+|live\s+)(?:human|person)"
    r"|(?:talk|speak)\s+(?:to|with)\s+(?:a\s+human|an\s+operator)"
    r"|^(?:оператор\w?|живого человека|human|operator|real person)(?:\s+(?:пожалуйста|срочно|please|now))?$"
)
_SHORT = 80
"""Longer texts are talk that mentions such words, not a request."""


def _plain(text: str) -> str:
    words = " ".join(_PUNCTUATION.sub(" ", clean(text).lower().replace("ё", "е")).split())
    return _REPEATED.sub(r"\1", words)


def stop_word(text: str) -> bool:
    """Is it the stop word, alone or with a polite word?"""
    return len(text) <= _SHORT and _STOP.fullmatch(_plain(text)) is not None


def asks_why(text: str) -> bool:
    """Do they want to know why a question was asked?"""
    sentences = re.split(r"[.!?]+", text)
    return len(text) <= _SHORT and any(_WHY.fullmatch(_plain(sentence)) for sentence in sentences)


def asks_if_human(text: str) -> bool:
    """Do they want to know who is speaking?"""
    return len(text) <= _SHORT and _IS_HUMAN.search(_plain(text)) is not None


def asks_for_human(text: str) -> bool:
    """Do they want a living person?"""
    return len(text) <= _SHORT and _CALL_HUMAN.search(_plain(text)) is not None


_BACK = re.compile(
    r"(?:хочу\s+)?(?:вернуться|вернись|верни(?:те)?|назад|обратно)(?:\s+(?:к|мне|меня))*\s+проводник\w*"
    r"|(?:i\s+want\s+to\s+go\s+)?back\s+to\s+the\s+guide"
)


def returns_to_guide(text: str) -> bool:
    """Is it the wish to go on with the guide after a human was asked for?"""
    return len(text) <= _SHORT and _BACK.fullmatch(_plain(text)) is not None


def fixed_answer(text: str) -> str | None:
    """The catalogue key of the answer, or None where the guide answers freely."""
    if stop_word(text):
        return STOP
    if asks_for_human(text):
        return HUMAN_REQUEST
    if asks_if_human(text):
        return AI_ANSWER
    return None
