"""What is asked again, and what only sounds like it."""

import pytest

from relove.domains.conversations.repeats import opens_alike, question_of, repeated, without_question


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("Что для вас значит море?", "Что для вас значит море?"),
        ("А что же для вас сейчас значит это море?", "Что для вас значит море?"),
        ("what does the sea mean to you?", "What does the sea mean to you now?"),
        ("Чего вы боитесь?", "Чего вы боитесь?!"),
    ],
)
def test_asked_again(said: str, before: str) -> None:
    assert repeated(said, [before])


@pytest.mark.parametrize(
    ("said", "before"),
    [
        ("Что для вас значит дом?", "Что для вас значит море?"),
        ("Куда вы пойдёте сначала?", "Откуда вы пришли?"),
        ("Кто рядом с вами?", "Что рядом с вами?"),
        ("Что было потом?", ""),
    ],
)
def test_another_question(said: str, before: str) -> None:
    assert not repeated(said, [before])


def test_the_last_question_of_a_reply() -> None:
    assert question_of("Слышу. Правда ли это? И **куда** теперь?") == "И куда теперь?"
    assert question_of("Слышу вас.") is None
    assert question_of("?!") is None


def test_a_question_is_taken_out_and_the_rest_stays() -> None:
    text = "Слышу вас.\n\n**Море** далеко. Что для вас значит море?"
    assert without_question(text, "Что для вас значит море?") == "Слышу вас.\n\n**Море** далеко."
    assert without_question("Что значит **море?**", "Что значит море?") == ""


def test_openings() -> None:
    assert opens_alike("Похоже, это не всё.", "похоже на правду")
    assert not opens_alike("Слышу вас.", "Похоже на правду")
    assert not opens_alike("", "")
