"""Gender from verb forms of the first person: seen where Russian shows it, and nowhere else."""

import pytest

from relove.domains.conversations.gender import gender_in


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Я вчера решила уйти", "female"),
        ("Я так и не понял, зачем пришёл", "male"),
        ("я уже не уверена", "female"),
        ("Если честно, я боялся этого", "male"),
        ("Я сама во всём виновата", "female"),
    ],
)
def test_it_shows(text: str, gender: str) -> None:
    found = gender_in(text)
    assert found is not None and found[0] == gender and 50 < found[1] < 100


def test_several_forms_are_surer_than_one() -> None:
    one, several = gender_in("Я пришла"), gender_in("Я пришла, и я не поняла зачем, а потом я ушла")
    assert one and several and one[1] < several[1]


@pytest.mark.parametrize(
    "text",
    [
        "Он сказал, что она устала",
        "Я хочу к морю",
        "Я стол купить хочу",
        "я сделала, а он говорит: я сделал",
        "I was tired",
        "",
    ],
)
def test_it_does_not_show(text: str) -> None:
    assert gender_in(text) is None
