"""Sessions on the written replies alone: as many turns as wanted, at any dial."""

from __future__ import annotations

from typing import Any

import msgspec

from relove.core.actor import Language
from relove.domains.content.service import ContentService
from relove.domains.conversations.dial import manner_in
from relove.domains.conversations.schemas import SessionType
from relove.domains.conversations.templates import TemplateGuide, TemplateReply
from relove.domains.people.schemas import Directness, Person

_REMEMBERED = 10
SAID: dict[Language, tuple[str, ...]] = {
    "ru": (
        "Я каждый день откладываю разговор с начальником",
        "Мне кажется, что уже поздно что-то менять",
        "Вчера снова согласилась, хотя не хотела",
        "Не знаю",
        "Дома тихо, и эта тишина меня пугает больше работы",
    ),
    "en": (
        "I keep putting off the talk with my boss",
        "It feels too late to change anything",
        "Yesterday I agreed again though I did not want to",
        "I don't know",
        "It is quiet at home and the quiet scares me more than work",
    ),
}


def somebody(language: Language, dial: Directness) -> Person:
    """A person who has only a language and a dial."""
    fields: dict[str, Any] = {
        field.name: None if field.required else field.default for field in msgspec.structs.fields(Person)
    }
    return Person(**{**fields, "language": language, "directness": dial, "care_active": False})


def session(
    content: ContentService,
    language: Language,
    dial: Directness,
    kind: SessionType = "provocative",
    stage: str = "ordinary_world",
    turns: int = 60,
    seed: str = "evals:1",
) -> list[TemplateReply]:
    """What the guide says, in order."""
    guide, person, level = TemplateGuide(content), somebody(language, dial), content.stage(stage).level
    asked: list[str] = []
    said: list[TemplateReply] = []
    for turn in range(turns):
        reply = guide.reply(
            language=language,
            stage=stage,
            asked=asked,
            turn=turn,
            seed=seed,
            last_text=SAID[language][turn % len(SAID[language])],
            said=[one.text for one in said[-_REMEMBERED:]],
            manner=manner_in(kind, level, person, turn),
        )
        asked.append(reply.question_id)
        said.append(reply)
    return said
