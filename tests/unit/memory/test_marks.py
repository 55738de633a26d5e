"""Fingerprints keep out what was taken out, and tell nothing themselves."""

import pytest

from relove.core.ids import new_id
from relove.domains.conversations.memory import marks
from relove.domains.conversations.memory.marks import KeptOut

FACT = "У меня есть дочь Соня, она рисует драконов"
TURN = new_id()
OTHER = new_id()


def out_of(*texts: str) -> KeptOut:
    return KeptOut(marks.read(marks.added(None, marks.made(*texts)), [TURN]))


@pytest.mark.parametrize(
    "retold",
    ["Соня, моя дочка, рисует драконов", "рисует драконов наша Соня", FACT.upper()],
    ids=["other form", "other order", "capitals"],
)
def test_it_is_known_in_other_words_of_another_turn(retold: str) -> None:
    assert out_of(FACT).forbids([OTHER], retold)


def test_from_its_own_turn_a_third_of_the_words_is_enough() -> None:
    retold = "человек воспитывает ребёнка по имени Соня"
    assert out_of(FACT).forbids([TURN], retold)
    assert not out_of(FACT).forbids([OTHER], retold)


def test_other_things_are_not_kept_out() -> None:
    out = out_of(FACT)
    for text in ("У меня есть дочь Маша", "Я рисую по вечерам", "Работаю в банке"):
        assert not out.forbids([OTHER], text)
    assert not out.forbids([TURN], "Работаю в банке")


def test_sentences_that_tell_it_fall_out_of_a_text() -> None:
    text = "Вы говорили о дочери Соне и её драконах. Вы устали."
    assert out_of(FACT).without(text) == "Вы устали."
    assert KeptOut().without(text) == text


def test_a_key_phrase_that_lost_its_end_is_plain() -> None:
    text = "**Что нашлось.** Вашими словами: у меня есть дочь Соня, она рисует драконов.\n**Дальше.** Отдых."
    assert out_of(FACT).without(text) == "Что нашлось.\n**Дальше.** Отдых."


def test_nothing_can_be_read_and_equal_words_look_different() -> None:
    one, other = marks.made(FACT), marks.made(FACT)
    assert one != other
    for word in ("Соня", "соня", "сон", "дракон"):
        assert word.encode() not in one


def test_each_former_wording_is_kept_out() -> None:
    twice = marks.added(marks.added(None, marks.made("кот Барсик спит")), marks.made("пёс Шарик лает"))
    out = KeptOut(marks.read(twice, [TURN]))
    assert out.forbids([OTHER], "Барсик, мой кот, спит")
    assert out.forbids([OTHER], "лает пёс Шарик")
