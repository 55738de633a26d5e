"""Quotations in a model's words: only what the person said stays between quotation marks."""

import pytest

from relove.domains.conversations.quoting import without_misquotes

SAID = ["Я так устала терпеть, и мне некуда идти", "I can’t go on like this. It's too much", "Хватит"]


@pytest.mark.parametrize(
    "text",
    [
        "Вы сказали: «я так устала терпеть».",
        "Вы сказали: «Устала терпеть!» Это много.",
        "Ваше «хватит» прозвучало.",
        "Вы сказали: «я так устала… некуда идти».",
        "Вы сказали „мне некуда идти“.",
        'Вы сказали "мне некуда идти".',
        "You said “I can’t go on”.",
        "You said 'it's too much'. That's a lot.",
        "You said ‘I can’t go on like this’, and it isn't little.",
        "Этап «Обычный мир» позади.",
        "Без цитат. И ещё фраза.",
        "**Некуда идти** — ваше слово «некуда».",
    ],
)
def test_what_was_said_stays(text: str) -> None:
    assert without_misquotes(text, SAID, ["Обычный мир"]) == text


@pytest.mark.parametrize(
    "quote",
    [
        "«я ухожу от мужа»",
        "«я так устала жить»",
        "«ненавижу»",
        "„я ухожу“",
        "“I hate my mother”",
        '"я ухожу"',
        "'I hate my mother'",
        "‘I hate it all’",
        "‹я ухожу›",
        "«я ухожу",
        "«Я ухожу. Навсегда!»",
        "«терпеть и мне… навсегда»",
    ],
)
def test_a_sentence_that_quotes_what_nobody_said_goes(quote: str) -> None:
    assert without_misquotes(f"Вы молодец. Вы сказали: {quote}", SAID) == "Вы молодец."
    assert without_misquotes(f"Вы сказали: {quote}", SAID) is None


def test_words_of_two_turns_are_no_quotation() -> None:
    assert without_misquotes("«некуда идти I can’t»", SAID) is None


def test_each_paragraph_keeps_something() -> None:
    text = "Нашлось: «устала терпеть». И ещё: **«я ухожу** и всё».\n\nВ пути «некуда идти»."
    assert without_misquotes(text, SAID) == "Нашлось: «устала терпеть».\n\nВ пути «некуда идти»."
    assert without_misquotes("Всё хорошо.\n\nВы сказали: «я ухожу».", SAID) is None


def test_a_key_phrase_that_lost_an_end_is_not_bold() -> None:
    assert without_misquotes("**Вот оно. «Я ухожу»** так.", SAID) == "Вот оно."
