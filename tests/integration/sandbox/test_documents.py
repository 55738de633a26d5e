"""Files that the bot sends."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile

from tests.integration.sandbox.serving import Sandbox


async def test_a_document_stands_in_the_chat_and_can_be_fetched(
    sandbox: Sandbox, bot: Bot, anna: int
) -> None:
    content = '{"слово": 1}'.encode()
    file = BufferedInputFile(content, "данные.json")
    sent = await bot.send_document(anna, file, caption="<b>Вот</b>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("данные.json", len(content))
    assert sent.caption == "Вот"
    assert [entity.type for entity in sent.caption_entities or []] == ["bold"]
    fetched = await bot.download(sent.document.file_id)
    assert fetched is not None
    assert fetched.read() == content
    with pytest.raises(TelegramBadRequest, match="non-empty"):
        await bot.send_document(anna, BufferedInputFile(b"", "пусто.json"))
    [item] = await sandbox.messages(1)
    assert item["text"] == "Вот"
    assert item["document"]["name"] == "данные.json"
    async with sandbox.client.get(item["document"]["path"]) as answer:
        assert await answer.read() == content
        assert "attachment" in answer.headers["Content-Disposition"]
    async with sandbox.client.get("/sandbox/files/unknown") as answer:
        assert answer.status == 404
    [call, _] = (await sandbox.get("/sandbox/requests", method="sendDocument"))["items"]
    assert call["params"]["document"] == f"данные.json, {len(content)} bytes"
