"""Words after which a sentence is held until it is over: with them begins what the guide may never say.

What has none of them goes out word by word. They are more than the rules need: holding a sentence costs a moment.
"""

from __future__ import annotations

import re

from relove.domains.conversations.spoken import medical
from relove.domains.conversations.spoken.heard import SPOKE

TAIL = 3
"""So many words at the end wait for what follows them."""

_QUOTES = re.compile(r"[«»\"“”„‹›]|(?:^|\s)['‘]")
_NUMBER = r"\d+|пару?|две|два|три|четыре|пять|десять|двадцать|тридцать|two|three|five|ten|twenty"
_ONESELF = (
    r"я|меня|мне|мной|мо[йяею]|мое(?:го|му|й|м)|мои(?:х|м)?|мы|нас|нам|наш\w*|сам[аи]?|i|i'm|i've|i'd|i'll|me|my|mine"
    r"|myself|we|us|our"
)
_PEOPLE = (
    r"человек\w*|люд[ия]\w*|жив(?:ой|ая|ого|ым|ые)|настоящ\w+|реальн\w+|женщин\w*|мужчин\w*|девушк\w*|робот\w*|бот\w?|ии"
    r"|программ\w*|алгоритм\w*|психолог\w*|психотерапевт\w*|терапевт\w*|психиатр\w*|врач\w*|доктор\w*|специалист\w*"
    r"|подруг\w*|коуч\w*|диплом\w*|лицензи\w*|практик\w*|клиент\w*|пациент\w*|humans?|person|people|man|woman|real|living"
    r"|robot|bot|ai|program|machine|code|algorithm|doctor|psycholog\w+|therapist|psychiatrist|physician|counsell?or|degree"
    r"|diploma|licen[cs]e\w*|clients?|patients?"
)
_ILL = rf"диагно\w*|симптом\w*|признак\w*|страда\w+|больн\w+|diagnos\w+|symptoms?|signs?|suffer\w*|{_NUMBER}"
_HARM = (
    r"умр\w*|умер\w*|умир\w*|смерт\w*|мертв\w*|сдох\w*|уби\w*|убе[йи]\w*|убь\w*|поконч\w*|повес\w*|порез\w*|реж\w*|пореж\w*"
    r"|ран[ьи]\w*|вен[ыау]|прыга\w*|прыгн\w*|голода\w*|накаж\w*|ударь\w*|бей|бейте|избе\w*|врежь\w*|отомст\w*|душ[ить]\w*"
    r"|жизн[ьи]|жить|жалк\w*|ничтож\w*|слаб\w*|туп\w*|дур\w*|глуп\w*|никчемн\w*|бесполезн\w*|лишн\w*|обуз\w*|никому|никто"
    r"|заслуж\w*|виноват\w*|боль\w*|без|лучше|легче|die|dead|death|dying|kill\w*|cut|hurt\w*|harm\w*|burn|hang|starv\w*"
    r"|jump\w*|disappear\w*|life|live|worthless|pathetic|useless|stupid|disgusting|loser|idiot|trash|garbage|nobody"
    r"|no one|deserv\w*|pain|fault|hit\w*|punch\w*|slap\w*|beat\w*|stab\w*|better|without"
)
_GUILT = (
    r"уход\w*|уйд\w*|уйт\w*|брос\w*|покид\w*|закрыва\w*|остан\w*|остав\w*|задерж\w*|побуд\w*|посид\w*|обещ\w*|скуч\w*|груст\w*"
    r"|тоск\w*|одинок\w*|обид\w*|жаль|нуж(?:ен|на|ны)|stay\w*|leav\w*|go|going|miss\w*|promis\w*|sad|lonely|break|only"
)
_PILLS = (
    r"таблет\w*|лекарств\w*|препарат\w*|антидепрессант\w*|снотворн\w*|успокоительн\w*|транквилизатор\w*|нейролептик\w*"
    r"|доз[ыуа]|дозировк\w*|выпей\w*|прими\w*|принимай\w*|пейте|колеса|мелатонин\w*|валерьян\w*|pills?|tablets?|medic\w+|meds"
    r"|antidepress\w+|dose|dosage|take|taking|stop|quit"
)
_RISKS = re.compile(
    rf"\b(?:{_ONESELF}|{_PEOPLE}|{_ILL}|{_HARM}|{_GUILT}|{_PILLS}|{medical.ILLNESS}|{medical.ILLNESS_EN})\b"
    rf"|\b{SPOKE.pattern}|\b(?:слов\w+|фраз\w+|said|say\w*|told|wrote|written|called?|mention\w*|admit\w*|words?|phrase)\b"
)
_WORDS = re.compile(r"\S+\s*")


def sayable(sentence: str, plain: str) -> int:
    """How much of a sentence that is not over yet may be shown; `plain` is how the rules read it."""
    if _QUOTES.search(sentence) or _RISKS.search(plain):
        return 0
    words = list(_WORDS.finditer(sentence))
    # The last word may still grow.
    return words[-TAIL - 1].end() if len(words) > TAIL else 0
