"""The shipped content is whole, and what is wrong with an edited one is named by file and field."""

import copy
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relove.domains.content.checks import opening
from relove.domains.content.errors import ContentError
from relove.domains.content.rules import RawPrompt, build_bundle
from relove.domains.content.schemas import (
    CARE_CATEGORIES,
    LANGUAGES,
    STAGE_KEYS,
    ContentBundle,
    language_or_first,
)
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import assess
from relove.integrations.content.files import read_documents

ROOT = Path(__file__).parents[4] / "prompts"
Documents = dict[str, Any]


@pytest.fixture(scope="module")
def shipped() -> Documents:
    return read_documents(ROOT)


@pytest.fixture(scope="module")
def bundle(shipped: Documents) -> ContentBundle:
    return build_bundle(shipped)


@pytest.fixture
def service(bundle: ContentBundle) -> ContentService:
    return ContentService(bundle)


class TestShipped:
    def test_twelve_stages_in_order_with_the_levels_of_the_product(self, bundle: ContentBundle) -> None:
        assert tuple(stage.key for stage in bundle.stages) == STAGE_KEYS
        levels = [stage.level for stage in bundle.stages]
        assert levels == ["soft"] * 2 + ["medium"] * 3 + ["hard"] * 3 + ["soft"] * 4

    def test_each_stage_asks_at_least_twelve_questions_in_both_languages(self, bundle: ContentBundle) -> None:
        for stage in bundle.stages:
            assert len(stage.questions) >= 12
            for language in LANGUAGES:
                openings = Counter(opening(question.text(language)) for question in stage.questions)
                assert max(openings.values()) <= 3, (stage.key, language, openings)

    def test_no_question_stands_twice(self, bundle: ContentBundle) -> None:
        for language in LANGUAGES:
            texts = [question.text(language) for stage in bundle.stages for question in stage.questions]
            assert len(set(texts)) == len(texts)

    def test_russian_addresses_the_person_as_vy(self, bundle: ContentBundle) -> None:
        familiar = {"ты", "тебя", "тебе", "тобой", "твой", "твоя", "твоё", "твои"}
        for stage in bundle.stages:
            texts = [question.ru for question in stage.questions] + [stage.ru.description, stage.ru.next_step]
            for text in texts:
                assert not familiar & set(text.lower().replace("«", " ").replace("»", " ").split()), text

    def test_questions_and_quick_replies_are_no_cry_for_help(self, bundle: ContentBundle) -> None:
        for stage in bundle.stages:
            for language in LANGUAGES:
                assert [reply for reply in stage.text(language).quick_replies if assess(reply)] == []

    def test_every_care_text_holds_lines_and_asks(self, service: ContentService) -> None:
        for category in CARE_CATEGORIES:
            for language in LANGUAGES:
                text = service.care(category, language)
                assert "112" in text and "?" in text and "{" not in text

    def test_a_minor_sees_the_line_for_children_first(self, service: ContentService) -> None:
        text = service.care("minor", "ru")
        assert text.index("8-800-2000-122") < text.index("112")

    def test_help_lines_by_country_and_by_default(self, service: ContentService) -> None:
        assert {line.number for line in service.help_lines("us")} == {"911", "988"}
        assert service.help_lines("XX") == service.help_lines("RU") == service.help_lines(None)
        assert service.help_lines("FR") == service.help_lines("EU") != service.help_lines("RU")

    @pytest.mark.parametrize(
        ("zone", "country"),
        [
            ("Europe/Kiev", "UA"),
            ("Asia/Qostanay", "KZ"),
            ("US/Pacific", "US"),
            ("Atlantic/Canary", "EU"),
            ("Asia/Nicosia", "EU"),
            ("Europe/Istanbul", "ZZ"),
            ("Europe/Simferopol", None),
            ("Etc/GMT+3", None),
            ("Mars/Olympus", None),
        ],
    )
    def test_a_time_zone_tells_whose_lines_are_needed(
        self, service: ContentService, zone: str, country: str | None
    ) -> None:
        assert service.country_by_zone(zone) == country

    def test_stages_have_neighbours(self, service: ContentService) -> None:
        following = service.next_stage("ordinary_world")
        assert following is not None and following.key == "call_to_adventure"
        assert service.next_stage("return_with_elixir") is None
        assert service.stage("ordeal").number == 8
        assert len(service.elements()) == 7

    def test_another_bundle_takes_its_place_at_once(self, bundle: ContentBundle, shipped: Documents) -> None:
        service = ContentService(bundle)
        edited = copy.deepcopy(shipped)
        edited["stages/01_ordinary_world.yaml"]["ru"]["name"] = "Привычный мир"
        service.use(build_bundle(edited))
        assert service.stage("ordinary_world").ru.name == "Привычный мир"
        assert service.stages()[0].ru.name == "Привычный мир"


class TestPrompts:
    def test_fills_every_variable_in_one_pass(self, service: ContentService) -> None:
        prompt = service.prompt("guide/system", "ru")
        text = prompt.render(persona_name="{{dial}}", dial="direct", address="")
        assert "Вы — {{dial}} (ИИ)" in text and "**direct**" in text

    @pytest.mark.parametrize(
        "values", [{}, {"persona_name": "Н"}, {"persona_name": "Н", "dial": "x", "more": 1}]
    )
    def test_refuses_missing_and_unknown_variables(
        self, service: ContentService, values: dict[str, Any]
    ) -> None:
        with pytest.raises(KeyError, match="guide/system"):
            service.prompt("guide/system", "ru").render(**values)

    def test_an_unknown_language_is_russian(self, service: ContentService) -> None:
        assert language_or_first("de") == "ru"
        assert service.prompt("guide/reply", "de").language == "ru"


def _drop(name: str) -> Callable[[Documents], object]:
    return lambda documents: documents.pop(name)


def _set(name: str, *path: Any, value: Any) -> Callable[[Documents], None]:
    def change(documents: Documents) -> None:
        at = documents[name]
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value

    return change


def _same_question(documents: Documents) -> None:
    first = documents["stages/01_ordinary_world.yaml"]["questions"][0]["ru"]
    documents["stages/05_crossing_threshold.yaml"]["questions"][3]["ru"] = first.upper().replace("ё", "е")


def _prompt(meta: dict[str, Any], body: str, file: str = "guide/system.ru.md") -> Callable[[Documents], None]:
    def change(documents: Documents) -> None:
        documents[file] = RawPrompt(meta=meta, body=body)

    return change


_META = {"id": "guide/system", "version": 1, "model_class": "main", "variables": ["persona_name", "dial"]}
_BODY = "{{persona_name}} {{dial}}"
_REFUSAL = "stages/03_refusal.yaml"


@pytest.mark.parametrize(
    ("change", "file", "field"),
    [
        (_drop(_REFUSAL), _REFUSAL, ""),
        (lambda documents: documents.update({"stages/13_more.yaml": {}}), "stages/13_more.yaml", ""),
        (_set(_REFUSAL, "key", value="reward"), _REFUSAL, "key"),
        (_set(_REFUSAL, "number", value=4), _REFUSAL, "number"),
        (_set(_REFUSAL, "level", value="brutal"), _REFUSAL, "level"),
        (_set(_REFUSAL, "ru", "name", value=" "), _REFUSAL, "ru.name"),
        (_set(_REFUSAL, "ru", "description", value="а" * 401), _REFUSAL, "ru.description"),
        (_set(_REFUSAL, "en", "quick_replies", value=["one"]), _REFUSAL, "en.quick_replies"),
        (_set(_REFUSAL, "en", "quick_replies", value=["x" * 40, "y"]), _REFUSAL, "en.quick_replies"),
        (_set(_REFUSAL, "questions", value=[]), _REFUSAL, "questions"),
        (_set(_REFUSAL, "questions", 0, "n", value=2), _REFUSAL, "questions"),
        (_set(_REFUSAL, "questions", 0, "n", value=0), _REFUSAL, "questions"),
        (_set(_REFUSAL, "questions", 0, "ru", value="Утверждение."), _REFUSAL, "questions.1.ru"),
        (_set(_REFUSAL, "questions", 0, "en", value="One? Two?"), _REFUSAL, "questions.1.en"),
        (_set(_REFUSAL, "questions", 0, "extra", value=1), _REFUSAL, "questions[0]"),
        (_set(_REFUSAL, "completes_by", value=[]), _REFUSAL, "completes_by"),
        (_same_question, "stages/05_crossing_threshold.yaml", "questions.4.ru"),
        (_set("elements.yaml", "elements", value=[]), "elements.yaml", "elements"),
        (
            _set("elements.yaml", "elements", 0, "name", "en", value=""),
            "elements.yaml",
            "elements.protagonist.name.en",
        ),
        (_set("templates/ru.yaml", "reflections", value=["Да."] * 30), "templates/ru.yaml", "reflections"),
        (_set("templates/en.yaml", "reflections", 0, value="I do hear."), "templates/en.yaml", "reflections"),
        (_set("templates/en.yaml", "echoes", 0, value="No quote."), "templates/en.yaml", "echoes"),
        (_set("templates/en.yaml", "echoes", 0, value="“{quote}”?"), "templates/en.yaml", "echoes"),
        (_set("templates/en.yaml", "summary", "path", value="{stage"), "templates/en.yaml", "summary.path"),
        (_set("help_lines.yaml", "default", value="FR"), "help_lines.yaml", "default"),
        (_set("help_lines.yaml", "countries", "rus", value=[]), "help_lines.yaml", "countries.rus"),
        (_set("help_lines.yaml", "countries", "FR", value=[]), "help_lines.yaml", "countries.FR"),
        (_set("help_lines.yaml", "also_for", "FR", value=["BE"]), "help_lines.yaml", "also_for.FR"),
        (_set("help_lines.yaml", "also_for", "EU", value=["DE"]), "help_lines.yaml", "also_for.EU"),
        (_set("help_lines.yaml", "also_for", "EU", value=["Europe"]), "help_lines.yaml", "also_for.EU"),
        (
            _set("help_lines.yaml", "countries", "RU", 0, "number", value="x"),
            "help_lines.yaml",
            "countries.RU.number",
        ),
        (
            _set("help_lines.yaml", "countries", "RU", 0, "verified_on", value="soon"),
            "help_lines.yaml",
            "countries.RU.verified_on",
        ),
        (lambda documents: documents["care.yaml"]["care"].pop("abuse"), "care.yaml", "care.abuse"),
        (_set("care.yaml", "staying", "ru", value="{lines}"), "care.yaml", "staying.ru"),
        (_set("care.yaml", "staying", "ru", value="Как вы?"), "care.yaml", "staying.ru"),
        (_drop("session/summary.en.md"), "session/summary.en.md", ""),
        (lambda documents: documents.update({"guide/system.ru.md": "text"}), "guide/system.ru.md", ""),
        (_prompt(_META | {"id": "guide/other"}, _BODY), "guide/system.ru.md", "id"),
        (_prompt(_META | {"version": 0}, _BODY), "guide/system.ru.md", "version"),
        (_prompt(_META | {"model_class": "huge"}, _BODY), "guide/system.ru.md", "model_class"),
        (_prompt(_META, ""), "guide/system.ru.md", "body"),
        (_prompt(_META, "{{persona_name}}"), "guide/system.ru.md", "variables"),
        (_prompt(_META, _BODY + " {{more}}"), "guide/system.ru.md", "variables"),
        (_prompt(_META | {"variables": ["dial"]}, "{{dial}}"), "guide/system.en.md", "variables"),
        (_prompt(_META, _BODY, "guide/system.de.md"), "guide/system.de.md", "language"),
    ],
)
def test_names_the_file_and_the_field(
    shipped: Documents, change: Callable[[Documents], object], file: str, field: str
) -> None:
    edited = copy.deepcopy(shipped)
    change(edited)
    with pytest.raises(ContentError) as caught:
        build_bundle(edited)
    assert (caught.value.file, caught.value.field) == (file, field)
    assert str(caught.value).startswith(file)
    assert caught.value.code == "content_invalid"
