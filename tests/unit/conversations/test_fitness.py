"""What a model may not say of a person, whoever asked it to."""

import pytest

from relove.domains.conversations.fitness import unfit


@pytest.mark.parametrize(
    "text",
    [
        "У вас пограничное расстройство личности",
        "Похоже на клиническую депрессию",
        "Вы псих, это шизофрения",
        "ПРЛ и тревога",
        "You have bipolar disorder",
        "Looks like ADHD",
        "Подробности: [здесь](http://evil.example)",
        "Пишите на t.me/somebody",
        "<b>важно</b> для вас",
    ],
)
def test_a_diagnosis_a_link_or_markup_is_no_statement(text: str) -> None:
    assert unfit(text)


@pytest.mark.parametrize(
    "text",
    [
        "Бережёт других от своего «нет»",
        "Для вас важнее тишина, чем признание; 5 < 7, и это тоже про вас",
        "Wants to be seen and fears it",
        "Боится потерять барную стойку и друзей",
    ],
)
def test_a_plain_statement_is_one(text: str) -> None:
    assert not unfit(text)


def test_a_word_of_the_person_is_theirs() -> None:
    said = "После депрессии пишу дневник на https://dnevnik.example/anna"
    assert not unfit("Прошёл через депрессию", said)
    assert not unfit("Ведёт https://dnevnik.example/anna", said)
    assert unfit("Ведёт https://evil.example/", said)
    assert unfit("Прошёл через депрессию и психоз", said)
