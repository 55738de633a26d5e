"""Who shows a sore spot is asked for more, and never mocked."""

import pytest

from relove.domains.content.service import ContentService
from relove.domains.conversations.dial import Manner
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.conversations.tender import tender
from relove.integrations.content.files import load_content
from tests.unit.domains.conversations.test_templates import ROOT

content = ContentService(load_content(ROOT))

SORE = [
    "Я устал от работы",
    "У меня двое детей и ипотека, поэтому уйти страшно",
    "Мама умерла весной",
    "Мне стыдно за это",
    "I am afraid to lose him",
    "My kids depend on me",
    "I feel guilty all the time",
]
PLAIN = [
    "Всё нормально",
    "Обычный день, ничего нового",
    "Надо бы подумать",
    "Fine, as always",
    "Work is work",
]


@pytest.mark.parametrize("text", SORE)
def test_sore_spots_are_seen(text: str) -> None:
    assert tender(text)


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_not_sore_is_challenged_as_asked(text: str) -> None:
    assert not tender(text)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("level", ["soft", "medium", "hard"])
def test_no_sharp_line_answers_a_sore_one(language: str, level: str) -> None:
    texts = content.templates(language)
    sharp = {line for lines in texts.challenges.values() for line in lines if "{quote}" not in line}
    for turn in range(30):
        said = TemplateGuide(content).line_before(
            language=language,
            turn=turn,
            seed=1,
            last_text=SORE[turn % len(SORE)],
            manner=Manner(challenge=level, echo=turn % 5 == 2),  # type: ignore[arg-type]
        )
        assert said in texts.tender_challenges and said not in sharp
