"""How the message path does, for whoever watches: what waits, since when, and what became of the rest."""

from relove.domains.messaging.figures import Counted, PathFigures, path_figures
from tests.integration.delivery.line import ANNA, Line, an_update


async def figures(line: Line) -> PathFigures:
    async with line.container.units() as work:
        return await path_figures(work)


async def test_nothing_waits_and_nothing_left(line: Line) -> None:
    assert await figures(line) == PathFigures(0, 0.0, [], [], 0)


async def test_what_waits_is_counted_and_the_oldest_told(line: Line) -> None:
    await line.comes(an_update(1), an_update(2))
    await line.sql("UPDATE inbox_updates SET received_at = now() - interval '90 s' WHERE source_key = '1'")
    await line.queue("раз", "два")
    await line.queue("всем", kind="broadcast")
    found = await figures(line)
    assert found.inbox_pending == 2 and 89 < found.inbox_oldest_s < 600
    assert sorted((one.kind, one.state, one.count) for one in found.open) == [
        ("broadcast", "pending", 1),
        ("reply", "pending", 2),
    ]
    assert found.ended == []


async def test_what_left_is_told_for_an_hour_and_what_died_stays(line: Line) -> None:
    await line.queue("раз", "два")
    await line.send()
    assert (await figures(line)).ended == [Counted("reply", "sent", 2)]

    async def breaks(_inbox: object) -> None:
        raise ValueError("words of nobody")

    await line.comes(an_update(1))
    await line.processor(breaks).process(ANNA)
    found = await figures(line)
    assert (found.inbox_pending, found.dead_letters) == (0, 1)
    # Queued more than an hour ago: ids keep the time.
    await line.sql(
        "UPDATE outbox_messages SET id = ('00000000' || substr(id::text, 9))::uuid WHERE state = 'sent'"
    )
    assert (await figures(line)).ended == []
