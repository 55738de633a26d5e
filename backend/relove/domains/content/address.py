"""The Russian texts twice: by «вы» to everybody, by «ты» to those who chose it. Neither may slip into the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from relove.core.actor import TY
from relove.domains.content import checks
from relove.domains.content.errors import ContentError
from relove.domains.content.schemas import Bilingual, Element, Question, Stage, Templates

_POLITE = re.compile(r"\b(?:вы|вас|вам|вами|ваш\w*)\b|\w(?:йте|ьте)(?:сь)?\b", re.IGNORECASE)
_LISTS = (
    "reflections",
    "tender_challenges",
    "echoes",
    "followups",
    "followups_plain",
    "why",
    "goodbye",
    "error",
)
_FRAMES = ("found", "found_little", "path", "next")


def check_stage(file: str, stage: Stage) -> None:
    """Everything of a stage that addresses the person stands in both voices."""
    for question in stage.questions:
        _check_pair(file, f"questions.{question.n}.ty", question.ru, question.ty, asks=True)
    for insight in stage.completes_by:
        _check_pair(file, f"completes_by.{insight.key}.ty", insight.ru, insight.ty)
    familiar = stage.text(TY)
    checks.check_stage_text(file, "ty", familiar)
    if len(familiar.quick_replies) != len(stage.ru.quick_replies):
        raise ContentError(file, "ty.quick_replies", "must be as many as in ru")
    for name in ("description", "next_step"):
        _check_familiar(file, f"ty.{name}", getattr(familiar, name))
    for reply in familiar.quick_replies:
        _check_familiar(file, "ty.quick_replies", reply)


def check_elements(file: str, elements: Iterable[Element]) -> None:
    """The map's headings and questions."""
    for element in elements:
        for name in ("name", "description", "question"):
            text: Bilingual = getattr(element, name)
            _check_pair(file, f"elements.{element.key}.{name}.ty", text.ru, text.ty)


def check_questions(file: str, questions: Iterable[Question]) -> None:
    """Those of the diagnostic."""
    for question in questions:
        _check_pair(file, f"questions.{question.n}.ty", question.ru, question.ty, asks=True)


def check_templates(file: str, formal: Templates, familiar: Templates) -> None:
    """Line by line the same lists: what is asked, quoted and counted does not depend on how one is addressed."""
    checks.check_templates(file, familiar)
    for name in _LISTS:
        _check_lines(file, name, getattr(formal, name), getattr(familiar, name))
    for level, lines in formal.challenges.items():
        _check_lines(file, f"challenges.{level}", lines, familiar.challenges.get(level, ()))
    for name in _FRAMES:
        _check_familiar(file, f"summary.{name}", getattr(familiar.summary, name))


def _check_lines(file: str, field: str, formal: Sequence[str], familiar: Sequence[str]) -> None:
    if len(formal) != len(familiar):
        raise ContentError(file, field, f"has {len(familiar)} entries, must have {len(formal)} as with «вы»")
    for one, other in zip(formal, familiar, strict=True):
        _check_familiar(file, field, other)
        if ("{quote}" in one) != ("{quote}" in other):
            raise ContentError(file, field, f"{{quote}} stands in one of the two: {other}")


def _check_pair(file: str, field: str, formal: str, familiar: str | None, *, asks: bool = False) -> None:
    if familiar is None:
        if _POLITE.search(formal):
            raise ContentError(file, field, "is missing: the Russian text says «вы»")
        return
    checks.require_text(file, field, familiar)
    _check_familiar(file, field, familiar)
    if asks:
        checks.check_question(file, field, familiar)


def _check_familiar(file: str, field: str, text: str) -> None:
    if found := _POLITE.search(text):
        raise ContentError(file, field, f"says «{found.group()}» to somebody who chose «ты»")
