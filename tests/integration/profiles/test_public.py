"""The bio and the person's own channel: read with a consent for each, and never a reason to fail."""

from collections.abc import Sequence

import pytest

from relove.bootstrap.profiles import NoChannels
from relove.domains.people.schemas import ConsentKind
from relove.domains.people.service import PeopleService
from relove.domains.profiles.ports import PublicChannels
from relove.domains.profiles.refresher import Outcome
from relove.integrations.telegram.telethon_reader import TelethonReader
from tests.integration.bot.talk import Talk
from tests.integration.profiles.mtproto import Telegram, session
from tests.integration.profiles.test_refresh import draft, prompts, scripted, told

BIO = "Пишу о горах и тишине"
POSTS = ["Вчера дошла до перевала", "Страшно начинать"]


async def refreshed(talk: Talk, channels: PublicChannels, *kinds: ConsentKind) -> Outcome:
    """Anna, who shows both, agreed to these."""
    await talk.telegram.post(
        "/sandbox/people", id=1, first_name="Анна", language_code="ru", bio=BIO, channel="anna_notes"
    )
    await told(talk)
    person = await talk.person()
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).decide(
            person.id, dict.fromkeys(kinds, True), "mini_app"
        )
    await scripted(talk, draft())
    refresher = talk.container.refresher
    refresher._channels = channels
    return await refresher.refresh(person.id, "contact")


def reader() -> TelethonReader:
    telegram = Telegram()
    telegram.posts = POSTS
    return TelethonReader.make(1, "0" * 32, session(), connection=telegram.connection())


@pytest.mark.parametrize(
    ("kinds", "bio", "posts"),
    [
        ((), False, False),
        (("bio",), True, False),
        (("channel",), False, True),
        (("bio", "channel"), True, True),
    ],
    ids=["none", "bio", "channel", "both"],
)
async def test_each_with_its_own_consent(
    talk: Talk, kinds: Sequence[ConsentKind], bio: bool, posts: bool
) -> None:
    channels = reader()
    assert await refreshed(talk, channels, *kinds) == Outcome("updated")
    await channels.close()
    [prompt] = await prompts(talk)
    assert (BIO in prompt, all(post in prompt for post in POSTS)) == (bio, posts)
    asked = (await talk.telegram.get("/sandbox/requests", method="getChat"))["items"]
    assert len(asked) == bool(kinds)


async def test_where_no_account_reads_the_channel_is_passed_over_and_counted(talk: Talk) -> None:
    outcome = await refreshed(talk, NoChannels(), "bio", "channel")
    assert outcome == Outcome("updated", unread=("channel_not_set_up",))
    [prompt] = await prompts(talk)
    assert BIO in prompt


async def test_a_profile_that_telegram_does_not_show_stops_nothing(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/faults", kind="server_error", method="getChat", times=1)
    outcome = await refreshed(talk, NoChannels(), "bio")
    assert outcome == Outcome("updated", unread=("bio_refused",))
