"""Sentences, stems and quotations: what comparisons stand on."""

import pytest

from relove.domains.conversations.memory import words


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("я боюсь остаться одна", "Ну вот, Я боюсь   остаться одна!"),
        ("все еще жду", "Всё ещё жду…"),
        ("«не сейчас» — говорю", 'Я всегда: "не сейчас" - говорю.'),
        ("I'm tired of it", "Honestly I’m tired of it."),
        ("тишины", "Хочу тишины"),
    ],
    ids=["case and spaces", "yo", "quotes and dashes", "apostrophes", "one word"],
)
def test_a_quotation_occurs_whatever_its_marks(quote: str, text: str) -> None:
    assert words.occurs(quote, text)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("я не боюсь остаться одна", "Я боюсь остаться одна"),
        ("боюсь остаться", "небоюсь остаться"),
        ("боюсь оста", "боюсь остаться"),
        ("", "что угодно"),
        ("…", "что… угодно…"),
        ("я боюсь жить", "я боюсь. жить"),
    ],
    ids=["a word more", "half a word before", "half a word behind", "nothing", "marks", "over a full stop"],
)
def test_what_was_not_said_does_not_occur(quote: str, text: str) -> None:
    assert not words.occurs(quote, text)


def test_forms_of_a_word_have_one_stem() -> None:
    assert words.stems("дочери дочь") == words.stems("с дочкой")
    assert words.stems("врачом работаю") == words.stems("Доктор, работа")
    assert words.stems("working as a teacher") == words.stems("teachers work")


def test_words_that_say_nothing_have_none() -> None:
    assert words.stems("ну и что же это такое") == frozenset()


def test_what_is_shortened_still_occurs() -> None:
    text = "слово " * 100
    short = words.shortened(text)
    assert len(short) <= words.MAX_QUOTE
    assert words.occurs(short, text)


def test_sentences_know_their_language_and_whether_they_ask() -> None:
    first, second, third = words.sentences("Боюсь ли я? I am fine. Да; …")
    assert (first.asks, first.language) == (True, "ru")
    assert (second.asks, second.language) == (False, "en")
    assert third.words == " да "
