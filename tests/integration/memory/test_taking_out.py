"""What a person corrects or takes out is gone, and does not come back: not in other words, not in a summary."""

import pytest

from relove.core.errors import ReloveError
from relove.domains.conversations.service import SessionService
from relove.domains.people.rights import Erasures, PersonalData
from tests.integration.memory.telling import Teller

DAUGHTER = "У меня есть дочь Соня, ей девять, она рисует драконов."


async def everything(anna: Teller) -> str:
    """All that a prompt could hold of what is remembered."""
    recalled = await anna.recall("Соня дочь драконы рисует девять")
    memory = " ".join(f"{item.text} {item.quote}" for item in await anna.memory())
    parts = [*recalled.lines, *(one.quote for one in recalled.patterns), recalled.core_issue or "", memory]
    return " ".join([*parts, *(one.later + one.earlier for one in recalled.contradictions)])


async def test_taken_out_it_never_comes_back(anna: Teller) -> None:
    await anna.tell(DAUGHTER, "Я живу в Перми.")
    [_, daughter] = sorted(await anna.memory("fact"), key=lambda item: "Соня" in item.quote)
    await anna.veto(daughter)
    assert "Соня" not in await everything(anna)
    assert "Перми" in await everything(anna)
    for retold in (
        DAUGHTER,
        "Моя дочь Соня рисует драконов, у меня ведь есть дочь.",
        "У меня есть ребёнок, Соня, рисует.",
    ):
        await anna.tell(retold)
    assert "Соня" not in await everything(anna)
    assert [item for item in await anna.memory("fact") if "Перми" not in item.quote] == []


async def test_no_word_of_it_is_left_to_read(anna: Teller) -> None:
    await anna.tell(DAUGHTER)
    [fact] = await anna.memory("fact")
    await anna.veto(fact)
    [row] = await anna.sql("SELECT text, quote, embedding, status, marks FROM session_insights")
    assert (row["text"], row["quote"], row["embedding"], row["status"]) == (None, None, None, "vetoed")
    assert row["marks"] is not None
    assert await anna.memory() == []
    with pytest.raises(ReloveError) as refused:
        await anna.veto(fact)
    assert refused.value.code == "memory_not_found"


async def test_the_same_words_go_under_every_head(anna: Teller) -> None:
    """One sentence can be a fact, an insight and an element; taken out as one of them it is gone as all."""
    said = "Я работаю в банке, и больше всего боюсь остаться без денег."
    await anna.tell(said)
    items = await anna.memory()
    assert {item.kind for item in items} >= {"fact", "element"}
    await anna.veto(next(item for item in items if item.kind == "fact"))
    assert await anna.memory() == []


async def test_summaries_lose_what_was_taken_out(anna: Teller) -> None:
    await anna.begin()
    await anna.say(DAUGHTER)
    await anna.close(
        "Вы рассказали о дочери Соне, которая рисует драконов.\n\nВы устали. Следующий шаг: прогулка."
    )
    await anna.reflect()
    await anna.sql("UPDATE user_sessions SET rolled_upto = 7")
    [fact] = await anna.memory("fact")
    await anna.veto(fact)
    async with anna.container.units() as work:
        session = await SessionService(work, anna.container.clock).get(anna.session_id, anna.id)
    assert session.summary == "Вы устали. Следующий шаг: прогулка."


async def test_a_correction_stands_in_the_persons_words(anna: Teller) -> None:
    await anna.tell("У меня двое детей и кот.")
    [fact] = await anna.memory("fact")
    corrected = await anna.correct(fact, "У меня трое детей и кот.")
    assert (corrected.status, corrected.quote, corrected.confidence) == (
        "corrected",
        "У меня трое детей и кот.",
        1.0,
    )
    assert corrected.sources == fact.sources
    await anna.tell("Ну да, у меня двое детей и кот.", "У меня есть собака Жучка, она старая.")
    told = await everything(anna)
    assert "трое" in told
    assert "двое" not in told
    assert "Жучка" in told


@pytest.mark.parametrize(
    ("said", "code"), [("  ", "text_empty"), ("а" * 301, "text_too_long")], ids=["blank", "long"]
)
async def test_a_correction_is_some_words(anna: Teller, said: str, code: str) -> None:
    await anna.tell(DAUGHTER)
    [fact] = await anna.memory("fact")
    with pytest.raises(ReloveError) as refused:
        await anna.correct(fact, said)
    assert refused.value.code == code


async def test_an_erasure_takes_memory_along_and_an_export_shows_it(anna: Teller) -> None:
    await anna.tell(
        DAUGHTER, "Так устала, каждый день одно и то же.", "Сил нет совсем, сама на это согласилась."
    )
    async with anna.container.units() as work:
        export = await PersonalData(work, anna.container.clock).export(anna.id, anna.person.telegram_id)
    assert any(row["quote"] and "Соня" in row["quote"] for row in export.tables["session_insights"])
    assert "embedding" not in export.tables["session_insights"][0]
    assert export.tables["stage_transitions"]
    async with anna.container.units() as work:
        erasures = Erasures(work, anna.container.clock, anna.container.ledger)
        await erasures.erase(anna.id, anna.person.telegram_id, b"seed")
    for table in ("session_insights", "stage_transitions", "journey_progress"):
        assert await anna.sql(f"SELECT 1 FROM {table}") == []
