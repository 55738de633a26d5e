"""What a turn costs the database, however long the session is; `benchmarks.pipeline` measures the same with our CPU."""

import pytest

from benchmarks.pipeline import STATEMENTS, Talker, counted, use_model
from tests.integration.bot.talk import Talk

SHORT, LONG = 3, 15


@pytest.mark.parametrize("model", [False, True], ids=["written replies", "a model"])
async def test_ten_statements_a_turn_at_most_and_no_more_with_time(talk: Talk, model: bool) -> None:
    if model:
        use_model(talk.container.pipeline)
    talker = Talker(talk.container, 9001)
    await talker.agree()
    counts: dict[int, int] = {}
    for number in range(LONG + 1):
        with counted(talk.container) as seen:
            await talker.says(number)
        counts[number] = sum(not one.startswith("DELETE FROM outbox") for one in seen)
    assert counts[SHORT] <= STATEMENTS
    assert counts[LONG] <= counts[SHORT]
