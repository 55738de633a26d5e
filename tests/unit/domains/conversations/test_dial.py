"""How sharp a reply may be: the stage, the person's ceiling, care; and what the templates make of it."""

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from relove.domains.content.checks import opening
from relove.domains.content.schemas import LANGUAGES, Level
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.dial import challenge_in, dial_in, effective_level, manner_in
from relove.domains.conversations.schemas import SessionType
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.people.schemas import Directness, Person
from relove.integrations.content.files import load_content
from tests.unit.conversations.people import anna

CONTENT = ContentService(load_content(Path(__file__).parents[4] / "prompts"))
SAID = "Я снова откладываю разговор с начальником"


def someone(directness: Directness, language: str = "ru", *, care: bool = False) -> Person:
    return msgspec.structs.replace(anna(language), directness=directness, care_active=care)


@pytest.mark.parametrize(
    ("stage", "dial", "level"),
    [
        ("soft", "soft", "soft"),
        ("soft", "hard", "soft"),
        ("medium", "soft", "soft"),
        ("medium", "direct", "medium"),
        ("medium", "hard", "medium"),
        ("hard", "soft", "soft"),
        ("hard", "direct", "medium"),
        ("hard", "hard", "hard"),
    ],
)
def test_the_level_is_the_lower_of_the_stages_and_the_persons(
    stage: Level, dial: Directness, level: Level
) -> None:
    assert effective_level(stage, someone(dial)) == level
    assert effective_level(stage, someone(dial, care=True)) == "soft"


@pytest.mark.parametrize("kind", ["provocative", "journey", "chat", "diagnostic"])
def test_nobody_in_care_and_nobody_who_asked_for_softness_is_challenged(kind: SessionType) -> None:
    for person in (someone("soft"), someone("hard", care=True)):
        assert challenge_in(kind, "hard", person) is None
        assert dial_in(kind, "hard", person) == "soft"
        assert manner_in(kind, "hard", person, 0).gentle


def test_provocation_is_asked_for() -> None:
    for kind in ("chat", "diagnostic"):
        assert challenge_in(kind, "hard", someone("hard")) is None
    assert challenge_in("provocative", "soft", someone("direct")) == "soft"
    assert challenge_in("provocative", "hard", someone("direct")) == "medium"
    assert challenge_in("journey", "soft", someone("hard")) is None
    assert dial_in("chat", "soft", someone("hard")) == "soft"


@pytest.mark.parametrize(
    ("stage", "own", "told"),
    [
        ("soft", "hard", "direct"),
        ("soft", "direct", "direct"),
        ("medium", "hard", "direct"),
        ("hard", "direct", "direct"),
        ("hard", "hard", "hard"),
        ("hard", "soft", "soft"),
    ],
)
def test_a_provocative_session_is_told_of_the_lower_dial_that_still_challenges(
    stage: Level, own: Directness, told: Directness
) -> None:
    assert dial_in("provocative", stage, someone(own)) == told


def session(
    kind: SessionType, person: Person, stage: str, turns: int, said: str = SAID
) -> list[tuple[str, str]]:
    """Question ids and texts of a whole session on templates."""
    found: list[tuple[str, str]] = []
    level = CONTENT.stage(stage).level
    for turn in range(turns):
        made = TemplateGuide(CONTENT).reply(
            language=person.language,
            stage=stage,
            asked={question for question, _ in found},
            turn=turn,
            seed="s",
            last_text=f"{said}, уже {turn}-й раз подряд",
            said=[text for _, text in found[-10:]],
            manner=manner_in(kind, level, person, turn),
        )
        found.append((made.question_id, made.text))
    return found


def challenges(language: str, level: Level) -> list[str]:
    """What is recognisable of each challenge."""
    lines = CONTENT.templates(language).challenges[level]
    return [max(line.split("{quote}"), key=len).strip(" «»“”:,.") for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("stage", "dial", "level"),
    [
        ("ordinary_world", "direct", "soft"),
        ("refusal", "direct", "medium"),
        ("ordeal", "direct", "medium"),
        ("ordeal", "hard", "hard"),
    ],
)
def test_a_provocative_session_challenges_in_most_replies(
    language: str, stage: str, dial: Directness, level: Level
) -> None:
    replies = session("provocative", someone(dial, language), stage, 60)
    known = challenges(language, level)
    challenging = [text for _, text in replies if any(line in text for line in known)]
    assert len(challenging) >= 0.75 * len(replies)
    assert len({question for question, _ in replies}) == len(replies)
    openings = [opening(text) for _, text in replies]
    assert all(one != other for one, other in pairwise(openings))
    assert all(text.count("?") == 1 for _, text in replies)
    assert [text for _, text in replies if assess(text.rpartition("\n\n")[0])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_soft_nothing_challenges(language: str) -> None:
    sharp = {
        f"{stage.key}.{question.n}"
        for stage in CONTENT.stages()
        for question in stage.questions
        if question.sharp
    }
    replies = session("provocative", someone("soft", language), "ordeal", 60)
    known = [line for level in ("soft", "medium", "hard") for line in challenges(language, level)]
    assert [text for _, text in replies if any(line in text for line in known)] == []
    assert {question for question, _ in replies} & sharp == set()
    assert len({question for question, _ in replies}) == 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_comes_back_within_ten_replies(language: str) -> None:
    replies = [
        text.partition("\n\n")[0] for _, text in session("chat", someone("direct", language), "refusal", 60)
    ]
    for at, line in enumerate(replies):
        assert line not in replies[max(0, at - 10) : at]


def test_both_languages_have_as_much_to_say() -> None:
    ru, en = (CONTENT.templates(language) for language in LANGUAGES)
    for name in ("reflections", "echoes", "followups", "followups_plain", "why", "goodbye", "error"):
        assert len(getattr(ru, name)) == len(getattr(en, name)), name
    assert {level: len(lines) for level, lines in ru.challenges.items()} == {
        level: len(lines) for level, lines in en.challenges.items()
    }
