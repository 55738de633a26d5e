"""`relove profiles refresh`, and the jobs beside it."""

from typing import Any

import pytest
from click import ClickException, UsageError

from relove.cli import profiles
from relove.config import Settings
from relove.worker import jobs
from tests.integration.bot.talk import Talk
from tests.integration.profiles.test_refresh import draft, scripted, told


async def test_the_round_by_hand_moves_the_bar_along(talk: Talk, settings: Settings) -> None:
    await told(talk)
    await scripted(talk, draft())
    heard: list[tuple[int, int]] = []
    counts = await profiles._round(settings, False, 10, lambda done, of: heard.append((done, of)))
    assert {name: counts[name] for name in ("processed", "updated")} == {"processed": 1, "updated": 1}
    assert heard == [(0, 1), (1, 1)]
    assert (await profiles._round(settings, False, 10, lambda done, of: None))["processed"] == 0
    assert (await profiles._round(settings, True, 10, lambda done, of: None))["processed"] == 1


async def test_one_person_by_either_id(talk: Talk, settings: Settings) -> None:
    await told(talk)
    await scripted(talk, draft(), draft())
    assert await profiles._one(settings, "1") == "updated"
    assert await profiles._one(settings, str((await talk.person()).id)) == "updated"
    with pytest.raises(ClickException):
        await profiles._one(settings, "99")
    with pytest.raises(UsageError):
        await profiles._one(settings, "Анна")
    await talk.write("И ещё я скучаю по морю")
    await scripted(talk, {"match": "profile/refresh", "fault": "500"})
    with pytest.raises(ClickException, match="Not refreshed"):
        await profiles._one(settings, "1")


async def test_the_profile_follows_a_session_that_has_ended(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft())
    context: dict[str, Any] = {"container": talk.container}
    [session] = await talk.sql("SELECT id FROM user_sessions")
    events = {job.name: job for job in jobs.EVENTS}
    await events["refresh_profile"].run(context, str((await talk.person()).id), "contact")
    [first] = await talk.sql("SELECT version FROM profiles")
    await talk.write("И ещё я скучаю по морю")
    await talk.write("/end_session")
    summary = "По морю скучает, и разговор с отцом откладывается."
    await scripted(talk, draft(summary=summary))
    await events["reflect"].run(context, str(session["id"]))
    [second] = await talk.sql("SELECT version FROM profiles")
    assert (first["version"], second["version"]) == (1, 2)
    [cause] = await talk.sql("SELECT cause FROM profile_versions WHERE version = 2")
    assert cause["cause"] == "session"


async def test_a_job_that_meets_something_unexpected_ends_quietly(talk: Talk) -> None:
    events = {job.name: job for job in jobs.EVENTS}
    await events["refresh_profile"].run({"container": talk.container}, "no id at all", "contact")
