"""The model falls silent: a written reply within twelve seconds, the team told once, and on with the model."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.integration.platform.waiting import until
from tests.integration.product.conftest import Note
from tests.integration.product.product import Product, running_product

TEAM = 699_001
DOWN = "Языковая модель не отвечает"
LIMIT_S = 12.0
# The first one holds a word that is a reason for a second look: both calls hang.
SILENT = ("Я боюсь, что ничего не выйдет", "Сижу над чертежами лодки третий вечер")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    options = {"ADMIN_CHAT_IDS": str(TEAM)}
    with running_product(tmp_path_factory.mktemp("down"), "--model", "sandbox", **options) as running:
        yield running


def written_by(product: Product) -> list[str]:
    """What wrote each of the guide's turns: the mark that each of them bears."""
    found = product.rows("SELECT via FROM session_turns WHERE role = 'guide' ORDER BY id")
    return [str(row["via"]) for row in found]


def test_a_silent_model_costs_nobody_the_talk(product: Product, measured: Note) -> None:
    team = product.person(first_name="Дежурный", person_id=TEAM)
    person = product.person()
    person.begin()
    product.sandbox.script({"fault": "hang"})
    for words in SILENT:
        began = time.monotonic()
        [said] = person.say(words, within=LIMIT_S)
        measured(f"silent model: a written reply after {time.monotonic() - began:.1f} s (limit 12)")
        assert "?" in said["text"]
    app = product.mini_app(person)
    assert written_by(product)[1:] == ["template"] * len(SILENT)
    told: list[str] = []

    def alerts() -> list[str]:
        told[:] = [m["text"] for m in team.messages() if m["from"] == "bot" and DOWN in m["text"]]
        return told

    assert alerts() == []
    product.sandbox.post("clock", advance=6 * 60)
    try:
        for words in ("Вечером опять чертежи", "И снова чертежи до ночи"):
            person.say(words, within=LIMIT_S)
        until(lambda: len(alerts()) == 1, 90, "the team's message")
        person.say("Завтра покажу их другу", within=LIMIT_S)
        assert len(alerts()) == 1
        product.sandbox.script()
        answered: list[str] = []

        def by_the_model() -> bool:
            answered.append(person.say(f"Лодка будет синей {len(answered)}", within=LIMIT_S)[-1]["text"])
            return written_by(product)[-1] == "model"

        until(by_the_model, 90, "a reply of the model")
        # One session all the way, each word answered once.
        assert len(app.sessions()) == 1
        roles = [turn["role"] for turn in app.turns()]
        assert roles == ["guide", *["person", "guide"] * (len(SILENT) + 3 + len(answered))]
    finally:
        product.sandbox.post("clock", reset=True)
