"""When evidence moves a person to another stage."""

import uuid

import pytest

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.core.ids import new_id
from relove.domains.content.service import ContentService
from relove.domains.conversations.reflection import assessing, rolling
from relove.domains.conversations.reflection.schemas import Said, StageAnswer
from relove.domains.journey import rules
from relove.domains.journey.schemas import Move

A, B, C, D = (new_id() for _ in range(4))


@pytest.fixture(scope="module")
def content() -> ContentService:
    return ContentService(bundle(load_settings().root / "prompts"))


def shown(**turns: uuid.UUID) -> assessing.Turns:
    return {key: {turn} for key, turn in turns.items()}


def test_a_complete_stage_leads_to_the_next(content: ContentService) -> None:
    ever = {"ordinary_world": shown(routine_named=A, cost_seen=B, lack_named=B)}
    found = assessing.by_rules(content.stages(), "ordinary_world", ever, ever)
    assert found is not None
    assert (found.stage, set(found.turn_ids)) == ("call_to_adventure", {A, B})


def test_half_a_stage_leads_nowhere(content: ContentService) -> None:
    ever = {"ordinary_world": shown(routine_named=A, cost_seen=B)}
    assert assessing.by_rules(content.stages(), "ordinary_world", ever, ever) is None


def test_one_turn_moves_nobody(content: ContentService) -> None:
    ever = {"ordinary_world": shown(routine_named=A, cost_seen=A, lack_named=A)}
    assert assessing.by_rules(content.stages(), "ordinary_world", ever, ever) is None


def test_two_stages_at_once_at_most(content: ContentService) -> None:
    ever = {
        stage.key: {insight.key: {A, B} for insight in stage.completes_by} for stage in content.stages()[:6]
    }
    found = assessing.by_rules(content.stages(), "ordinary_world", ever, {})
    assert found is not None
    assert found.stage == "refusal"


def test_the_last_stage_is_the_last(content: ContentService) -> None:
    last = content.stages()[-1]
    ever = {last.key: {insight.key: {A, B} for insight in last.completes_by}}
    assert assessing.by_rules(content.stages(), last.key, ever, ever) is None


def test_what_was_said_lately_may_speak_of_another_stage(content: ContentService) -> None:
    lately = {
        "refusal": shown(fear_named=A),
        "crossing_threshold": shown(step_taken=B, threshold_named=C, guardian_met=D),
    }
    found = assessing.by_rules(content.stages(), "refusal", {}, lately)
    assert found is not None
    assert (found.stage, found.confidence >= rules.VERY_SURE) == ("crossing_threshold", True)


@pytest.mark.parametrize(
    ("move", "before", "refused"),
    [
        (Move("refusal", "assessment", "model", (A, B), 0.7), "ordinary_world", None),
        (Move("meeting_mentor", "assessment", "model", (A, B), 0.7), "ordinary_world", "not_sure"),
        (Move("meeting_mentor", "assessment", "model", (A, B), 0.8), "ordinary_world", None),
        (Move("ordinary_world", "assessment", "model", (A, B), 0.7), "refusal", "not_sure"),
        (Move("ordinary_world", "assessment", "model", (A, B), 0.9), "refusal", None),
        (Move("refusal", "assessment", "model", (A, A), 0.9), "ordinary_world", "too_few_turns"),
        (Move("refusal", "assessment", "model", (A, B)), "ordinary_world", "not_sure"),
        (Move("refusal", "assessment", "model", (A, B), 0.9), "refusal", "stands_there"),
        (Move("somewhere", "admin", "person"), "refusal", "no_such_stage"),
        (Move("reward", "diagnostic", "model", (A,)), "refusal", "too_few_turns"),
        (Move("reward", "diagnostic", "model", (A, B)), "refusal", None),
        (Move("reward", "admin", "person"), "refusal", None),
    ],
    ids=[
        *("two on", "far and not sure", "far and sure", "back and not sure", "back and sure", "one turn"),
        *("no confidence", "the same", "no stage", "diagnosed of one turn", "diagnosed", "by an admin"),
    ],
)
def test_what_a_change_of_stage_needs(
    content: ContentService, move: Move, before: str, refused: str | None
) -> None:
    numbers = {stage.key: stage.number for stage in content.stages()}
    assert rules.refusal_of(move, before, numbers) == refused


def test_of_a_models_answer_only_turns_that_exist_count(content: ContentService) -> None:
    numbers = {stage.key: stage.number for stage in content.stages()}
    labels = {"t1": A, "t2": B}
    found = assessing.from_model(StageAnswer("refusal", ["t1", " t2", "t7", "t1"], 0.7), labels, numbers)
    assert found is not None
    assert found.turn_ids == (A, B)
    for bad in (
        StageAnswer("refusal", ["t1", "t7"], 0.9),
        StageAnswer("nowhere", ["t1", "t2"], 0.9),
        StageAnswer("refusal", ["t1", "t2"], 7.0),
    ):
        assert assessing.from_model(bad, labels, numbers) is None


def test_a_written_summary_stays_short_however_long_the_session() -> None:
    summary = None
    for number in range(60):
        said = [
            Said(new_id(), place, "person", f"Вот что важно сегодня: мысль {number} и {place}", True)
            for place in range(8)
        ]
        summary = rolling.rolled(summary, said)
        assert summary is not None
        assert len(summary) <= 1000
    assert "мысль 59" in (summary or "")


def test_the_older_part_is_summed_up_in_portions() -> None:
    assert rolling.due(0, 10) == 0
    assert rolling.due(0, 20) == 12
    assert rolling.due(12, 22) == 0
    assert rolling.due(0, 500) == 240
    # What is not summed up is among the twenty turns that a prompt holds, until the next look ten turns later.
    upto = 0
    for count in range(10, 400, 10):
        upto = rolling.due(upto, count) or upto
        assert count + 10 - upto <= 20
