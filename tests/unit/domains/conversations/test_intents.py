"""What is said to the guide itself."""

import time
from collections.abc import Callable

import pytest

from relove.domains.conversations.goodbyes import says_goodbye
from relove.domains.conversations.intents import (
    agrees_to_call,
    asks_if_human,
    asks_why,
    calls_human,
    fixed_answer,
)
from relove.domains.conversations.stopping import stop_word

YES: dict[Callable[[str], bool], list[str]] = {
    stop_word: [
        "стоп",
        "Стоп!",
        "СТОП!!!",
        "стооооп",
        "stop",
        "Stop please",
        "please stop",
        "стоп, пожалуйста",
        "хватит",
        "остановитесь",
        "стоп стоп стоп",
        "Stop it!",
        "стоп. мне больно",
        "Нет, стоп",
        "ну стоп",
        "стоп, не хочу об этом",
        "stop, I don't like this",
        "СТОП!!! мне плохо от этого",
        "стоп, пожалуйста, остановись",
        "стоп, а почему я так?",
        "стоп-стоп-стоп",
        "стоп 🛑",
        "🛑 стоп",
        "стоп не хочу",
        "Стоп — это слишком",
        "Я сказала стоп",
        "i said stop",
        "Так, стоп, мне неприятно",
        "Мне это не нравится. Стоп.",
        "не хочу об этом, стоп!",
        "Ой, стоп. Я не готова.",
        "No, stop",
        "wait, stop!",
        "Stop!!! This hurts",
        "ok stop",
        "Стоп! я не хочу говорить про отца, это слишком больно для меня сейчас, давай о другом поговорим, хорошо",
        "хватит, мне больно",
        "Хватит! Не надо",
        "перестань, пожалуйста",
        "прекрати это",
        "остановись, не хочу",
        "С Т О П",
        "Stop asking me this",
        "stop. please stop",
        "стоп слово",
        "Стоп)",
        "стоп(",
        "Наташа, стоп",
        "Стоп... я не могу",
        "стоп\nмне плохо",
        "СТОП Я НЕ ХОЧУ",
        "Stop please, it hurts",
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
}
NO: dict[Callable[[str], bool], list[str]] = {
    stop_word: [
        "я не могу остановиться",
        "stop eating is hard",
        "хватит ли мне сил?",
        "стоп-кран",
        "стоп-лист не помог",
        "Я сказала ему: стоп",
        "«Стоп» — сказала я ему",
        "мне трудно сказать себе стоп",
        "stop-and-go traffic all day",
        "I can't stop",
        "хватит денег на месяц",
        "он говорит мне хватит, а я не могу",
        "Мне хватит того, что есть",
        "I want to stop smoking",
        "не могу перестать думать",
        "стоп-сигнал на машине сгорел",
        "перестань он пить, мы бы жили",
        "Я кричу «стоп», а он не слышит",
        "bus stop",
        "I stopped",
        "остановка автобуса",
        "стой он рядом, было бы легче",
        "the stop was long",
        "Non-stop работа",
    ],
    asks_why: ["почему он ушёл?", "я спросил почему", "why me"],
    asks_if_human: ["я хороший человек", "мне важно, чтобы он был настоящий", "my boss is a robot"],
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
        # Where both are said the human comes; the stop is heard too (the dial is set to soft).
        ("Стоп. Позовите человека.", "handover-begun"),
        ("мне нужен человек", "handover-ask"),
        ("Хочу поддержки от мужа", None),
        ("привет", None),
    ],
)
def test_fixed_answers(text: str, key: str | None) -> None:
    assert fixed_answer(text) == key


@pytest.mark.parametrize(
    "piece", ["hi", "нет ", "стоп ", "стоп,", "хватит ", "привет ", "я ", "!", "позовите человека, ", "да "]
)
def test_words_in_endless_rows_are_read_at_once(piece: str) -> None:
    """A pattern that can be read in two ways at each word would never end."""
    begun = time.process_time()
    for said in (piece * (4000 // len(piece)) + " ы", (piece * 20)[:78] + " ы"):
        fixed_answer(said)
        calls_human(said)
        agrees_to_call(said)
        says_goodbye(said)
    assert time.process_time() - begun < 2
