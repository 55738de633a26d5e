"""What a well-formed text is: counts, languages, placeholders, no repeats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from relove.core.actor import TY
from relove.domains.content.errors import ContentError
from relove.domains.content.schemas import (
    LANGUAGES,
    HelpLines,
    Level,
    Question,
    Stage,
    StageText,
    Templates,
)

MIN_QUESTIONS = 8
MIN_DIAGNOSTIC = 10
MIN_REFLECTIONS = 40
MIN_CHALLENGES: dict[Level, int] = {"soft": 20, "medium": 30, "hard": 30}
MIN_TENDER = 12
_FIELD = re.compile(r"\{([a-z_]*)\}")
_LINE_LIMITS = {"quick_replies": 30, "name": 40, "description": 400}


def require_text(file: str, field: str, value: str) -> None:
    """Something is written there."""
    if not value.strip():
        raise ContentError(file, field, "is empty")


def require_count(file: str, field: str, items: Sequence[Any], low: int, high: int = 1000) -> None:
    """Between so many and so many."""
    if not low <= len(items) <= high:
        wanted = f"{low} or more" if high == 1000 else f"{low} to {high}"
        raise ContentError(file, field, f"has {len(items)} entries, needs {wanted}")


def require_unique(file: str, field: str, items: Iterable[str]) -> None:
    """No entry twice, case and spaces apart."""
    seen: set[str] = set()
    for item in items:
        plain = comparable(item)
        if plain in seen:
            raise ContentError(file, field, f"repeats: {item}")
        seen.add(plain)


def require_fields(file: str, field: str, text: str, wanted: set[str]) -> None:
    """Exactly these {placeholders}, no stray brace."""
    used = set(_FIELD.findall(text))
    if used != wanted or text.count("{") != text.count("}"):
        names = ", ".join(sorted(wanted)) or "none"
        raise ContentError(file, field, f"placeholders must be: {names}")


def comparable(text: str) -> str:
    """Letters and digits only, lower case: two texts that look alike are alike."""
    return re.sub(r"[^\w]+", " ", text.lower().replace("ё", "е")).strip()


def opening(text: str) -> str:
    """The first word, comparable."""
    words = comparable(text).split()
    return words[0] if words else ""


def check_stage(file: str, stage: Stage) -> None:
    """One stage by itself."""
    require_count(file, "completes_by", stage.completes_by, 3, 5)
    require_unique(file, "completes_by", (item.key for item in stage.completes_by))
    for insight in stage.completes_by:
        for language in LANGUAGES:
            require_text(file, f"completes_by.{insight.key}.{language}", insight.name(language))
    require_count(file, "questions", stage.questions, MIN_QUESTIONS)
    if len({question.n for question in stage.questions}) != len(stage.questions):
        raise ContentError(file, "questions", "a number n is used twice")
    for question in stage.questions:
        if question.n < 1:
            raise ContentError(file, "questions", "numbers begin at 1")
        for language in LANGUAGES:
            check_question(file, f"questions.{question.n}.{language}", question.text(language))
    for language in LANGUAGES:
        check_stage_text(file, language, stage.text(language))


def check_question(file: str, field: str, text: str) -> None:
    """One question, with its mark at the end."""
    require_text(file, field, text)
    if text.count("?") != 1 or not text.endswith("?"):
        raise ContentError(file, field, "must hold exactly one question mark, at its end")


def check_stage_text(file: str, language: str, text: StageText) -> None:
    """A stage in one language or voice."""
    for name in ("name", "description", "behaviour", "next_step"):
        value = getattr(text, name)
        require_text(file, f"{language}.{name}", value)
        if len(value) > _LINE_LIMITS.get(name, 1000):
            raise ContentError(file, f"{language}.{name}", f"is longer than {_LINE_LIMITS.get(name, 1000)}")
    require_count(file, f"{language}.quick_replies", text.quick_replies, 2, 3)
    for name in ("emotional_triggers", "resistance_patterns", "techniques"):
        require_count(file, f"{language}.{name}", getattr(text, name), 1)
    for name in ("emotional_triggers", "resistance_patterns", "techniques", "quick_replies"):
        for item in getattr(text, name):
            require_text(file, f"{language}.{name}", item)
            if len(item) > _LINE_LIMITS.get(name, 200):
                raise ContentError(file, f"{language}.{name}", f"too long: {item}")


def check_questions_unique(files: Sequence[str], stages: Sequence[Stage]) -> None:
    """No question twice, in all the stages together."""
    for language in (*LANGUAGES, TY):
        seen: dict[str, str] = {}
        for file, stage in zip(files, stages, strict=True):
            for question in stage.questions:
                plain = comparable(question.text(language))
                if plain in seen:
                    field = f"questions.{question.n}.{language}"
                    raise ContentError(file, field, f"the same question stands in {seen[plain]}")
                seen[plain] = file


def check_templates(file: str, templates: Templates) -> None:
    """Enough lines, each opening in its own way."""
    require_count(file, "reflections", templates.reflections, MIN_REFLECTIONS)
    _check_challenges(file, templates)
    for name, low in (
        ("echoes", 3),
        ("followups", 8),
        ("followups_plain", 3),
        ("why", 3),
        ("goodbye", 2),
        ("error", 1),
    ):
        require_count(file, name, getattr(templates, name), low)
    for name in ("reflections", "echoes", "followups", "followups_plain", "why", "goodbye", "error"):
        wanted = {"quote"} if name in ("echoes", "followups") else set()
        lines = getattr(templates, name)
        require_unique(file, name, lines)
        for line in lines:
            require_text(file, name, line)
            require_fields(file, name, line, wanted)
    require_unique(file, "reflections", (opening(line) for line in templates.reflections))
    for name in ("reflections", "echoes"):
        if any("?" in line for line in getattr(templates, name)):
            raise ContentError(file, name, "must not ask: the question comes after it")
    for name in ("followups", "followups_plain"):
        for line in getattr(templates, name):
            check_question(file, name, line.replace("{quote}", ""))
    for name, wanted in (
        ("found", {"quotes"}),
        ("found_little", set()),
        ("path", {"stage", "number", "answers"}),
        ("next", {"step"}),
    ):
        require_fields(file, f"summary.{name}", getattr(templates.summary, name), wanted)


def _check_challenges(file: str, templates: Templates) -> None:
    by_field = {f"challenges.{level}": templates.challenges.get(level, ()) for level in MIN_CHALLENGES}
    lows = {f"challenges.{level}": low for level, low in MIN_CHALLENGES.items()}
    by_field["tender_challenges"], lows["tender_challenges"] = templates.tender_challenges, MIN_TENDER
    for field, lines in by_field.items():
        low = lows[field]
        require_count(file, field, [line for line in lines if "{quote}" not in line], low)
        require_unique(file, field, lines)
        for line in lines:
            require_text(file, field, line)
            require_fields(file, field, line, {"quote"} if "{quote}" in line else set())
            if "?" in line:
                raise ContentError(file, field, "must not ask: the question comes after it")


def check_diagnostic(file: str, questions: Sequence[Question], stages: Sequence[Stage]) -> None:
    """Enough open questions, none of which a stage asks too."""
    require_count(file, "questions", questions, MIN_DIAGNOSTIC)
    if len({question.n for question in questions}) != len(questions):
        raise ContentError(file, "questions", "a number n is used twice")
    for language in LANGUAGES:
        known = {comparable(question.text(language)) for stage in stages for question in stage.questions}
        require_unique(file, "questions", (question.text(language) for question in questions))
        for question in questions:
            field = f"questions.{question.n}.{language}"
            check_question(file, field, question.text(language))
            if comparable(question.text(language)) in known:
                raise ContentError(file, field, "stands among the questions of the stages")


def check_help_lines(file: str, lines: HelpLines) -> None:
    """Each country has a number for an emergency, each number the day it was checked."""
    if lines.default not in lines.countries:
        raise ContentError(file, "default", "is not among the countries")
    for country, items in lines.countries.items():
        field = f"countries.{country}"
        if not re.fullmatch(r"[A-Z]{2}", country):
            raise ContentError(file, field, "must be two capital letters")
        if not any(item.covers == "emergency" for item in items):
            raise ContentError(file, field, "has no emergency number")
        for item in items:
            if not re.fullmatch(r"[0-9+][0-9 ()+-]*", item.number):
                raise ContentError(file, f"{field}.number", f"is no phone number: {item.number}")
            try:
                date.fromisoformat(item.verified_on)
            except ValueError:
                raise ContentError(file, f"{field}.verified_on", "must be a date, 2026-01-31") from None
            for language in LANGUAGES:
                require_text(file, f"{field}.name.{language}", item.name.in_(language))
                require_text(file, f"{field}.hours.{language}", item.hours.in_(language))
    for entry, others in lines.also_for.items():
        if entry not in lines.countries:
            raise ContentError(file, f"also_for.{entry}", "is not among the countries")
        for country in others:
            if not re.fullmatch(r"[A-Z]{2}", country) or country in lines.countries:
                raise ContentError(file, f"also_for.{entry}", f"must be a country without lines: {country}")


def check_care(file: str, field: str, text: str) -> None:
    """Warm words, the lines, and the question whether the person is safe."""
    require_text(file, field, text)
    require_fields(file, field, text, {"lines"})
    if "?" not in text:
        raise ContentError(file, field, "must ask how the person is")


def dates_as_text(value: Any) -> Any:
    """YAML reads 2026-01-31 as a date; the schema keeps text."""
    if isinstance(value, dict):
        return {key: dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [dates_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
