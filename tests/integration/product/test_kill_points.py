"""A process dies at each edge of the message path, exactly there: the word is stored once, and answered once.

Twice at one edge only: sent, and dead before it was noted. There a repeat beats silence.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import asyncpg
import pytest

from relove.core.killpoints import POINTS, KillPoints
from relove.integrations.embedded import EmbeddedPostgres
from relove.sandbox.media.carried import note_of
from tests.integration.leftovers import files_with
from tests.integration.platform.waiting import until
from tests.integration.product.conftest import Note
from tests.integration.product.product import Product, running_product
from tests.integration.product.sandbox import Person


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, KillPoints]]:
    """A product whose processes heed kill points."""
    folder = tmp_path_factory.mktemp("fragile")
    points = KillPoints.create(folder / "killpoints")
    with running_product(folder, "--model", "sandbox") as product:
        yield product, points


@pytest.fixture(scope="module")
def anna(fragile: tuple[Product, KillPoints]) -> Person:
    person = fragile[0].person()
    person.begin()
    return person


def leases_run_out(product: Product) -> None:
    """As if ten seconds had passed since anybody was heard of."""

    async def run() -> None:
        url = EmbeddedPostgres(product.running.folder).url.replace("+asyncpg", "")
        connection = await asyncpg.connect(url)
        try:
            await connection.execute("UPDATE chat_leases SET expires_at = now() - interval '1 s'")
        finally:
            await connection.close()

    asyncio.run(run())


@pytest.mark.parametrize("point", POINTS)
def test_killed_there_nothing_is_lost(
    fragile: tuple[Product, KillPoints], anna: Person, measured: Note, point: str
) -> None:
    product, points = fragile
    points.arm(point)
    words = f"слова у места {point.replace('_', ' ')}"
    after = anna.write(words)
    until(lambda: points.killed(point) == 1, 15, f"the kill at {point}")
    killed = time.monotonic()
    leases_run_out(product)

    def answers() -> list[str]:
        return [
            m["text"] for m in anna.messages(after) if m["from"] == "bot" and point.split("_")[0] in m["text"]
        ]

    wanted = 2 if point == "sent" else 1
    until(lambda: len(answers()) >= wanted, 15, "the answer")
    measured(
        f"killed at {point}: answered after {time.monotonic() - killed:.1f} s, its lease run out at once"
    )
    # What comes next is answered after it, and once.
    anna.say("и дальше")
    # What was heard may be the rest of the answer before.
    app = product.mini_app(anna)
    until(lambda: app.said()[-2:] == [words, "и дальше"], 15, "the order of what was said")
    assert len(answers()) == wanted
    assert app.said().count(words) == 1


def test_killed_with_a_recording_in_hand_none_of_it_is_on_the_disk(
    fragile: tuple[Product, KillPoints], anna: Person
) -> None:
    product, points = fragile
    before = points.killed("first_unit_committed")
    points.arm("first_unit_committed")
    after = anna.speak("голосом о дороге домой")
    until(lambda: points.killed("first_unit_committed") > before, 15, "the kill")
    leases_run_out(product)
    # Who has died so often is begun again later and later.
    anna.heard(after, within=40)
    # What plays Telegram keeps its own files in memory.
    folder = product.running.folder
    assert any(path.endswith("run.json") for path in files_with(folder, b"postgres"))
    assert files_with(folder, note_of("голосом о дороге домой")) == []
