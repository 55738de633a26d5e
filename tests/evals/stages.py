"""The stage set: short conversations, and where they show the person. Run on the rules, or on any model."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from relove.core.actor import Language
from relove.core.ids import new_id
from relove.core.ports import LanguageModel, ModelUnavailable
from relove.domains.content.service import ContentService
from relove.domains.conversations.reflection import asking, assessing, reading
from relove.domains.conversations.reflection.schemas import Assessment, Said
from relove.domains.journey.rules import refusal_of
from relove.domains.journey.schemas import Move
from relove.domains.people.schemas import Person

_FILE, _LATER = (Path(__file__).with_name(name) for name in ("stages.yaml", "stages_later.yaml"))


class Case(msgspec.Struct, frozen=True, rename={"before": "from"}, forbid_unknown_fields=True):
    """One conversation."""

    id: str
    language: Language
    before: str
    stage: str
    lines: tuple[str, ...]
    also: str | None = None
    seen: bool = True


class Verdict(msgspec.Struct, frozen=True):
    """Where the person was seen; `turns`: how many of their lines were named for it."""

    case: Case
    stage: str
    turns: int
    known: bool = True

    @property
    def right(self) -> bool:
        return self.stage in (self.case.stage, self.case.also)


def cases() -> list[Case]:
    """All sixty."""
    return msgspec.convert(yaml.safe_load(_FILE.read_text(encoding="utf-8")), list[Case])


def later() -> list[Case]:
    """Those that the signs were never changed for."""
    return msgspec.convert(yaml.safe_load(_LATER.read_text(encoding="utf-8")), list[Case])


def turns_of(case: Case) -> list[Said]:
    """The lines as turns, with nothing said in between."""
    return [Said(new_id(), number, "person", line, True) for number, line in enumerate(case.lines, start=1)]


def by_rules(content: ContentService, case: Case) -> Verdict:
    """What the written rules say, and whether the journey takes the step."""
    turns = turns_of(case)
    found = reading.read(turns, (), content, case.before)
    evidence = assessing.by_stage(found)
    return _taken(content, case, assessing.by_rules(content.stages(), case.before, evidence, evidence))


async def by_model(content: ContentService, model: LanguageModel, case: Case) -> Verdict:
    """What a model says, and whether the journey takes the step."""
    person = _somebody(case.language)
    try:
        found = await asking.assess(model, content, person, case.before, turns_of(case))
    except (ModelUnavailable, asking.Unusable):
        return Verdict(case, case.before, 0, known=False)
    return _taken(content, case, found)


async def run(content: ContentService, model: LanguageModel | None = None) -> list[Verdict]:
    """Every case, on a model or on the rules."""
    if model is None:
        return [by_rules(content, case) for case in cases()]
    return [await by_model(content, model, case) for case in cases()]


def share(verdicts: Sequence[Verdict]) -> float:
    """How many of them are right."""
    return sum(verdict.right for verdict in verdicts) / len(verdicts) if verdicts else 0.0


def _taken(content: ContentService, case: Case, found: Assessment | None) -> Verdict:
    if found is None:
        return Verdict(case, case.before, 0)
    numbers = {stage.key: stage.number for stage in content.stages()}
    move = Move(found.stage, "assessment", found.via, found.turn_ids, found.confidence)
    refused = refusal_of(move, case.before, numbers)
    return Verdict(case, case.before if refused else found.stage, len(set(found.turn_ids)))


def _somebody(language: Language) -> Person:
    fields: dict[str, Any] = {
        field.name: None if field.required else field.default for field in msgspec.structs.fields(Person)
    }
    # No id: the calls are on nobody's budget.
    fields |= {"telegram_id": 1, "first_name": "", "language": language}
    return Person(**fields)


Runner = Callable[[ContentService, LanguageModel | None], Awaitable[list[Verdict]]]
