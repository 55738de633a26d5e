"""Memory that is full takes in what is new, keeps what the person decided on, and still knows what came first."""

from collections.abc import Iterable

import pytest

from relove.core.ids import new_id
from relove.domains.conversations.memory.merging import MOST
from relove.domains.conversations.memory.schemas import JOIN, Candidate, MemoryKind
from relove.domains.conversations.memory.service import MemoryService
from tests.integration.memory.telling import Teller

_SYLLABLES = ["ба", "ви", "го", "ду", "же", "зи", "ко", "лу", "мы", "не"]


def words(number: int) -> str:
    """Three words that stand in no other line."""
    parts = (number, number + 300, number + 600)
    return " ".join("".join(_SYLLABLES[int(digit)] for digit in f"{part:03}") + "к" for part in parts)


def said(number: int, kind: MemoryKind = "fact", confidence: float = 0.6) -> Candidate:
    quote = f"Помню {words(number)}"
    if kind == "contradiction":
        quote = f"{quote}{JOIN}Забыто {words(number + 200)}"
    return Candidate(kind, None, "ordinary_world", quote, quote, [new_id()], confidence, "rules")


async def learnt(anna: Teller, found: Iterable[Candidate]) -> None:
    """As one reflection writes it."""
    if anna.session is None:
        await anna.begin()
    async with anna.container.units() as work:
        memory = MemoryService(work, anna.container.clock)
        await memory.lock(anna.id)
        await memory.learn(anna.id, anna.session_id, list(found))


@pytest.mark.parametrize("kind", ["fact", "element", "contradiction"])
async def test_at_the_limit_the_oldest_of_the_least_certain_gives_way(anna: Teller, kind: MemoryKind) -> None:
    most = MOST[kind]
    sure = [said(0, kind, 0.9)]
    await learnt(anna, sure + [said(number, kind) for number in range(1, most)])
    await learnt(anna, [said(most, kind), said(most + 1, kind)])
    quotes = {item.quote for item in await anna.memory()}
    assert len(quotes) == most
    assert {said(number, kind).quote for number in (0, 3, most, most + 1)} <= quotes
    assert not {said(number, kind).quote for number in (1, 2)} & quotes


async def test_what_the_person_decided_on_never_gives_way(anna: Teller) -> None:
    await learnt(anna, [said(number) for number in range(200)])
    first, second, *_ = await anna.memory("fact")
    corrected = await anna.correct(first, "На самом деле всё было иначе, у реки")
    await anna.veto(second)
    await learnt(anna, [said(number) for number in range(200, 203)])
    kept = [item.quote for item in await anna.memory("fact")]
    assert len(kept) == 200
    assert corrected.quote in kept
    assert not {second.quote, said(2).quote, said(3).quote} & set(kept)
    [vetoed] = await anna.sql("SELECT count(*) AS rows FROM session_insights WHERE status = 'vetoed'")
    assert vetoed["rows"] == 1
    # What was taken out stays out, however full memory is.
    await learnt(anna, [said(1)])
    assert second.quote not in [item.quote for item in await anna.memory("fact")]


async def test_where_all_was_corrected_nothing_gives_way(anna: Teller) -> None:
    await learnt(anna, [said(number) for number in range(200)])
    await anna.sql("UPDATE session_insights SET status = 'corrected'")
    await learnt(anna, [said(200)])
    assert said(200).quote not in [item.quote for item in await anna.memory("fact")]


async def test_patterns_of_many_sessions_leave_room_for_those_of_the_next(anna: Teller) -> None:
    for number in range(105):
        await anna.begin()
        await learnt(anna, [postponed(number)])
    patterns = await anna.memory("pattern")
    assert len(patterns) == 100
    assert patterns[-1].quote == postponed(104).quote


def postponed(number: int) -> Candidate:
    quote = f"Потом разберусь, {words(number)}"
    return Candidate("pattern", "postponing", "refusal", quote, quote, [new_id()], 0.6, "rules")


async def test_the_first_fact_is_recalled_however_much_came_after_it(anna: Teller) -> None:
    await anna.tell("У меня есть дочь Соня, она рисует драконов.")
    await learnt(anna, [said(number, "element") for number in range(110)])
    await learnt(anna, [said(number, "contradiction") for number in range(50)])
    await learnt(anna, [said(number) for number in range(150)])
    recalled = await anna.recall("Дочь опять рисовала драконов")
    assert "Соня" in recalled.lines[0]
    assert recalled.contradictions[0].earlier == said(49).quote
