"""The guide's Russian texts by «ты»: whole, without a slip into «вы», and without telling the person's gender."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymorphy3
import pytest

from relove.core.actor import TY, voice_of
from relove.domains.content.errors import ContentError
from relove.domains.content.rules import build_bundle
from relove.domains.content.schemas import ContentBundle
from relove.integrations.content.files import read_documents

PROMPTS = Path(__file__).parents[4] / "prompts"
_ABOUT_THE_PERSON = re.compile(r"(?<!\w)ты(?: \w+)? (\w+л(?:а|ся|ась)?)(?!\w)", re.IGNORECASE)


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    return read_documents(PROMPTS)


@pytest.fixture(scope="module")
def bundle(documents: dict[str, Any]) -> ContentBundle:
    return build_bundle(documents)


def spoken(bundle: ContentBundle) -> Iterator[str]:
    """Everything that somebody who chose «ты» may read of the guide."""
    templates = bundle.templates[TY]
    for name in (
        "reflections",
        "tender_challenges",
        "echoes",
        "followups",
        "followups_plain",
        "why",
        "goodbye",
        "error",
    ):
        yield from getattr(templates, name)
    for lines in templates.challenges.values():
        yield from lines
    yield from (templates.summary.found, templates.summary.path, templates.summary.next)
    for stage in bundle.stages:
        text = stage.text(TY)
        yield from (text.description, text.next_step, *text.quick_replies)
        yield from (question.text(TY) for question in stage.questions)
        yield from (insight.name(TY) for insight in stage.completes_by)
    yield from (question.text(TY) for question in bundle.diagnostic)
    for element in bundle.elements:
        yield from (element.description.in_(TY), element.question.in_(TY))


def test_no_verb_and_no_pronoun_is_of_vy(bundle: ContentBundle) -> None:
    morph = pymorphy3.MorphAnalyzer()
    wrong = []
    for text in spoken(bundle):
        for word in re.findall(r"[а-яё]+", text.lower()):
            best = morph.parse(word)[0]
            plural = "2per" in best.tag and "plur" in best.tag and "VERB" in best.tag
            ordered = "impr" in best.tag and "plur" in best.tag and "excl" in best.tag
            if plural or ordered or best.normal_form in ("вы", "ваш"):
                wrong.append((word, text))
    assert wrong == []


def test_no_past_tense_of_the_person_gives_a_gender(bundle: ContentBundle) -> None:
    assert [text for text in spoken(bundle) if _ABOUT_THE_PERSON.search(text)] == []


def test_question_ids_and_counts_do_not_depend_on_it(bundle: ContentBundle) -> None:
    assert bundle.templates[TY] != bundle.templates["ru"]
    for stage in bundle.stages:
        assert len(stage.text(TY).quick_replies) == len(stage.ru.quick_replies)
        assert any(question.text(TY) != question.ru for question in stage.questions)
        assert stage.text(TY).name == stage.ru.name


def test_english_has_one_voice() -> None:
    assert (voice_of("ru", "ty"), voice_of("ru", "vy"), voice_of("en", "ty")) == (TY, "ru", "en")


def _broken(documents: dict[str, Any], how: str) -> dict[str, Any]:
    changed: dict[str, Any] = copy.deepcopy(documents)
    stage, lines = changed["stages/01_ordinary_world.yaml"], changed["templates/ru.ty.yaml"]
    if how == "a question without its own words":
        del stage["questions"][0]["ty"]
    elif how == "a question by vy":
        stage["questions"][0]["ty"] = "Что вы видите?"
    elif how == "no question":
        stage["questions"][0]["ty"] = "Что ты видишь."
    elif how == "fewer quick replies":
        stage["ty"]["quick_replies"] = ["Всё по кругу", "Спроси иначе"]
    elif how == "a step by vy":
        stage["ty"]["next_step"] = "Запишите это для вас."
    elif how == "a line too few":
        lines["reflections"].pop()
    elif how == "a line by vy":
        lines["goodbye"][0] = "Берегите себя, ваш проводник."
    else:
        lines["challenges"]["soft"][-1] = "Без слов человека."
    return changed


@pytest.mark.parametrize(
    "how",
    [
        "a question without its own words",
        "a question by vy",
        "no question",
        "fewer quick replies",
        "a step by vy",
        "a line too few",
        "a line by vy",
        "a quote too few",
    ],
)
def test_what_is_half_done_is_refused(documents: dict[str, Any], how: str) -> None:
    with pytest.raises(ContentError):
        build_bundle(_broken(documents, how))
