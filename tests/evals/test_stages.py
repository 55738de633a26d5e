"""What the written rules can tell of the stage, as a gate; a model is measured by `make evals`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.core.ids import new_id
from relove.domains.content.service import ContentService
from relove.domains.conversations.reflection import reading
from relove.domains.conversations.reflection.schemas import Said
from tests.evals import stages

LEAST = 0.85
UNEVENTFUL = Path(__file__).with_name("uneventful.txt")


@pytest.fixture(scope="module")
def content() -> ContentService:
    return ContentService(bundle(load_settings().root / "prompts"))


@pytest.fixture(scope="module")
def verdicts(content: ContentService) -> list[stages.Verdict]:
    return [stages.by_rules(content, case) for case in stages.cases()]


def test_the_set_is_sixty_of_both_languages_and_every_stage() -> None:
    cases = stages.cases()
    assert Counter(case.language for case in cases) == {"ru": 30, "en": 30}
    assert len({case.id for case in cases}) == 60
    assert min(Counter(case.stage for case in cases).values()) >= 4
    assert len({case.stage for case in cases}) == 12
    assert sum(not case.seen for case in cases) >= 20


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_rules_see_the_stage(verdicts: list[stages.Verdict], language: str) -> None:
    assert stages.share([one for one in verdicts if one.case.language == language]) >= LEAST


def test_they_see_it_in_lines_that_they_were_not_made_for(verdicts: list[stages.Verdict]) -> None:
    assert stages.share([one for one in verdicts if not one.case.seen]) >= LEAST


def test_each_change_names_two_turns(verdicts: list[stages.Verdict]) -> None:
    assert [one.case.id for one in verdicts if one.stage != one.case.before and one.turns < 2] == []


def test_where_nothing_is_said_nobody_moves(verdicts: list[stages.Verdict]) -> None:
    still = [one for one in verdicts if one.case.stage == one.case.before and one.case.also is None]
    assert len(still) >= 3
    assert [one.case.id for one in still if one.stage != one.case.before] == []


def test_on_words_of_others_the_rules_see_a_third_and_never_a_wrong_stage(content: ContentService) -> None:
    found = [stages.by_rules(content, case) for case in stages.later()]
    assert len(found) >= 18
    assert stages.share(found) >= 0.33
    assert [one.case.id for one in found if not one.right and one.stage != one.case.before] == []


def test_small_talk_leaves_nothing(content: ContentService) -> None:
    lines = [
        line for line in UNEVENTFUL.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    ]
    assert len(lines) >= 150
    turns = [Said(new_id(), number, "person", line, True) for number, line in enumerate(lines, start=1)]
    found = reading.read(turns, (), content, "ordinary_world")
    assert [(one.kind, one.key, one.quote) for one in found] == []
