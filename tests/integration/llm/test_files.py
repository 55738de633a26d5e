"""The Files port: what people send comes into memory, within bounds."""

from __future__ import annotations

import pytest
from aiogram import Bot

from relove.core.errors import ReloveError
from relove.integrations.telegram.files import LARGEST, TelegramFiles
from relove.sandbox.media.carried import carried_by
from tests.integration.llm.asking import Asking


async def test_a_voice_message_is_fetched(asking: Asking) -> None:
    kept = asking.sandbox.world.files
    await asking.sandbox.post("/sandbox/people/1/messages", voice_text="я здесь")
    [update] = await asking.container.bot.get_updates()
    assert update.message and update.message.voice
    voice = update.message.voice
    content = await asking.container.files.fetch(voice.file_id, voice.file_size)
    found = kept.find(voice.file_id)
    assert found is not None and content == found.content and carried_by(content) == "я здесь"


@pytest.mark.parametrize("told", [None, LARGEST + 1], ids=["Telegram says so", "the update says so"])
async def test_what_is_too_large_is_not_fetched(asking: Asking, told: int | None) -> None:
    big = asking.sandbox.world.files.keep("voice", bytes(LARGEST + 1), "voice.oga")
    with pytest.raises(ReloveError) as refused:
        await asking.container.files.fetch(big.file_id, told)
    assert (refused.value.code, refused.value.params) == ("file_too_large", {"limit": 10})
    huge = asking.sandbox.world.files.keep("voice", bytes(20 * 1024 * 1024 + 1), "voice.oga")
    with pytest.raises(ReloveError, match="file_too_large"):
        await asking.container.files.fetch(huge.file_id)


async def test_more_than_was_told_is_not_read_to_its_end(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = asking.sandbox.world.files.keep("voice", bytes(300_000), "voice.oga")
    told = kept.wire()
    monkeypatch.setattr(type(kept), "wire", lambda self: {**told, "file_size": 10})
    with pytest.raises(ReloveError, match="file_too_large"):
        await TelegramFiles(asking.container.bot, largest=100_000).fetch(kept.file_id)


async def test_what_cannot_be_had_is_told_without_the_token(
    asking: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(ReloveError, match="file_unavailable"):
        await asking.container.files.fetch("unknown")
    nobody = Bot("42:NOBODY-LISTENS-THERE", session=asking.container.bot.session)
    with pytest.raises(ReloveError, match="file_unavailable"):
        await TelegramFiles(nobody).fetch("any")
    assert "NOBODY" not in caplog.text
    assert asking.container.translator.text("ru", "error-file-unavailable")
