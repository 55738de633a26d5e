"""The style rubric: what can be told of a reply without taste. The same for written replies and for a model's."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from relove.core.actor import Language
from relove.domains.content.schemas import Templates
from relove.domains.conversations.generation import breaks_persona
from relove.domains.conversations.goodbyes import says_goodbye
from relove.domains.people.schemas import Directness

MOST_WORDS = 110
"""The prompt asks for 90; a few more are no fault."""
TELEGRAM_CHARS = 4096
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|'[^']*'")
"""Words put into the person's mouth."""
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")
_OPEN: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"\b(?:что|чт[оё]-то|чем|чему|ч[её]м|чего|как|как(?:ой|ая|ое|ие|ую|ого|ом|им|ими|их)|когда|где|куда"
        r"|откуда|почему|зачем"
        r"|кто|кого|кому|кем|ком|чей|чья|чьё|чьи|чьими|сколько|на что|за что|отчего|насколько|котор\w+)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:what|how|when|where|why|who|whom|whose|which)\b|\btell me\b|\bdescribe\b", re.IGNORECASE
    ),
}
_ADVICE: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"\bвам (?:следует|надо|нужно|стоит|необходимо|пора)\b(?! ли)|\bвы должны\b|\bя советую\b"
        r"|\bмой совет\b|\bрекомендую\b"
        r"|(?:^|[.!?…]\s+|\n)(?:попробуйте|сделайте|перестаньте|прекратите|начните|запишитесь|обратитесь"
        r"|уволь\w+тесь|поговорите"
        r"|не бойтесь|отпустите|простите (?:его|её|их|себя)|займитесь|выпейте|медитируйте|гуляйте"
        r"|высыпайтесь)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\byou (?:should|must|ought to|need to|have to)\b(?! (?:be|feel) )|\bmy advice\b|\bi (?:advise"
        r"|recommend|suggest)\b"
        r"|(?:^|[.!?…]\s+|\n)(?:try|stop|start|quit|forgive|meditate|exercise|go and|just (?:do|tell|leave"
        r"|stop)|don't be afraid)\b",
        re.IGNORECASE,
    ),
}
_CHALLENGE: dict[Language, re.Pattern[str]] = {
    "ru": re.compile(
        r"отговорк|оправдани|противореч|вы говорили|раньше вы|но вы (?:же )?|избега|прячет|прячьте|прикрыва"
        r"|удобн|выгод|чего вы не|"
        r"а если|допустим|на самом деле|неужели|правда ли|точно ли|так уж|до сих пор|чего (?:вы )?жд[её]те"
        r"|платите|цен[аыу]\b|"
        r"кому вы|врёте|обман|притвор|смелост|слабо|вместо того|выбор|не про|или (?:вы|это|просто)",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"excuse|contradict|you said|earlier you|but you|avoid|hid(?:e|ing)|convenient|what if|suppose"
        r"|really\b|honest|still waiting|"
        r"what are you waiting|price|cost|pretend|lie|lying|courage|instead of|choice|choose|or is it"
        r"|is it (?:a )?fact|or the way",
        re.IGNORECASE,
    ),
}
_DIAGNOSIS = re.compile(
    r"\bу вас\b[^.!?]{0,30}\b(?:депресси\w+|биполярн\w+|птср|сдвг|расстройств\w+|невроз\w*|психоз\w*"
    r"|шизофрени\w+|созависимост\w+"
    r"|нарцисси\w+|паническ\w+ атак\w*)|\b(?:ваш|мой) диагноз\b|\bставлю (?:вам )?диагноз|\bвы (?:больн"
    r"|невротик|депрессивн)\w*"
    r"|\byou (?:have|suffer from|are)\b[^.!?]{0,25}\b(?:depress\w+|bipolar|ptsd|adhd|(?:a|an) \w+ disorder"
    r"|neuro(?:sis|tic)|psychosis"
    r"|schizophreni\w+|codependen\w+|narcissis\w+)|\byour diagnosis\b|\bi diagnose\b",
    re.IGNORECASE,
)
_HOLDS_BACK = re.compile(
    r"\bжаль\b|так рано|уже уходите|не уходите|подождите|останьтесь|скуча\w+|одиноко без|нужны мне"
    r"|последний вопрос|прежде чем"
    r"|а как же|не хотите узнать|обещайте|вернитесь скорее|жду вас|буду ждать|ещё минут|пока не ушли"
    r"|без вас|расстро\w+|обид\w+"
    r"|so soon|leaving already|don'?t (?:go|leave)|\bwait\b|\bstay\b|miss you|lonely without|one more"
    r"|before you go|last question"
    r"|promise me|come back soon|i'?ll be waiting|what about|don'?t you want|sad to see|disappoint\w+"
    r"|hurt that",
    re.IGNORECASE,
)


class Marks(msgspec.Struct, frozen=True):
    """One reply under the rubric. `question`: None where nothing is asked, else whether it is open."""

    faults: tuple[str, ...]
    question: bool | None
    reflection: bool
    challenge: bool


class Rates(msgspec.Struct, frozen=True):
    """Many replies of one dial."""

    replies: int
    open_questions: float
    reflections: float
    challenges: float
    faults: tuple[str, ...]


def marks(text: str, language: Language, dial: Directness, templates: Templates | None = None) -> Marks:
    """Look at one reply. With the written lines at hand, a challenge is one of those; else its words tell."""
    plain = text.replace("**", "")
    sentences = [one.strip() for one in _SENTENCE.findall(plain) if one.strip()]
    questions = [one for one in sentences if "?" in one]
    told = " ".join(one for one in sentences if "?" not in one)
    faults = [
        code
        for code, wrong in (
            ("too_long", len(plain.split()) > MOST_WORDS or len(text) > TELEGRAM_CHARS),
            ("much_bold", len(_BOLD.findall(text)) > 1 or text.count("**") % 2 == 1),
            ("many_questions", len(questions) > 1),
            ("question_not_last", bool(questions) and "?" not in sentences[-1]),
            ("diagnosis", _DIAGNOSIS.search(plain) is not None),
            ("claims_to_be_human", breaks_persona(_QUOTED.sub("", plain))),
            ("advice", dial == "soft" and _ADVICE[language].search(told) is not None),
            ("markup", re.search(r"^(?:#|- |\* |\d+\. )", text, re.MULTILINE) is not None),
        )
        if wrong
    ]
    return Marks(
        faults=tuple(faults),
        question=bool(_OPEN[language].search(questions[-1])) if questions else None,
        reflection=bool(sentences) and "?" not in sentences[0],
        challenge=_is_challenge(plain, language, templates),
    )


def rates(replies: Sequence[Marks]) -> Rates:
    """What share of them does what."""
    asked = [one.question for one in replies if one.question is not None]
    return Rates(
        replies=len(replies),
        open_questions=sum(asked) / len(asked) if asked else 0.0,
        reflections=sum(one.reflection for one in replies) / len(replies),
        challenges=sum(one.challenge for one in replies) / len(replies),
        faults=tuple(fault for one in replies for fault in one.faults),
    )


def holds_back(text: str) -> bool:
    """Does an answer to a goodbye ask something, blame, or keep the person?"""
    return "?" in text or _HOLDS_BACK.search(text) is not None


def parts(text: str) -> bool:
    """Is the message a goodbye?"""
    return says_goodbye(text)


def _is_challenge(text: str, language: Language, templates: Templates | None) -> bool:
    if templates is None:
        return _CHALLENGE[language].search(text) is not None
    lines = (line for level in templates.challenges.values() for line in level)
    return any(
        all(piece.strip() in text for piece in line.replace("**", "").split("{quote}")) for line in lines
    )
