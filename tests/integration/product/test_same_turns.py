"""Polling and webhook: the same thirty updates become the same turns, read one by one or all at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import pytest

from tests.integration.platform.running import Running
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product, product_of
from tests.integration.product.sandbox import CONSENT, STICKER, VOICE, Person

WAYS = ("polling", "webhook")
PATIENT, HASTY = 730_001, 730_002
HASTE = [f"строка {number} из тридцати" for number in range(1, 31)]
WORDS = "Я устала от работы и не знаю, куда иду дальше. "
RIGHT_TO_LEFT = "مرحبا، أنا هنا"
ZERO_WIDTH = "\u200b\u200d"

SCRIPT: list[tuple[str, Any, int]] = [
    ("say", "/start ads_7", 1),
    ("press", {"data": CONSENT}, 1),
    ("say", "Живу как заведённая: дом, работа, дом", 1),
    ("say", "Боюсь перемен и боюсь остаться", 1),
    ("quick reply", None, 1),
    ("say", "/help", 1),
    ("say", "🔥", 1),
    ("kind", STICKER, 1),
    ("say", RIGHT_TO_LEFT, 1),
    ("press", {"text": "📊 Моя сессия"}, 1),
    ("say", "А если всё так и останется?", 1),
    ("press", {"text": "🌌 Мой профиль"}, 1),
    ("say", "/my_journey", 1),
    ("kind", VOICE, 1),
    ("say", WORDS * 40, 1),
    ("quick reply", None, 1),
    ("say", "/natasha", 1),
    ("press", {"text": "Продолжить"}, 1),
    ("say", "Тогда давай дальше", 1),
    ("say", ZERO_WIDTH, 1),
    ("say", "/privacy", 1),
    ("say", "Почему ты это спросил?", 1),
    ("press", {"text": "🔥 Потоки"}, 1),
    ("say", "/natasha", 1),
    ("press", {"text": "Завершить и начать новый"}, 2),
    ("say", "Хочу научиться говорить «нет»", 1),
    ("say", "<b>жирно</b> & «кавычки» %s {x}", 1),
    ("say", "/nothing_of_the_kind", 1),
    ("press", {"text": "⏸ Пауза"}, 1),
    ("say", "/end_session", 2),
]


def play(person: Person) -> None:
    """The script, each answer awaited as a person would."""
    for act, what, count in SCRIPT:
        if act == "say":
            person.say(what, count)
        elif act == "press":
            person.press(count, **what)
        elif act == "kind":
            person.send_kind(what, count)
        else:
            person.press_quick_reply()


def hurry(product: Product, person: Person) -> None:
    """Thirty messages with no look at the answers: lines of one breath are answered together."""
    person.begin()
    newest = person.newest()
    for line in HASTE:
        person.write(line)
    person.heard(newest, within=60)
    app = product.mini_app(person)
    until(lambda: len(app.said()) >= len(HASTE), 60, "every line stored")
    until(lambda: app.turns()[-1]["role"] == "guide", 60, "the last answer")


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Product]]:
    """Both ways side by side, each with a person who waits and one who does not; all four have finished."""

    def begin(way: str) -> Running:
        return Running(tmp_path_factory.mktemp(way), "--model", "templates", "--updates", way)

    with ExitStack() as entered, ThreadPoolExecutor(4) as threads:
        running = {way: begin(way) for way in WAYS}
        up = {way: entered.enter_context(product_of(running[way])) for way in WAYS}
        acting = [
            *(threads.submit(play, product.person(person_id=PATIENT)) for product in up.values()),
            *(threads.submit(hurry, product, product.person(person_id=HASTY)) for product in up.values()),
        ]
        for done in acting:
            done.result()
        yield up


def stored(product: Product, person_id: int) -> list[tuple[Any, ...]]:
    """Everything about the turns that does not differ by its nature, session by session."""
    app = product.mini_app(product.person(person_id=person_id))
    return [
        (
            session["type"],
            session["status"],
            session["question_count"],
            session["summary"],
            *(
                (turn["role"], turn["text"], turn["source"], turn["via"], *turn["quick_replies"])
                for turn in app.turns(session["id"])
            ),
        )
        for session in app.sessions()
    ]


def test_thirty_updates_become_the_same_turns_either_way(products: dict[str, Product]) -> None:
    polled, pushed = (stored(products[way], PATIENT) for way in WAYS)
    assert len(SCRIPT) == 30
    assert polled == pushed


def test_what_was_said_is_there_word_for_word(products: dict[str, Product]) -> None:
    for way in WAYS:
        app = products[way].mini_app(products[way].person(person_id=PATIENT))
        said = app.said()
        spoken = [
            what.strip()
            for act, what, _ in SCRIPT
            if act == "say" and not what.startswith("/") and what != ZERO_WIDTH
        ]
        assert [text for text in said if text in spoken] == spoken
        assert len(said) == len(spoken) + 2  # and the two quick replies
        assert {turn["source"] for turn in app.turns()} == {"bot"}


@pytest.mark.parametrize("way", WAYS)
def test_thirty_at_once_are_stored_once_each_and_in_order(products: dict[str, Product], way: str) -> None:
    app = products[way].mini_app(products[way].person(person_id=HASTY))
    turns = app.turns()
    assert [turn["text"] for turn in turns if turn["role"] == "person"] == HASTE
    # Lines of one breath have one answer: each answer follows a line, and the last line has one too.
    roles = [turn["role"] for turn in turns]
    assert roles[-1] == "guide" and ("guide", "guide") not in pairwise(roles)


@pytest.mark.parametrize("way", WAYS)
def test_an_update_delivered_twice_is_one_turn_and_one_answer(products: dict[str, Product], way: str) -> None:
    product = products[way]
    person = product.person()
    person.begin()
    product.sandbox.post("faults", kind="duplicate", times=1)
    after = person.write("это придёт дважды")
    person.heard(after)
    person.say("а это один раз")
    assert product.sandbox.get("faults")["items"] == []
    assert product.mini_app(person).said() == ["это придёт дважды", "а это один раз"]
    assert len(person.heard(after, 2)) == 2
