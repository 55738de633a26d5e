"""Public channels through Telethon, down to the bytes of its transport. No account exists here: Telegram is played."""

from typing import Any

import pytest

from relove.domains.profiles.ports import NotReadable
from relove.integrations.telegram.telethon_reader import TelethonReader
from tests.integration.profiles.mtproto import Telegram, session

SIGNING_IN = {"GetConfigRequest", "GetStateRequest", "GetUsersRequest", "GetDifferenceRequest"}


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


def reader(telegram: Telegram) -> TelethonReader:
    return TelethonReader.make(1, "0" * 32, session(), connection=telegram.connection())


async def test_the_newest_posts_of_a_public_channel_are_read_and_nothing_else_is_done(
    telegram: Telegram,
) -> None:
    telegram.posts = ["Третий пост", "", "Второй", "Первый"]
    made = reader(telegram)
    assert list(await made.posts("anna_notes", 3)) == ["Третий пост", "Второй"]
    assert list(await made.posts("anna_notes", 10)) == ["Третий пост", "Второй", "Первый"]
    await made.close()
    reading = ["ResolveUsernameRequest", "GetHistoryRequest", "GetHistoryRequest"]
    assert [name for name in telegram.asked if name not in SIGNING_IN] == reading
    assert telegram.asked.count("GetConfigRequest") == 1


@pytest.mark.parametrize(
    ("asked", "answer", "reason"),
    [
        ("ResolveUsernameRequest", (400, "USERNAME_NOT_OCCUPIED"), "refused"),
        ("GetHistoryRequest", (400, "CHANNEL_PRIVATE"), "refused"),
        ("GetHistoryRequest", (420, "FLOOD_WAIT_300"), "flood"),
        ("GetStateRequest", (401, "AUTH_KEY_UNREGISTERED"), "not_authorised"),
    ],
)
async def test_what_cannot_be_read_is_told_as_a_code(
    telegram: Telegram, asked: str, answer: Any, reason: str
) -> None:
    telegram.answers[asked] = lambda _: answer
    made = reader(telegram)
    with pytest.raises(NotReadable) as refused:
        await made.posts("anna_notes", 3)
    assert refused.value.reason == reason
    await made.close()
