"""Processes die in mid-conversation: the next message continues it, nothing is lost, nothing is said twice."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import pairwise

import httpx
import pytest

from tests.integration.platform.waiting import until
from tests.integration.product.conftest import Note
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product

CONTINUES_WITHIN = 15.0
LONG = " ".join(f"слово{number}" for number in range(3000))


@pytest.fixture(autouse=True)
def plain_model(modelled: Product) -> Iterator[None]:
    yield
    modelled.sandbox.script()


def kill(product: Product, who: str) -> float:
    """SIGKILL to a process by its name in run.json; when."""
    named = product.running.state()[who]
    os.kill(named[0] if isinstance(named, list) else named, signal.SIGKILL)
    return time.monotonic()


def alternating(app: MiniApp, session: str | None = None) -> bool:
    """Whether each of the person's turns has exactly one answer."""
    roles = [turn["role"] for turn in app.turns(session)]
    return all(one != other for one, other in pairwise(roles)) and roles[-1] == "guide"


@pytest.mark.parametrize("who", ["workers", "api", "bot"])
def test_killed_between_two_messages(modelled: Product, measured: Note, who: str) -> None:
    person = modelled.person()
    person.begin()
    person.say("первое, до падения")
    killed = kill(modelled, who)
    after = person.write("второе, после падения")

    def answered() -> bool:
        # By its own words: an answer that was on its way when the worker died may come twice.
        return any("второе" in message["text"] for message in person.heard(after, 0))

    until(answered, CONTINUES_WITHIN, "the answer to the next message")
    measured(f"{who} killed: the next message answered after {time.monotonic() - killed:.1f} s (limit 15)")
    until(lambda: modelled.running.health() is not None, CONTINUES_WITHIN, "the API")
    app = modelled.mini_app(person)
    assert app.said() == ["первое, до падения", "второе, после падения"]
    assert len(app.sessions()) == 1 and alternating(app)


def test_the_worker_killed_while_the_model_writes(modelled: Product, measured: Note) -> None:
    waiting, reading = modelled.person(), modelled.person()
    waiting.begin()
    app = modelled.mini_app(reading)
    app.agree()
    session = app.begin()
    modelled.sandbox.script(
        {"match": "зависни", "fault": "hang", "times": 1},
        {"match": "говори долго", "reply": LONG, "times": 1},
    )
    after = waiting.write("зависни на этом")
    until(lambda: modelled.sandbox.asked("зависни на этом"), 10, "the model call")

    shown, pieces, killed = "", 0, 0.0
    final = ""
    for event, data in app.write(session, "говори долго"):
        if event in ("delta", "replace"):
            shown = data["text"] if event == "replace" else shown + data["text"]
            pieces += 1
            if pieces == 3:
                killed = kill(modelled, "workers")
        elif event == "done":
            final = data["turn"]["text"]
    measured(f"worker killed while writing: answered after {time.monotonic() - killed:.1f} s")
    assert final and "слово2999" not in final
    assert shown == final, "what was written before the kill still stands before the answer"
    assert alternating(app) and app.said() == ["говори долго"]

    waiting.heard(after, 1, within=20)
    waiting.say("и дальше")
    their = modelled.mini_app(waiting)
    assert their.said() == ["зависни на этом", "и дальше"] and alternating(their)
    assert len(waiting.heard(after, 2)) == 2


def test_the_api_killed_while_the_answer_streams(modelled: Product) -> None:
    app = modelled.mini_app(modelled.person())
    app.agree()
    session = app.begin()
    modelled.sandbox.script({"match": "длинное", "reply": LONG[:3000], "times": 1})

    def follow() -> None:
        for event, _ in app.write(session, "расскажи длинное", key="one-message"):
            if event == "delta":
                kill(modelled, "api")

    with pytest.raises(httpx.HTTPError):
        follow()
    until(lambda: modelled.running.health() is not None, CONTINUES_WITHIN, "the API")
    event, data = list(app.write(session, "расскажи длинное", key="one-message"))[-1]
    assert event == "done" and data["turn"]["text"] == LONG[:3000].strip()
    assert app.said() == ["расскажи длинное"] and alternating(app)
    asked = modelled.sandbox.asked("расскажи длинное")
    assert [item["prompt_id"] for item in asked if item["kind"] == "chat"] == ["guide/reply"]
