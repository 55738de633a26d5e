"""Personal data out of a prompt and back into the reply."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relove.domains.conversations.redaction import (
    PLACEHOLDER,
    KnownNames,
    StreamRestorer,
    redact,
    redact_all,
    restore,
)

NOBODY = KnownNames()
MARIA = KnownNames("Мария", "Ковалёва", "masha_k")


@pytest.mark.parametrize(
    ("person", "forms"),
    [
        (
            MARIA,
            "Мария Марии Марию Марией Маша Маше Машу Машей Машенька Марья Ковалёва Ковалевой Masha Maria Mariya",
        ),
        (
            KnownNames("Александр", "Петров"),
            "Александра Александром Саша Сашу Петрова Петрову Alexander Sasha Petrov",
        ),
        (KnownNames("Дмитрий", "Достоевский"), "Дмитрия Дима Димой Митя Достоевскому Dmitry Dima Dostoevsky"),
        (KnownNames("Евгений"), "Евгения Женя Жене Женей Evgeniy Eugene"),
        (KnownNames("Любовь"), "Любови Любовью Люба Любе"),
        (KnownNames("Лев"), "Лев Льва Львом"),
        (KnownNames("Павел"), "Павла Паша Паше Pavel Paul"),
        (KnownNames("Игорь"), "Игоря Игорем Igor"),
        (KnownNames("Наталья"), "Наташа Натальей Наталию Natalia Natasha"),
        (KnownNames("Сергей"), "Серёжа Сережу Сергею Sergey Sergei"),
        (KnownNames("Alexey"), "Алексей Алексея Лёша Лёше Alexey"),
        (KnownNames("Anna", "Smith"), "Анна Анне Аня Ане Anna Smith Смит"),
        (KnownNames("Анна-Мария"), "Анна Марией"),
        (KnownNames("", None, "@star_gazer"), "star_gazer Star_Gazer"),
    ],
)
def test_the_own_name_in_every_form(person: KnownNames, forms: str) -> None:
    for form in forms.split():
        assert redact(f"это {form}, да", person).text == "это [ИМЯ_1], да", form


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пиши a.b+c@mail.ru!", "пиши [ПОЧТА_1]!"),
        ("мой номер +7 (916) 123-45-67.", "мой номер [ТЕЛЕФОН_1]."),
        ("89161234567 и 8 916 123 45 67", "[ТЕЛЕФОН_1] и [ТЕЛЕФОН_2]"),
        ("call +44 20 7946 0958", "call [ТЕЛЕФОН_1]"),
        ("смотри https://vk.com/id1?x=1, да", "смотри [ССЫЛКА_1], да"),
        ("t.me/someone и site.ru/a", "[ССЫЛКА_1] и [ССЫЛКА_2]"),
        ("я @some_one", "я [ИМЯ_1]"),
        ("карта 4276 1234 5678 9012", "карта [КАРТА_1]"),
        ("a@b.ru и снова a@b.ru", "[ПОЧТА_1] и снова [ПОЧТА_1]"),
    ],
)
def test_contacts(text: str, expected: str) -> None:
    assert redact(text, NOBODY).text == expected


def test_english_placeholders() -> None:
    text = redact(
        "Anna, anna@mail.com, +1 415 555 2671, t.me/x1, 4276123456789012", KnownNames("Anna"), language="en"
    )
    assert text.text == "[NAME_1], [EMAIL_1], [PHONE_1], [LINK_1], [CARD_1]"


@pytest.mark.parametrize(
    "text",
    [
        "мне 35 лет, 1500 рублей, в 2020 году, 10:30, 12.05.2024",
        "100 000 000 рублей",
        "звоните 112, 8-800-2000-122, 8-495-989-50-50",
        "машина сломалась",
        "на 3-5 дней",
        "и т.д., т.е. да",
    ],
)
def test_what_is_nobodys_stays(text: str) -> None:
    assert redact(text, MARIA).text == text


def test_a_name_inside_a_word_stays() -> None:
    assert redact("Маринад и романтика", KnownNames("Марина", "Роман")).text == "Маринад и романтика"


def test_one_numbering_for_a_whole_prompt() -> None:
    texts, restorer = redact_all(["Я Маша", "Маше пишут на a@b.ru", "Маша здесь"], MARIA, "ru")
    assert texts == ["Я [ИМЯ_1]", "[ИМЯ_2] пишут на [ПОЧТА_1]", "[ИМЯ_1] здесь"]
    assert restorer.feed("Да, [ИМЯ_1]: [ПОЧТА_1]") + restorer.flush() == "Да, Маша: a@b.ru"


def test_own_brackets_come_back_as_they_were() -> None:
    redacted = redact("[ИМЯ_1] — это мой текст, я Маша", MARIA)
    assert redacted.text == "[ИМЯ_1] — это мой текст, я [ИМЯ_2]"
    assert restore(redacted.text, redacted.mapping) == "[ИМЯ_1] — это мой текст, я Маша"


def test_an_unknown_placeholder_stays() -> None:
    assert restore("[ИМЯ_7] [NAME_1]", {"[ИМЯ_1]": "Маша"}) == "[ИМЯ_7] [NAME_1]"


PIECES = st.sampled_from(
    [
        *(
            "Мария",
            "Маше",
            "Ковалёвой",
            "masha_k",
            "@masha_k",
            "a@b.ru",
            "+7 916 123-45-67",
            "https://x.ru/я",
        ),
        *(
            "ул. Ленина 5, кв. 12",
            "221B Baker Street",
            "bit.ly/x",
            "8/916/123/45/67",
            "О'Нил",
            "И\u0306",
            "５",
        ),
        *("4276 1234 5678 9012", "[ИМЯ_1]", "[", "]", "слово", "\n", "112", "“", "é", "\u202e", "[ИМЯ_"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=12).map(" ".join)


@given(TEXTS)
def test_round_trip(text: str) -> None:
    redacted = redact(text, MARIA)
    assert restore(redacted.text, redacted.mapping) == text


@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = redact(text, MARIA)
    assert redact(once.text, MARIA, mapping=once.mapping) == once


@given(TEXTS)
def test_nothing_of_the_person_is_left(text: str) -> None:
    left = PLACEHOLDER.sub("", redact(text, MARIA).text).lower()
    assert re.search(r"(?<!\w)(?:мария|маше|ковалёвой|masha_k|a@b\.ru)(?!\w)", left) is None


@given(TEXTS, st.lists(st.integers(1, 7), min_size=1, max_size=40))
def test_a_stream_restores_like_the_whole(text: str, cuts: list[int]) -> None:
    redacted = redact(text, MARIA)
    restorer, shown, at = StreamRestorer(redacted.mapping), "", 0
    for cut in cuts:
        shown += restorer.feed(redacted.text[at : at + cut])
        at += cut
    shown += restorer.feed(redacted.text[at:]) + restorer.flush()
    assert shown == text


def test_a_stream_holds_back_no_more_than_it_must() -> None:
    restorer = StreamRestorer({"[ИМЯ_1]": "Маша"})
    assert restorer.feed("Да, [ИМ") == "Да, "
    assert restorer.feed("Я_1], и [1] тут") == "Маша, и [1] тут"
    assert restorer.feed(" [примечание") == " [примечание"
    assert restorer.feed("[") == ""
    assert restorer.flush() == "["
