"""Replies with no model: nothing asked twice, no two openings alike."""

from itertools import pairwise
from pathlib import Path

import pytest

from relove.domains.content.checks import opening
from relove.domains.content.schemas import STAGE_KEYS
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import assess
from relove.domains.conversations.dial import Manner
from relove.domains.conversations.quoting import MAX_QUOTE, quote_of, quotes_of
from relove.domains.conversations.templates import TemplateGuide
from relove.integrations.content.files import load_content

ROOT = Path(__file__).parents[4] / "prompts"
SAID = "Мне трудно просить о помощи. А вам?"


@pytest.fixture(scope="module")
def guide() -> TemplateGuide:
    return TemplateGuide(ContentService(load_content(ROOT)))


def conversation(
    guide: TemplateGuide, turns: int, language: str = "ru", said: str = SAID
) -> list[tuple[str, str]]:
    asked: set[str] = set()
    found: list[tuple[str, str]] = []
    for turn in range(turns):
        reply = guide.reply(
            language=language,
            stage="refusal",
            asked=asked,
            turn=turn,
            seed="s",
            last_text=said,
            said=[text for _, text in found[-10:]],
            manner=Manner(echo=turn % 3 == 2),
        )
        asked.add(reply.question_id)
        found.append((reply.question_id, reply.text))
    return found


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_long_conversation_repeats_no_question_and_no_opening(guide: TemplateGuide, language: str) -> None:
    replies = conversation(guide, 144, language)
    assert len({question_id for question_id, _ in replies}) == 144
    assert len({text.rsplit("\n\n", 1)[-1] for _, text in replies}) == 144
    openings = [opening(text) for _, text in replies]
    assert all(one != other for one, other in pairwise(openings))


def test_questions_go_on_from_the_stage_and_wrap(guide: TemplateGuide) -> None:
    stages = [question_id.partition(".")[0] for question_id, _ in conversation(guide, 144)]
    order = list(dict.fromkeys(stages))
    start = STAGE_KEYS.index("refusal")
    assert order == [*STAGE_KEYS[start:], *STAGE_KEYS[:start]]


def test_when_all_is_asked_the_own_words_come_back(guide: TemplateGuide) -> None:
    replies = conversation(guide, 158)[144:]
    assert all(question_id.startswith("followup.quote.") for question_id, _ in replies)
    assert all("Мне трудно просить о помощи" in text and text.count("?") == 1 for _, text in replies)
    assert len({text for _, text in replies}) == len(replies)


def test_words_that_cannot_be_quoted_get_a_plain_followup(guide: TemplateGuide) -> None:
    replies = conversation(guide, 150, said="🙂")[144:]
    assert all(question_id.startswith("followup.plain.") for question_id, _ in replies)


def test_the_same_turn_gives_the_same_reply(guide: TemplateGuide) -> None:
    assert conversation(guide, 5) == conversation(guide, 5)


def test_one_question_at_most_and_quick_replies_of_its_stage(guide: TemplateGuide) -> None:
    reply = guide.reply(
        language="ru", stage="ordeal", asked=(), turn=2, seed=1, last_text=SAID, manner=Manner(echo=True)
    )
    assert reply.text.count("?") == 1 and reply.text.endswith("?")
    assert "«Мне трудно просить о помощи»" in reply.text
    assert 2 <= len(reply.quick_replies) <= 3


def test_the_first_question_opens_the_stage(guide: TemplateGuide) -> None:
    reply = guide.first_question(language="ru", stage="ordinary_world", lead="Начнём.")
    assert reply.question_id == "ordinary_world.1"
    assert reply.text.startswith("Начнём.\n\nЕсли описать")
    again = guide.first_question(language="en", stage="ordinary_world", asked={"ordinary_world.1"})
    assert again.question_id != "ordinary_world.1" and again.text.endswith("?")


def test_a_first_question_remains_when_all_were_asked(guide: TemplateGuide) -> None:
    asked = {f"{stage}.{n}" for stage in STAGE_KEYS for n in range(1, 13)}
    assert guide.first_question(language="ru", stage="reward", asked=asked).text.endswith("?")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_answers_around_the_talk(guide: TemplateGuide, language: str) -> None:
    first = guide.why(language=language, turn=1)
    assert opening(guide.why(language=language, turn=1, previous=first)) != opening(first)
    assert guide.goodbye(language=language) and guide.error_line(language=language)
    assert "?" not in guide.goodbye(language=language)


def test_the_summary_quotes_or_says_that_it_cannot(guide: TemplateGuide) -> None:
    texts = ["да", "я боюсь остаться без денег", "Наверное, мне страшно сказать об этом мужу"]
    summary = guide.summary(language="ru", stage="refusal", person_texts=texts)
    assert not summary.little
    assert "«я боюсь остаться без денег»" in summary.found and "Отказ от зова" in summary.path
    little = guide.summary(language="en", stage="refusal", person_texts=["ok"])
    assert little.little and little.step.endswith(".")


class TestQuoting:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "🙂🙂",
            "да",
            "а вы?",
            "пишите a@b.ru мне",
            "https://x.ru вот тут",
            "/start сейчас же",
            "[ИМЯ_1] тут был",
            "1234567 рублей тут",
        ],
    )
    def test_not_everything_can_be_quoted(self, text: str) -> None:
        assert quote_of(text) is None

    def test_a_quote_is_one_short_clean_line(self) -> None:
        quote = quote_of(
            "Я\u202e долго\nдумала о том, «как» жить дальше, и поняла, что всё это время я жила не своей жизнью"
        )
        assert quote is not None and len(quote) <= MAX_QUOTE + 1
        assert not {"\u202e", "\n", "«", "»", "?"} & set(quote)
        assert quote.endswith("…")

    def test_quotes_keep_the_order_in_which_they_were_said(self) -> None:
        assert quotes_of(["первое слово тут", "второе слово длиннее", "первое слово тут"], 2) == [
            "первое слово тут",
            "второе слово длиннее",
        ]


def test_templates_never_sound_like_danger(guide: TemplateGuide) -> None:
    for language in ("ru", "en"):
        assert [
            text for _, text in conversation(guide, 144, language) if assess(text.partition("\n\n")[0])
        ] == []
