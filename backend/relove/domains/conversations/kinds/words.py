"""Whether a person's words say yes or no to what was laid before them. Anything longer is talk, not an answer."""

from __future__ import annotations

import re
from typing import Literal

from relove.domains.conversations.quoting import clean

Verdict = Literal["yes", "no"]
_SIGNS = re.compile(r"[^\w\s]+")
_LONGEST = 60
_YES = re.compile(
    r"(?:ну\s+|да+\s+|угу\s+)*(?:да+|ага|угу|верно|точно|согласен|согласна|именно|похоже(?:\s+на\s+(?:меня|правду))?|правда"
    r"|так\s+и\s+есть|все\s+(?:так|верно|точно)|в\s+точку|подтверждаю|завершаем|завершить|заверши|закончим|готов|готова"
    r"|это\s+(?:про\s+)?(?:я|меня)|идем\s+дальше|пойдем\s+дальше|дальше|давай(?:те)?(?:\s+дальше)?|хорошо|ок|окей)"
    r"(?:\s+(?:да|спасибо|это\s+(?:про\s+меня|так|я)|этап|его|так|пожалуй|наверное|именно|верно|точно))*"
    r"|(?:well\s+|oh\s+)*(?:yes|yep|yeah|yup|right|exactly|correct|agreed|i\s+agree|true|that\s+s\s+(?:me|right|true)"
    r"|sounds\s+(?:right|like\s+me)|spot\s+on|i\s+confirm|confirm|finish|finish\s+(?:it|the\s+stage)|let\s+s\s+finish"
    r"|go\s+on|next|let\s+s\s+go\s+on|ok|okay|sure)(?:\s+(?:yes|thanks|thank\s+you|that\s+s\s+(?:me|right)|it\s+is|exactly|i\s+think))*"
)
_NO = re.compile(
    r"(?:ну\s+|нет\s+)*(?:нет|неа|не\s+(?:совсем|согласен|согласна|верно|так|точно|про\s+меня|похоже|готов|готова|сейчас|надо)"
    r"|неверно|неправда|мимо|пока\s+нет|рано|подожд(?:и|ите|ем)|еще\s+(?:нет|рано))(?:\s+(?:так|это|пока|еще|про\s+меня))*"
    r"|(?:well\s+|no\s+)*(?:no|nope|not\s+(?:quite|really|me|exactly|yet|so|now|true|right)|wrong|that\s+s\s+(?:not\s+me|wrong)"
    r"|i\s+disagree|disagree|too\s+early|wait)(?:\s+(?:so|yet|me|really|that))*"
)


def verdict(text: str, yes: str, no: str) -> Verdict | None:
    """What the words answer; `yes` and `no` are the labels of the two buttons."""
    said = _plain(text)
    if said == _plain(yes):
        return "yes"
    if said == _plain(no):
        return "no"
    if len(text) > _LONGEST:
        return None
    if _NO.fullmatch(said):
        return "no"
    return "yes" if _YES.fullmatch(said) else None


def _plain(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", clean(text).lower().replace("ё", "е")).split())
