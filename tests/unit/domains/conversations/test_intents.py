"""What is said to the guide itself."""

from collections.abc import Callable

import pytest

from relove.domains.conversations.intents import (
    asks_for_human,
    asks_if_human,
    asks_why,
    fixed_answer,
    stop_word,
)

YES: dict[Callable[[str], bool], list[str]] = {
    stop_word: [
        *("стоп", "Стоп!", "СТОП!!!", "стооооп", "stop", "Stop please", "please stop", "стоп, пожалуйста"),
        *("хватит", "остановитесь", "стоп стоп стоп", "Stop it!", "стоп. мне больно"),
    ],
    asks_why: [
        *("Почему ты это спросил?", "почему вы это спросили", "зачем этот вопрос?", "Why did you ask that?"),
        *("why do you ask", "Зачем вам это? Почему вы спрашиваете?"),
    ],
    asks_if_human: [
        *(
            "ты человек?",
            "Вы бот?",
            "это робот?",
            "с кем я говорю?",
            "are you human?",
            "are you a real person?",
        ),
        *("am I talking to a bot?", "Наташа, ты ИИ?", "is this an AI"),
    ],
    asks_for_human: [
        *(
            "позвать человека",
            "позовите человека",
            "хочу поговорить с живым человеком",
            "соедините с оператором",
        ),
        *("оператор", "I want to talk to a human", "human please", "can I speak to a real person?"),
    ],
}
NO: dict[Callable[[str], bool], list[str]] = {
    stop_word: [
        *(
            "я не могу остановиться",
            "stop eating is hard",
            "хватит ли мне сил?",
            "стоп-кран",
            "стоп, а почему я так?",
        ),
    ],
    asks_why: ["почему он ушёл?", "я спросил почему", "why me"],
    asks_if_human: ["я хороший человек", "мне важно, чтобы он был настоящий", "my boss is a robot"],
    asks_for_human: [
        "хочу поговорить с человеком, который меня обидел",
        "я хочу быть человеком",
        "he is a real person",
    ],
}


@pytest.mark.parametrize(("means", "text"), [(means, text) for means, texts in YES.items() for text in texts])
def test_is_understood(means: Callable[[str], bool], text: str) -> None:
    assert means(text)


@pytest.mark.parametrize(("means", "text"), [(means, text) for means, texts in NO.items() for text in texts])
def test_is_left_to_the_talk(means: Callable[[str], bool], text: str) -> None:
    assert not means(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("стоп", "stop-word-line"),
        ("ты бот?", "ai-answer"),
        ("позовите человека", "handover-begun"),
        ("привет", None),
    ],
)
def test_fixed_answers(text: str, key: str | None) -> None:
    assert fixed_answer(text) == key
