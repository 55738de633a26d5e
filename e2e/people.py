"""The people who meet the screens: new, on the first day, far on the way, back after a while, in need of care."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tests.integration.platform.waiting import until
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product
from tests.integration.product.sandbox import Person, Sandbox

DAY = 24 * 3600
LONG_WORD = {
    "ru": "Донаудампфшиффартсгезельшафтскапитэн" * 4,
    "en": "Donaudampfschifffahrtsgesellschaftskapitaen" * 4,
}

FIRST = {
    "ru": "Всё по кругу: работа, дом, работа",
    "en": "My days go in circles: work, home, work",
}
TOLD = {
    "ru": ("Я работаю бухгалтером на заводе и давно хочу уйти", "Я поняла, что боюсь остаться одна"),
    "en": ("I work as a teacher and want to leave", "I realised that I am afraid of being alone"),
}
"""What the one who ends a talk says, so that there is something to remember and a portrait to draw."""

# Days ago, the stage that this talk leads to, and what is said in it.
STORY: dict[str, tuple[tuple[float, str, tuple[str, ...]], ...]] = {
    "ru": (
        (
            47,
            "ordinary_world",
            (
                "Каждый день одно и то же: дом, работа, дом",
                "Я так устала, что в выходные просто лежу",
            ),
        ),
        (
            40.9,
            "call_to_adventure",
            (
                "Я всё время думаю о том, чтобы открыть свою мастерскую",
                "Никто меня об этом не просил, это моё желание",
                "Если сейчас не решусь, так и просижу в этом офисе",
            ),
        ),
        (
            30.8,
            "meeting_mentor",
            (
                "Больше всего боюсь остаться без денег",
                "Говорю себе, что сначала ремонт, но это отговорка",
                "С одной стороны хочу, с другой страшно",
            ),
        ),
        (
            19.7,
            "crossing_threshold",
            (
                "Есть человек, который меня поддержал: моя бывшая преподавательница",
                "Я уже справлялась: одна подняла сына",
                "Попрошу её посмотреть эскизы",
                "Мой первый шаг: в субботу позвоню ей",
            ),
        ),
        (
            8.6,
            "tests_allies_enemies",
            (
                "Я написала заявление и отдала его директору",
                "Назад дороги нет",
                "Прощаюсь с кабинетом, в котором просидела десять лет",
                "В понедельник в десять подписываю договор аренды",
            ),
        ),
    ),
    "en": (
        (
            47,
            "ordinary_world",
            (
                "Every day is the same: home, work, home",
                "I am so tired that on Sundays I just lie there",
            ),
        ),
        (
            40.9,
            "call_to_adventure",
            (
                "I keep thinking about opening a workshop of my own",
                "Nobody asked me to, I want this for myself",
                "If I stay, I will regret it for the rest of my life",
            ),
        ),
        (
            30.8,
            "meeting_mentor",
            (
                "My biggest fear is to be left without money",
                "I tell myself it is about the flat, but that's an excuse",
                "Part of me wants to go, part of me wants to hide",
            ),
        ),
        (
            19.7,
            "crossing_threshold",
            (
                "There is a woman who supported me: my old teacher",
                "I remember how I managed alone after the divorce",
                "I'll ask her to look at my drawings",
                "My first step: on Saturday I'll call her",
            ),
        ),
        (
            8.6,
            "tests_allies_enemies",
            (
                "I handed in my notice this morning",
                "There's no going back now",
                "I'm saying goodbye to an office where I sat for ten years",
                "On Monday at nine I sign the lease",
            ),
        ),
    ),
}
TODAY = {
    "ru": ("Напарник обесценивает всё, что я делаю", "А соседка молча приехала и помогла красить стены"),
    "en": ("My partner belittles whatever I do", "But my neighbour came over and helped me paint"),
}
NAMES = {"ru": "Анна", "en": "Anna"}
CRISIS = {"ru": "Я больше не хочу жить", "en": "I do not want to live any more"}
HUMAN = {"ru": "Позовите человека, пожалуйста", "en": "Please call a human"}


@dataclass(frozen=True)
class People:
    """Who meets which screens."""

    new: Person
    talking: Person
    """On the first day, one answer given."""
    walked: Person
    """Six stages far, in the middle of a talk, readiness computed."""
    ended: Person
    returned: Person
    """Back after nine days."""
    cared_for: Person
    called: Person
    """Waits for a human."""


class Days:
    """Business time, counted back from a today."""

    def __init__(self, sandbox: Sandbox, today: datetime | None = None) -> None:
        self._sandbox = sandbox
        self._today = today

    def ago(self, days: float) -> None:
        """So long before the today, to the second."""
        today = self._today.timestamp() if self._today else time.time()
        self._sandbox.post("clock", advance=today - days * DAY - self._sandbox.get("clock")["now"])


def begun(product: Product) -> Person:
    """Somebody who agreed and to whom the first question was put: over HTTP, which is quicker than the chat."""
    return talked(product)[0]


def talked(product: Product, *lines: str) -> tuple[Person, MiniApp, str]:
    """Somebody who said these lines, each of them answered; their side of the API, and the session."""
    person = product.person()
    app = product.mini_app(person)
    app.agree()
    session = app.begin()
    for line in lines:
        app.ask(session, line)
    return person, app, session


def remembered(app: MiniApp) -> bool:
    """Is something? That happens after the talk, in the background."""
    return bool(app.get("me/memory")["items"])


def portrayed(app: MiniApp, lines: int = 1) -> bool:
    """Is there a portrait of them, of so many lines? It follows what is remembered, first what the first look saw."""
    return len((app.get("me/statements")["summary"] or "").splitlines()) >= lines


def noticed(app: MiniApp) -> bool:
    """Did the first look at a newcomer's answers find something? It is shown in the talk."""
    insights = (insight for stage in app.get("journey")["stages"] for insight in stage["insights"])
    return any(insight["evidenced"] and insight["quote"] for insight in insights)


def _stands(app: MiniApp, stage: str) -> bool:
    current: str = app.get("journey")["current"]
    return current == stage


def people(
    product: Product, language: str, *, long: bool = True, today: datetime | None = None, ids: int = 0
) -> People:
    """One for each entry into the app, made ready over HTTP. With ids that are given, what is said to them stays."""
    days = Days(product.sandbox, today)
    who = iter(range(ids, ids + len(People.__annotations__))) if ids else None

    def person() -> Person:
        return product.sandbox.person(NAMES[language], language, next(who) if who else None)

    made = People(**{name: person() for name in People.__annotations__})

    def talk(whose: Person, ago: float, *lines: str) -> tuple[MiniApp, str]:
        days.ago(ago)
        app = product.mini_app(whose)
        app.agree()
        session = app.begin()
        for line in lines:
            app.ask(session, line)
        return app, session

    def done(app: MiniApp, session: str, holds: Callable[[], bool], what: str) -> None:
        assert app.call("POST", f"sessions/{session}/complete").status_code in (200, 201)
        until(holds, 20, what, every=0.2)

    first = f"{FIRST[language]}, {LONG_WORD[language]}" if long else FIRST[language]

    def greeted(whose: Person) -> tuple[MiniApp, str]:
        app, session = talk(whose, 0, first)
        until(lambda: noticed(app), 20, "a first insight", every=0.2)
        return app, session

    greeted(made.talking)
    app, session = talk(made.returned, 9, first, *TOLD[language])
    done(app, session, partial(remembered, app), "something remembered")
    for ago, stage, lines in STORY[language]:
        app, session = talk(made.walked, ago, *lines)
        done(app, session, partial(_stands, app, stage), stage)
        if stage == "meeting_mentor":
            # What is computed today is then more, or less, than it was.
            assert app.call("POST", "readiness").status_code == 200
    app, _ = talk(made.walked, 0, *TODAY[language])
    assert app.call("POST", "readiness").status_code == 200
    app, session = greeted(made.ended)
    for line in TOLD[language]:
        app.ask(session, line)
    done(app, session, partial(portrayed, app, 1 + len(TOLD[language])), "a portrait")
    app, session = greeted(made.cared_for)
    app.ask(session, CRISIS[language])
    app, session = greeted(made.called)
    app.ask(session, HUMAN[language])
    until(lambda: app.get("me")["hand_over"] is not None, what="the hand-over")
    days.ago(0)
    return made
