"""What a model is told of a person beside the talk itself: how to address them, what is remembered, what was asked.

All of it but the address is the person's own words: it is redacted by whoever puts the prompt together.
"""

from __future__ import annotations

from relove.core.actor import Language
from relove.core.persona import Persona, PersonaGender, PersonaTone
from relove.domains.conversations.context import ReplyContext
from relove.domains.conversations.repeats import question_of
from relove.domains.people.schemas import Person

NOTHING: dict[Language, str] = {"ru": "пока нет", "en": "nothing yet"}
SEEN: dict[Language, str] = {
    "ru": "[на приложенной картинке: {seen}]",
    "en": "[in the attached picture: {seen}]",
}
_ASKED_IN_PROMPT = 25
_SURE_OF_GENDER = 60

_FORMALITY: dict[Language, dict[str, str]] = {
    "ru": {"vy": "Обращайтесь к человеку на «вы».", "ty": "Обращайтесь к человеку на «ты»."},
    "en": {"vy": "Stay courteous in tone.", "ty": "Speak as a close friend would."},
}
_GENDER: dict[Language, dict[str | None, str]] = {
    "ru": {
        "female": "О человеке говорите в женском роде.",
        "male": "О человеке говорите в мужском роде.",
        None: "Род человека неизвестен: стройте фразы так, чтобы он был не нужен.",
    },
    "en": {
        "female": "The person is a woman.",
        "male": "The person is a man.",
        None: "The person's gender is unknown: build sentences that do not need it.",
    },
}
_CALLED: dict[Language, str] = {
    "ru": "Человек просит называть себя так: {name}. Обращайтесь по имени изредка.",
    "en": "The person asks to be called {name}. Use the name now and then.",
}
_PORTRAIT: dict[Language, str] = {"ru": "О человеке: {text}", "en": "About the person: {text}"}
_ROLLING: dict[Language, str] = {
    "ru": "Раньше в этом разговоре: {text}",
    "en": "Earlier in this talk: {text}",
}
_CONTRADICTION: dict[Language, str] = {
    "ru": "Противоречие, назовите его прямо и без упрёка, если оно к месту: раньше «{earlier}», потом «{later}»",
    "en": "A contradiction; name it plainly and without reproach where it fits: earlier “{earlier}”, later “{later}”",
}
_PATTERN: dict[Language, str] = {
    "ru": "Похоже на защиту ({code}): «{quote}»",
    "en": "Looks like a defence ({code}): “{quote}”",
}
_CORE: dict[Language, str] = {
    "ru": "Возможно, главное (предположение, не диагноз): {text}",
    "en": "Perhaps what matters most (a guess, no diagnosis): {text}",
}

_OF_ITSELF: dict[Language, dict[PersonaGender, str]] = {
    "ru": {
        "female": "О себе говорите в женском роде, где род нужен.",
        "male": "О себе говорите в мужском роде, где род нужен.",
        "neutral": "О себе говорите без рода.",
    },
    "en": {
        "female": "Where others speak of you, you are “she”.",
        "male": "Where others speak of you, you are “he”.",
        "neutral": "Where others speak of you, you are “it”.",
    },
}
_TONE: dict[Language, dict[PersonaTone, str]] = {
    "ru": {
        "warm": "Ваш тон тёплый.",
        "calm": "Ваш тон ровный и спокойный.",
        "playful": "Ваш тон живой, с лёгкой иронией, никогда не над болью.",
        "plain": "Ваш тон простой и деловой.",
    },
    "en": {
        "warm": "Your tone is warm.",
        "calm": "Your tone is even and calm.",
        "playful": "Your tone is lively, lightly ironic, never about pain.",
        "plain": "Your tone is plain and matter-of-fact.",
    },
}


def manner_of(persona: Persona, language: Language) -> str:
    """How the guide speaks of itself, and in what tone."""
    return f"{_OF_ITSELF[language][persona.gender]} {_TONE[language][persona.tone]}"


def address_of(person: Person, called: str | None) -> str:
    """How to speak with them. `called` as a model may see it."""
    language = person.language
    sure = (person.gender_confidence or 0) >= _SURE_OF_GENDER
    lines = [_FORMALITY[language][person.formality], _GENDER[language][person.gender if sure else None]]
    if called:
        lines.append(_CALLED[language].format(name=called))
    return " ".join(lines)


def summary_of(context: ReplyContext) -> str:
    """The psychological summary, and what was said earlier in a long session."""
    language = context.person.language
    parts = ((_PORTRAIT, context.portrait), (_ROLLING, context.rolling))
    told = [frame[language].replace("{text}", text) for frame, text in parts if text]
    return "\n".join(told) or NOTHING[language]


def memory_of(context: ReplyContext) -> str:
    """What is remembered, contradictions first: they are named when they fit."""
    language = context.person.language
    recalled = context.recollection
    lines = [
        _CONTRADICTION[language].replace("{earlier}", one.earlier).replace("{later}", one.later)
        for one in recalled.contradictions
    ]
    lines += recalled.lines
    lines += [
        _PATTERN[language].replace("{code}", one.code).replace("{quote}", one.quote)
        for one in recalled.patterns
    ]
    if recalled.core_issue:
        lines.append(_CORE[language].replace("{text}", recalled.core_issue))
    return "\n".join(f"- {line}" for line in lines) or NOTHING[language]


def asked_of(context: ReplyContext) -> list[str]:
    """The last questions that the person was asked, oldest first, each once."""
    if context.sealed:
        return []
    shown = [question_of(turn.text) for turn in context.turns if turn.role == "guide"]
    every = [*reversed(context.questions), *(question for question in shown if question)]
    latest = dict.fromkeys(reversed(every))
    return list(reversed(list(latest)[:_ASKED_IN_PROMPT]))
