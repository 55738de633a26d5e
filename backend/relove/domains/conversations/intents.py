"""What a person asks of the guide itself, answered in fixed words whatever the model would say."""

from __future__ import annotations

import re

from relove.domains.conversations.calling import calls
from relove.domains.conversations.plain_words import plain
from relove.domains.conversations.stopping import stop_word

STOP = "stop-word-line"
AI_ANSWER = "ai-answer"
HUMAN_REQUEST = "handover-begun"
HUMAN_PERHAPS = "handover-ask"
BACK = "handover-ended"

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
_SHORT = 80
"""Longer texts are talk that mentions such words, not a request."""


def asks_why(text: str) -> bool:
    """Do they want to know why a question was asked?"""
    sentences = re.split(r"[.!?]+", text)
    return len(text) <= _SHORT and any(_WHY.fullmatch(plain(sentence)) for sentence in sentences)


def asks_if_human(text: str) -> bool:
    """Do they want to know who is speaking?"""
    return len(text) <= _SHORT and _IS_HUMAN.search(plain(text)) is not None


def calls_human(text: str) -> bool:
    """Do they want a living person, or may that be what they mean? For somebody in danger."""
    return calls(text, in_danger=True) is not None


_BACK = re.compile(
    r"(?:хочу\s+)?(?:вернуться|вернись|верни(?:те)?|назад|обратно)(?:\s+(?:к|мне|меня))*\s+проводник\w*"
    r"|(?:i\s+want\s+to\s+go\s+)?back\s+to\s+the\s+guide"
)


def returns_to_guide(text: str) -> bool:
    """Is it the wish to go on with the guide after a human was asked for?"""
    return len(text) <= _SHORT and _BACK.fullmatch(plain(text)) is not None


_COURTESY = r"(?:пожалуйста|спасибо|ладно|хорошо|все таки|please|thanks|thank you)"
_AGREES = re.compile(
    rf"(?:{_COURTESY}\s+)?(?:(?:да|ага|угу|конечно|давай(?:те)?|зови(?:те)?|позови(?:те)?|хочу|можно|нужно|ок"
    rf"|yes|yeah|yep|sure|ok|okay|please do"
    rf"|do|please|call(?: them)?|go ahead)(?:\s+{_COURTESY})?(?:\s+|$))+"
)
_DECLINES = re.compile(
    rf"(?:{_COURTESY}\s+)?(?:(?:нет|неа|не надо|не нужно|не хочу|продолжим|продолжаем|давай(?:те)? продолжим|дальше"
    rf"|no|nope|not now|don t|go on"
    rf"|let us go on|let s go on|continue)(?:\s+{_COURTESY})?(?:\s+|$))+"
)


def agrees_to_call(text: str) -> bool:
    """Is it a yes to "shall I call a human?" """
    return len(text) <= _SHORT and _AGREES.fullmatch(plain(text)) is not None


def declines_to_call(text: str) -> bool:
    """Is it a no to the same?"""
    return len(text) <= _SHORT and _DECLINES.fullmatch(plain(text)) is not None


def fixed_answer(text: str) -> str | None:
    """The catalogue key of the answer, or None where the guide answers freely."""
    called = calls(text)
    if called == "sure":
        return HUMAN_REQUEST
    if stop_word(text):
        return STOP
    if asks_if_human(text):
        return AI_ANSWER
    return None if called is None else HUMAN_PERHAPS
