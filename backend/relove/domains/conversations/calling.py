"""Does a person ask for a human? Only a whole request counts, not talk that mentions people.

A sentence is a request when each of its words belongs to one: who is wanted, how to reach them, and courtesy. So "give
a person a chance" is talk, and the words may stand in whatever order. What may be a request or talk is asked back.
"""

from __future__ import annotations

import re
from typing import Literal

from relove.domains.conversations.plain_words import lowered, plain

Call = Literal["sure", "perhaps"]

_WORDS = {
    # Nobody but the team can be meant in a chat with a guide.
    "team": r"оператор\w{0,3}|консультант\w{0,3}|operator|agent|representative|humans?",
    "post": r"специалист\w{0,3}|менеджер\w{0,3}|администратор\w{0,3}|сотрудник\w{0,3}"
    r"|specialist|staff|admin|administrator|manager",
    "person": r"человека|человеком|человек|person",
    "anybody": r"когонибудь|кемнибудь|когото|кемто|ктонибудь|ктото|кто|someone|somebody|anyone|anybody",
    "folk": r"люди|людей|людьми|people",
    # Also what a person may lack in life.
    "helper": r"психолог\w{0,3}|психотерапевт\w{0,3}|терапевт\w{0,3}|psychologist|therapist|counsell?or",
    "support": r"поддержк\w{1,2}|support",
    "living": r"жив(?:ого|ым|ому|ой|ую|ое|ые|ых|ыми)|настоящ(?:его|им|ий|ую|ей)|реальн(?:ого|ым|ый|ую|ой)"
    r"|real|live|actual|living",
    "reach": r"позови(?:те)?|позвать|зови(?:те)?|соедини(?:те)?|соединить|свяжи(?:те)?|свяжитесь|связать|связаться"
    r"|переключи(?:те)?|переключить|переведи(?:те)?|перевести|пригласи(?:те)?|пригласить|подключи(?:те)?|подключить|вызови(?:те)?|вызвать"
    r"|connect|transfer|put|escalate|switch|redirect",
    "ring": r"call|contact|reach",
    "talk": r"поговорить|говорить|пообщаться|побеседовать|переговорить|talk|speak|talking|speaking",
    "write": r"общаться|переписываться|написать|спросить|chat|write",
    "give": r"дай(?:те)?|можно|give|get|have|bring|send|find",
    "want": r"хочу|хотел\w?|хотелось|нужен|нужна|нужно|надо|нужны|need|want|wanted|wish",
    "there": r"есть|тут|здесь|is|there|are|here|any",
    "polite": r"пожалуйста|плиз|пж|прошу|срочно|очень|здравствуйте|привет|добрый|день|вечер|наташа|слушай(?:те)?"
    r"|извини(?:те)?|прости(?:те)?|а|ну|и|все|так|тогда|лучше|просто|я|мне|меня|сейчас|прямо|можете|можешь|могу|можем|вы|ты|как|бы|ли|уже|давай(?:те)?"
    r"|с|со|на|к|из|в|до|вашей|вашего|вашим|твоей|службы|службой|службу|команды|командой|команде|команду|relove|релав|наконец"
    r"|таки|правда|если|помощь|помощи|i|d|m|would|ll|to|can|could|may|please|let|me|a|an|the|with|now|right|just|hi|hello|hey|it|possible"
    r"|instead|from|your|team|who|you|through|being|some|ok|okay|urgently|up|natasha|customer|service|over|asap|really|then|and"
    r"|so|able|know|how|do|thanks|thank|straight|directly|help",
}
_KINDS = {kind: re.compile(words) for kind, words in _WORDS.items()}
_HYPHENS = re.compile(r"(?<=\w)-(?=нибудь|то\b|таки)")
_LIKED = re.compile(r"\b(?:would|d)\s+like\b")
_ANYBODY_LIVING = re.compile(r"\b(?:кто|кого|кем)\s+(?=жив)")
_NO_BOT = re.compile(
    r"\b(?:(?:я\s+)?(?:больше\s+)?не\s+(?:хочу|буду|могу|желаю)\s+(?:больше\s+)?(?:говорить|разговаривать|общаться|переписываться)\s+с"
    r"(?:\s+\w+)?\s+(?:бот\w*|робот\w*|ии|машин\w+|программ\w+|нейросет\w+)"
    r"|i\s+(?:don\s+t|do\s+not)\s+want\s+to\s+(?:talk|speak|chat)\s+(?:to|with)\s+(?:a\s+|an\s+)?(?:bot|robot|ai|machine))\b"
)
_NOT_BY_BOT = re.compile(
    r"\b(?:а\s+не|вместо|не|instead\s+of|not|rather\s+than)\s+(?:с\s+|к\s+|with\s+|to\s+)?(?:a\s+|an\s+|the\s+|этого\s+|этим\s+)?"
    r"(?:бот\w*|робот\w*|ии|ai|bot|robot|машин\w+|программ\w+|нейросет\w+|machine)\b"
)
_BARE = re.compile(
    r"(?:оператора?|(?:живого\s+)?человека|человека\s+живого|консультанта|human(?:\s+(?:agent|being|operator))?|operator|agent"
    r"|(?:a\s+)?(?:real|live|actual)\s+(?:person|human|agent|operator))(?:\s+(?:пожалуйста|срочно|сюда|сейчас|please|now|asap))*"
)
_DISTRESS = re.compile(
    r"(?:мне\s+)?(?:очень\s+|так\s+|совсем\s+|сейчас\s+)*(?:плохо|тяжело|страшно|одиноко|больно|трудно|помогите|помоги|не\s+могу\s+больше"
    r"|больше\s+не\s+могу)|i\s+m\s+(?:not\s+ok(?:ay)?|scared|in\s+pain|lonely)|help(?:\s+me)?|i\s+can\s+t\s+(?:anymore|take\s+it)"
    r"|стоп|хватит|stop|enough|(?:(?:здравствуйте|привет|пожалуйста|извините|простите|спасибо|hello|hi|hey|please|sorry|thanks)(?:\s+|$))+"
)
# Said to the guide, not told of oneself.
_BID = re.compile(
    r"\b(?:(?:позови|зови|соедини|свяжи|переключи|переведи|пригласи|подключи|вызови|дай)(?:те)?|можно|позвать|connect|transfer|get\s+me|give\s+me"
    r"|put\s+me|call|let\s+me|(?:can|could|may)\s+(?:i|you))\b"
)
_TELLS = re.compile(
    r"\b(?:сказал\w*|говор\w*|просил\w*|попросил\w*|кричал\w*|крикнул\w*|said|says|told|asked|shouted)$"
)
_STATES = re.compile(r"^(?:i can|i could|я могу|я можем)\b|\bкак\s+человек\b|\blike\b|\bto\s+have\b")
_SENTENCES = re.compile(r"(?:[.!?…;]+(?:\s|$)|\n)+")
_CLAUSES = re.compile(r",|\s[—–-]\s")
_QUOTED = re.compile(r"[:«»\"“”„]")
_LONGEST = 200
_TALK = 80
"""Longer texts are talk, and what is asked for in them is asked back."""


def calls(text: str, *, in_danger: bool = False) -> Call | None:
    """A request for a human, or what may be one; None: talk.

    Who is in danger is believed: whatever may be a request is one, in a text of any length.
    """
    sentences = [sentence for sentence in _SENTENCES.split(text) if plain(sentence)]
    found = [_of_sentence(sentence) for sentence in sentences]
    if in_danger:
        clauses = _CLAUSES.split(lowered(" , ".join(sentences)))
        parts = (_of_words(_bare(clause)) for clause in clauses if len(clause) <= _LONGEST)
        return "sure" if any(found) or any(parts) else None
    best: Call | None = "sure" if "sure" in found else "perhaps" if "perhaps" in found else None
    if best is None:
        return None
    told = [
        one
        for one, call in zip(sentences, found, strict=True)
        if not call and not _DISTRESS.fullmatch(plain(one))
    ]
    if not told:
        return best
    ends = [one for one, call in ((sentences[0], found[0]), (sentences[-1], found[-1])) if call == "sure"]
    if not ends:
        return None
    return "sure" if len(text) <= _TALK and any(_BID.search(plain(one)) for one in ends) else "perhaps"


def _of_sentence(sentence: str) -> Call | None:
    if len(sentence) > _LONGEST:
        return None
    if whole := _of_words(_bare(sentence)):
        return whole
    if _QUOTED.search(sentence):
        return None
    clauses = [clause for clause in map(_bare, _CLAUSES.split(lowered(sentence))) if clause]
    found = [_of_words(clause) for clause in clauses]
    if not any(found) or len(clauses) < 2:
        return None
    if all(call or _DISTRESS.fullmatch(clause) for clause, call in zip(clauses, found, strict=True)):
        return "sure" if "sure" in found else "perhaps"
    # Beside other talk it is said to the guide where it bids, first or last, and nobody else is told to have said it.
    first = found[0] == "sure" and _BID.search(clauses[0])
    last = found[-1] == "sure" and _BID.search(clauses[-1]) and not _TELLS.search(clauses[-2])
    return "perhaps" if first or last else None


def _bare(text: str) -> str:
    """Bare words, "any-body" in one."""
    return plain(_HYPHENS.sub("", lowered(text)))


def _of_words(words: str) -> Call | None:
    if _NO_BOT.fullmatch(words):
        return "perhaps"
    words = _LIKED.sub("want", words)
    if _BARE.fullmatch(words) or _STATES.search(words):
        return "sure" if _BARE.fullmatch(words) else None
    kinds = set()
    for word in _NOT_BY_BOT.sub(" ", _NO_BOT.sub(" ", words)).split():
        kind = next((name for name, known in _KINDS.items() if known.fullmatch(word)), None)
        if kind is None:
            return None
        kinds.add(kind)
    if kinds & {"anybody", "folk"} and "living" in kinds:
        kinds.add("person")
    return _weighed(kinds)


def _weighed(kinds: set[str]) -> Call | None:
    clear, named = "team" in kinds, bool(kinds & {"team", "post", "person"})
    if kinds & {"reach", "ring"}:
        sure = named or ("reach" in kinds and bool(kinds & {"helper", "support"}))
        return "sure" if sure else "perhaps" if kinds & {"helper", "support", "anybody"} else None
    if "talk" in kinds:
        return "sure" if named else "perhaps" if kinds & {"helper", "support", "anybody"} else None
    if "write" in kinds:
        return "sure" if clear else "perhaps" if named or kinds & {"helper", "support"} else None
    if "give" in kinds:
        return "sure" if named else "perhaps" if kinds & {"helper", "support", "anybody"} else None
    if "want" in kinds:
        return "sure" if clear else "perhaps" if named or "helper" in kinds else None
    if "there" in kinds:
        return "perhaps" if clear or (named and "living" in kinds) else None
    return None
