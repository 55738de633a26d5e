"""From raw documents to a checked bundle: pure, so that shipped files and edited versions pass the same gate.

A document is what a file holds, decoded: a mapping for YAML, a `RawPrompt` for Markdown. Its name is the path under
`prompts/`. Whoever lays edited versions over the shipped ones merges two such mappings and calls `build_bundle`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from relove.core.actor import TY
from relove.domains.content import address, checks
from relove.domains.content.errors import ContentError
from relove.domains.content.schemas import (
    CARE_CATEGORIES,
    ELEMENT_KEYS,
    LANGUAGES,
    PLACEHOLDER,
    STAGE_KEYS,
    CareTexts,
    ContentBundle,
    Element,
    HelpLines,
    Language,
    Prompt,
    Question,
    Stage,
    Templates,
)
from relove.domains.content.signs import build_signs
from relove.domains.content.streams import build_streams

T = TypeVar("T")


class RawPrompt(msgspec.Struct, frozen=True):
    """A Markdown file before the checks."""

    meta: Mapping[str, Any]
    body: str


class _PromptMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    version: int
    model_class: str
    variables: tuple[str, ...] = ()


Documents = Mapping[str, Any]
REQUIRED_PROMPTS = (
    "guide/system",
    "guide/reply",
    "guide/picture",
    "session/summary",
    "session/provocative",
    "session/metaphysical",
    "diagnostic/step",
    "journey_session/talk",
    "journey_session/reflection",
    "profile/refresh",
    "memory/extract",
    "journey/assess",
    "session/rolling",
    "streams/readiness",
    "safety/second_look",
)


def build_bundle(documents: Documents) -> ContentBundle:
    """Check every document and put them together; raises ContentError with the file and the field."""
    stages = _stages(documents)
    return ContentBundle(
        stages=stages,
        elements=_elements(documents),
        templates=_all_templates(documents),
        diagnostic=_diagnostic(documents, stages),
        help_lines=_help_lines(documents),
        care=_care(documents),
        prompts=_prompts(documents),
        signs=build_signs(documents, stages),
        streams=build_streams(documents, stages),
    )


def _convert(file: str, raw: Any, kind: type[T], prefix: str = "") -> T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        field = (prefix + path.rstrip("`")).lstrip(".")
        raise ContentError(file, field, problem) from None


def _document(documents: Documents, file: str) -> Any:
    if file not in documents:
        raise ContentError(file, "", "this file is missing")
    return documents[file]


def _stages(documents: Documents) -> tuple[Stage, ...]:
    files = sorted(name for name in documents if name.startswith("stages/"))
    wanted = [f"stages/{n:02d}_{key}.yaml" for n, key in enumerate(STAGE_KEYS, start=1)]
    for file in wanted:
        _document(documents, file)
    for file in files:
        if file not in wanted:
            raise ContentError(file, "", "no such stage: the twelve are fixed")
    stages = []
    for number, (file, key) in enumerate(zip(wanted, STAGE_KEYS, strict=True), start=1):
        stage = _convert(file, documents[file], Stage)
        if stage.key != key:
            raise ContentError(file, "key", f"must be {key}")
        if stage.number != number:
            raise ContentError(file, "number", f"must be {number}")
        checks.check_stage(file, stage)
        address.check_stage(file, stage)
        stages.append(stage)
    checks.check_questions_unique(wanted, stages)
    return tuple(stages)


def _elements(documents: Documents) -> tuple[Element, ...]:
    file = "elements.yaml"
    raw = _document(documents, file)
    items = _convert(file, raw, dict[str, tuple[Element, ...]]).get("elements", ())
    if tuple(item.key for item in items) != ELEMENT_KEYS:
        raise ContentError(file, "elements", f"must be {', '.join(ELEMENT_KEYS)}, in this order")
    for item in items:
        for name in ("name", "description", "question"):
            for language in LANGUAGES:
                value = getattr(item, name).in_(language)
                checks.require_text(file, f"elements.{item.key}.{name}.{language}", value)
    address.check_elements(file, items)
    return items


def _all_templates(documents: Documents) -> dict[str, Templates]:
    found: dict[str, Templates] = {language: _templates(documents, language) for language in LANGUAGES}
    file = "templates/ru.ty.yaml"
    found[TY] = _convert(file, _document(documents, file), Templates)
    address.check_templates(file, found["ru"], found[TY])
    return found


def _templates(documents: Documents, language: Language) -> Templates:
    file = f"templates/{language}.yaml"
    templates = _convert(file, _document(documents, file), Templates)
    checks.check_templates(file, templates)
    return templates


def _diagnostic(documents: Documents, stages: tuple[Stage, ...]) -> tuple[Question, ...]:
    file = "diagnostic/questions.yaml"
    raw = _convert(file, _document(documents, file), dict[str, tuple[Question, ...]])
    questions = raw.get("questions", ())
    checks.check_diagnostic(file, questions, stages)
    address.check_questions(file, questions)
    return questions


def _help_lines(documents: Documents) -> HelpLines:
    file = "help_lines.yaml"
    lines = _convert(file, checks.dates_as_text(_document(documents, file)), HelpLines)
    checks.check_help_lines(file, lines)
    return lines


def _care(documents: Documents) -> CareTexts:
    file = "care.yaml"
    care = _convert(file, _document(documents, file), CareTexts)
    for category in CARE_CATEGORIES:
        if category not in care.care:
            raise ContentError(file, f"care.{category}", "is missing")
    for name, text in (*care.care.items(), ("staying", care.staying)):
        for language in LANGUAGES:
            checks.check_care(file, f"{name}.{language}", text.in_(language))
    return care


def _prompts(documents: Documents) -> dict[tuple[str, str], Prompt]:
    prompts: dict[tuple[str, str], Prompt] = {}
    for file in sorted(name for name in documents if name.endswith(".md")):
        prompt = _prompt(file, documents[file])
        prompts[prompt.id, prompt.language] = prompt
    for prompt_id in sorted({*REQUIRED_PROMPTS, *(name for name, _ in prompts)}):
        for language in LANGUAGES:
            if (prompt_id, language) not in prompts:
                raise ContentError(f"{prompt_id}.{language}.md", "", "this file is missing")
        if set(prompts[prompt_id, "ru"].variables) != set(prompts[prompt_id, "en"].variables):
            raise ContentError(f"{prompt_id}.en.md", "variables", "differ between the languages")
    return prompts


def _prompt(file: str, raw: Any) -> Prompt:
    if not isinstance(raw, RawPrompt):
        raise ContentError(file, "", "is not a prompt")
    meta = _convert(file, raw.meta, _PromptMeta)
    name, _, language = file.removesuffix(".md").rpartition(".")
    if meta.id != name:
        raise ContentError(file, "id", f"must be {name}, as the file is called")
    if meta.version < 1:
        raise ContentError(file, "version", "must be 1 or more")
    checks.require_text(file, "body", raw.body)
    used = set(PLACEHOLDER.findall(raw.body))
    declared = set(meta.variables)
    if used - declared:
        raise ContentError(file, "variables", f"used but not declared: {', '.join(sorted(used - declared))}")
    if declared - used:
        raise ContentError(file, "variables", f"declared but not used: {', '.join(sorted(declared - used))}")
    fields = {
        "id": meta.id,
        "language": language,
        "version": meta.version,
        "model_class": meta.model_class,
        "variables": meta.variables,
        "body": raw.body.strip(),
    }
    return _convert(file, fields, Prompt)
