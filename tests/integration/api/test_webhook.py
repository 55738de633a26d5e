"""Telegram's webhook: its secret, its body, and what happens when nothing can be stored."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from relove.bootstrap import Container
from relove.domains.messaging.models import InboxUpdate
from tests.integration.api.support import error_of

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "secret-of-the-tests"}
UPDATE: dict[str, Any] = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_770_000_000,
        "chat": {"id": 42, "type": "private", "first_name": "Анна"},
        "from": {"id": 42, "is_bot": False, "first_name": "Анна"},
        "text": "мои слова",
    },
}


async def deliver(http: httpx.AsyncClient, body: bytes, headers: dict[str, str]) -> httpx.Response:
    headers = {"Content-Type": "application/json", **headers}
    return await http.post("/telegram/webhook", content=body, headers=headers)


class TestSecret:
    @pytest.mark.parametrize(
        "headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": ""}, {"X-Telegram-Bot-Api-Secret-Token": "other"}]
    )
    async def test_without_it_nothing_is_stored(
        self, http: httpx.AsyncClient, container: Container, headers: dict[str, str]
    ) -> None:
        with capture_logs() as logs:
            answer = await deliver(http, json.dumps(UPDATE).encode(), headers)
        assert error_of(answer, 403)["code"] == "webhook_secret"
        assert "слова" not in str(logs)
        async with container.units() as work:
            assert (await work.session.execute(select(InboxUpdate))).first() is None

    async def test_not_ascii(self, http: httpx.AsyncClient) -> None:
        answer = await http.post(
            "/telegram/webhook", content=b"{}", headers={b"X-Telegram-Bot-Api-Secret-Token": "ф".encode()}
        )
        assert error_of(answer, 403)["code"] == "webhook_secret"


class TestNoSecretSet:
    @pytest.fixture
    def overrides(self) -> dict[str, Any]:
        return {"webhook_secret": None}

    @pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": ""}])
    async def test_nothing_gets_in(self, http: httpx.AsyncClient, headers: dict[str, str]) -> None:
        assert error_of(await deliver(http, b"{}", headers), 403)["code"] == "webhook_secret"


class TestReceive:
    async def test_stored_byte_for_byte_once(self, http: httpx.AsyncClient, container: Container) -> None:
        raw = json.dumps(UPDATE, ensure_ascii=False, indent=1).encode()
        with capture_logs() as logs:
            for _ in range(2):
                answer = await deliver(http, raw, SECRET)
                assert answer.status_code == 200 and answer.json() == {"ok": True}
        assert "слова" not in str(logs)
        async with container.units() as work:
            row = (await work.session.execute(select(InboxUpdate))).scalar_one()
        assert (row.source_key, row.chat_id, row.payload) == ("7", 42, raw)

    @pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"update_id": "x"}', b"\xff"])
    async def test_no_update(self, http: httpx.AsyncClient, body: bytes) -> None:
        assert error_of(await deliver(http, body, SECRET), 400)["code"] == "validation"

    async def test_too_large(self, http: httpx.AsyncClient) -> None:
        answer = await deliver(http, b'{"x":"' + b"a" * 1_100_000 + b'"}', SECRET)
        assert error_of(answer, 413)["code"] == "too_large"

    async def test_storage_is_away(self, http: httpx.AsyncClient, container: Container) -> None:
        """Telegram sends it again."""
        from sqlalchemy import text

        async with container.units() as work:
            await work.session.execute(text("ALTER TABLE inbox_updates RENAME TO elsewhere"))
        with capture_logs() as logs:
            answer = await deliver(http, json.dumps(UPDATE).encode(), SECRET)
        assert error_of(answer, 503)["code"] == "unavailable"
        assert int(answer.headers["retry-after"]) >= 1
        assert "слова" not in str(logs)
