"""`relove profiles refresh`: the daily round by hand, or one person."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable

import click

from relove.config import Settings

Say = Callable[[str], None]


def refresh(settings: Settings, say: Say, *, everybody: bool, user_id: str | None, batch_size: int) -> None:
    """Refresh, with a bar that goes along; ends with the counts."""
    if user_id is not None:
        say(asyncio.run(_one(settings, user_id)))
        return
    with click.progressbar(length=0, label="Profiles", show_pos=True) as bar:

        def along(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        counts = asyncio.run(_round(settings, everybody, batch_size, along))
    say("\n".join(f"{name}: {count:,}" for name, count in counts.items()))


async def _round(
    settings: Settings, everybody: bool, batch_size: int, along: Callable[[int, int], None]
) -> dict[str, int]:
    from relove.bootstrap import build

    async with build(settings) as container:
        return await container.rotation.run(
            "command", everybody=everybody, batch_size=batch_size, progress=along
        )


async def _one(settings: Settings, user_id: str) -> str:
    from relove.bootstrap import build
    from relove.domains.people.service import PeopleService

    async with build(settings) as container:
        async with container.units() as work:
            people = PeopleService(work, container.clock)
            if user_id.isdecimal():
                person = await people.find_by_telegram(int(user_id))
            else:
                person = await people.find(_id(user_id))
        if person is None:
            raise click.ClickException("Nobody is known by that id.")
        outcome = await container.refresher.refresh(person.id, "command")
    if outcome.result == "failed":
        raise click.ClickException(f"Not refreshed: {outcome.reason}.")
    return f"{outcome.result}{f': {outcome.reason}' if outcome.reason else ''}"


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise click.UsageError("--user-id is a Telegram id, or an id as the database knows it.") from None
