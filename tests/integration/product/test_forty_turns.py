"""Forty turns from the ordinary world over the threshold, with the product killed in the middle.

What a model is shown on the way is read in the sandbox's log: the stage, the summary, the last turns and what was
asked; and nothing that says who the person is.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.domains.content.checks import opening
from relove.domains.content.service import ContentService
from relove.domains.conversations.redaction import PLACEHOLDER
from tests.evals.conversation import conversation
from tests.integration.platform.waiting import alive, family, until
from tests.integration.product.product import Product, running_product
from tests.integration.product.sandbox import Person

NAME, USERNAME, PHONE, MAIL, LINK = (
    "Зинаида",
    "zina_clay",
    "+7 916 555-44-33",
    "zina@clay.example",
    "clay.example/me",
)
PRIVATE = (NAME, "Зинаид", USERNAME, "916", "zina@", "clay.example")
USES_THE_FACT = "Драконы Сони на стенах: что она увидит в вас, глядя на них?"
KILLED_AFTER, RESTARTED_AFTER = 13, 22
SHOWN_TURNS = 20


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("forty"), "--model", "sandbox") as running:
        yield running


@pytest.fixture(scope="module")
def content() -> ContentService:
    return ContentService(bundle(load_settings().root / "prompts"))


def scripted(product: Product, stage: str) -> None:
    """The model sees the person at this stage, and answers turn 38 with what turn 3 told."""
    told = conversation().lines[conversation().fact.used - 1][1]
    product.sandbox.script(
        {
            "match": "journey/assess",
            "json": {"stage": stage, "evidence": ["t4", "t5"], "confidence": 0.9},
        },
        {"match": told, "reply": f"Слышу вас. {USES_THE_FACT}"},
    )


def replies_asked(product: Product) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = product.sandbox.get("model/requests")["items"]
    return [one for one in items if one["prompt_id"] in ("guide/reply", "session/provocative")]


def kill(product: Product, *names: str) -> None:
    for name in names:
        named = product.running.state()[name]
        for pid in named if isinstance(named, list) else [named]:
            os.kill(pid, signal.SIGKILL)


def restart(product: Product, person: Person) -> None:
    """The whole product dies at once; the sandbox forgets people with its process, the product does not."""
    everybody = set().union(*(family(pid) for pid in (product.running.process.pid, *product.pids())))
    product.running.process.kill()
    product.running.process.communicate()
    until(lambda: not any(alive(pid) for pid in everybody), 20, "everybody's end")
    product.running.again()
    product.sandbox.post(
        "people", id=person.id, first_name=NAME, last_name="Глинская", username=USERNAME, language_code="ru"
    )


def reflected(product: Product, number: int) -> Callable[[], bool]:
    """Whether the talk was looked at up to that word of the person."""

    def done() -> bool:
        [row] = product.rows(
            "SELECT count(*) AS left FROM session_turns t JOIN user_sessions s ON s.id = t.session_id"
            f" WHERE t.role = 'person' AND t.number > s.reflected_number OR {number} = 0",
        )
        return int(row["left"]) == 0

    return done


def answered(product: Product, number: int) -> Callable[[], bool]:
    """Whether the guide has answered so many of the person's turns, and greeted."""

    def done() -> bool:
        [row] = product.rows("SELECT count(*) AS said FROM session_turns WHERE role = 'guide'")
        return int(row["said"]) == number + 1

    return done


def heard_anew(person: Person, after: int, heard: list[str]) -> Callable[[], bool]:
    """Whether the reply is in the chat: the last one may come once more from who was killed while sending it."""

    def done() -> bool:
        said = [message["text"] for message in person.heard(after, 0)]
        new = [text for text in said if text not in heard[-1:]]
        heard.extend(new[:1])
        return bool(new)

    return done


def test_over_the_threshold(product: Product, content: ContentService) -> None:
    script = conversation()
    person = product.person(first_name=NAME)
    product.sandbox.post(
        "people", id=person.id, first_name=NAME, last_name="Глинская", username=USERNAME, language_code="ru"
    )
    person.begin()
    heard: list[str] = []
    requests: dict[int, dict[str, Any]] = {}
    for number, (stage, line) in enumerate(script.lines, start=1):
        scripted(product, stage)
        words = f"{line} Я {NAME}, {PHONE}, {MAIL}, https://{LINK}" if number == 30 else line
        before = len(replies_asked(product))
        after = person.write(words)
        until(answered(product, number), 30, f"the answer to turn {number}")
        until(heard_anew(person, after, heard), 30, f"the message of turn {number}")
        asked = replies_asked(product)[before:]
        if asked:
            requests[number] = asked[-1]
        if number % 5 == 0:
            until(reflected(product, number), 30, f"the look at turn {number}")
        if number == KILLED_AFTER:
            kill(product, "workers", "api")
        if number == RESTARTED_AFTER:
            restart(product, person)
            person = product.person(person_id=person.id, first_name=NAME)

    check_the_walk(product, person, script.lines)
    assert all(opening(one) != opening(other) for one, other in pairwise(heard))
    assert len(requests) == 40, sorted(set(range(1, 41)) - set(requests))
    check_what_the_model_saw(content, requests)
    # Turn 38 leans on turn 3, which the window of last turns does not hold any more.
    used = requests[script.fact.used]["messages"]
    assert script.fact.words in used[1]["content"]
    assert not any(script.fact.words in message["content"] for message in used[2:])
    assert USES_THE_FACT in heard[script.fact.used - 1]


def check_the_walk(product: Product, person: Person, lines: list[tuple[str, str]]) -> None:
    """The map, the summary and the profile followed; nothing was lost, nothing was said twice."""
    moves = product.rows("SELECT from_stage, to_stage, turn_ids FROM stage_transitions ORDER BY id")
    stages = list(dict.fromkeys(stage for stage, _ in lines))
    assert [row["to_stage"] for row in moves] == stages
    own = {row["id"] for row in product.rows("SELECT id FROM session_turns WHERE role = 'person'")}
    for row in moves[1:]:
        assert len(set(row["turn_ids"])) >= 2 and set(row["turn_ids"]) <= own
    app = product.mini_app(person)
    journey = app.get("journey")
    assert journey["current"] == "crossing_threshold"
    assert any(element["quotes"] for element in journey["elements"]), journey["elements"]
    turns = app.turns()
    assert [turn["role"] for turn in turns] == ["guide", *["person", "guide"] * 40]
    said = [turn["text"] for turn in turns if turn["role"] == "person"]
    assert all(one.startswith(line) for one, (_, line) in zip(said, lines, strict=True))
    [session] = product.rows("SELECT stage, rolled_upto, rolling_summary FROM user_sessions")
    assert session["stage"] == "crossing_threshold"
    assert session["rolled_upto"] > 40 and session["rolling_summary"]
    until(
        lambda: bool(product.rows("SELECT 1 FROM profiles WHERE version > 0")),
        30,
        "the profile that follows",
    )


def check_what_the_model_saw(content: ContentService, requests: dict[int, dict[str, Any]]) -> None:
    stages = {stage.key: stage for stage in content.stages()}
    behaviours = {key: stage.text("ru").behaviour for key, stage in stages.items()}
    seen: list[str] = []
    lines = conversation().lines
    for number, request in requests.items():
        messages = request["messages"]
        situation = messages[1]["content"]
        [here] = [key for key, behaviour in behaviours.items() if behaviour in situation]
        seen.append(here)
        history = [message for message in messages if message["role"] != "system"]
        assert history[-1]["content"].startswith(lines[number - 1][1])
        assert len(history) <= SHOWN_TURNS + 1
        own = [message["content"] for message in history if message["role"] == "user"]
        lately = [line for _, line in lines[max(0, number - 8) : number]]
        assert [any(said.startswith(line) for said in own) for line in lately] == [True] * len(lately)
        guide = [message["content"] for message in history if message["role"] == "assistant"]
        questions = [text.rsplit("\n\n", 1)[-1].split(". ")[-1] for text in guide if text.endswith("?")]
        assert any(question[-40:] in situation for question in questions), (number, questions[-1:])
        text = str(messages)
        assert not any(private in text for private in PRIVATE), number
    assert list(dict.fromkeys(seen)) == [phase.stage for phase in conversation().phases]
    # The older part is summed up, and what stands in it are the person's words from beyond the window.
    late = requests[40]["messages"][1]["content"]
    assert "бухгалтер" in late or "глин" in late
    masked = str(requests[30]["messages"][-1]["content"])
    assert len(PLACEHOLDER.findall(masked)) >= 4
