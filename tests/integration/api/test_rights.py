"""A copy of everything, and erasing everything, from the Mini App."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec
from arq.worker import Worker
from sqlalchemy import func, select

from relove.bootstrap import Container
from relove.core.ports import OutgoingMessage
from relove.domains.messaging.models import OutboxMessage
from relove.domains.people.models import Confirmation, User
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of


async def test_the_export_is_a_file_with_everything(anna: Visitor) -> None:
    session = await anna.begin()
    await anna.call("PATCH", "/api/me", json={"directness": "soft"})
    answer = await anna.get("/api/me/export")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="relove-data.json"'
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["format"] == "relove-export-1"
    [me] = body["tables"]["users"]
    assert (me["telegram_id"], me["directness"]) == (42, "soft")
    assert [row["id"] for row in body["tables"]["user_sessions"]] == [session["id"]]
    assert {row["kind"] for row in body["tables"]["user_consents"]} == {"guided_work", "profile"}
    assert len(body["tables"]["refresh_tokens"]) == 1
    assert "token_hash" not in body["tables"]["refresh_tokens"][0]
    assert {"table": "refresh_tokens", "column": "token_hash"}.items() <= next(
        one for one in body["left_out"] if one["table"] == "refresh_tokens"
    ).items()


async def test_one_gets_only_ones_own(anna: Visitor, sign_in: SignIn) -> None:
    other = await sign_in(77, user={"first_name": "Другой"})
    await anna.begin()
    body = (await other.get("/api/me/export")).json()
    assert [row["telegram_id"] for row in body["tables"]["users"]] == [77]
    assert body["tables"]["session_turns"] == body["tables"]["user_sessions"] == []


async def test_the_file_can_be_sent_into_the_chat(anna: Visitor, container: Container) -> None:
    answer = await anna.call("POST", "/api/me/export/chat")
    assert (answer.status_code, answer.json()) == (202, {"sent": "to_chat"})
    async with container.units() as work:
        [queued] = (await work.session.scalars(select(OutboxMessage))).all()
    assert queued.chat_id == 42 and queued.payload is not None
    file = msgspec.json.decode(queued.payload, type=OutgoingMessage).document
    assert file is not None and msgspec.json.decode(file.content)["format"] == "relove-export-1"


async def test_erasing_asks_in_the_chat_and_erases_nothing_yet(anna: Visitor, container: Container) -> None:
    answer = await anna.call("DELETE", "/api/me")
    assert answer.status_code == 202
    body = answer.json()
    assert body["confirmation"] == "sent_to_chat"
    left = datetime.datetime.fromisoformat(body["expires_at"]) - container.clock.now()
    assert datetime.timedelta(minutes=9) < left <= datetime.timedelta(minutes=10)
    async with container.units() as work:
        assert await work.session.scalar(select(func.count()).select_from(User)) == 1
        [asked] = (await work.session.scalars(select(Confirmation))).all()
        assert (asked.act, asked.used_at) == ("erase", None)
        [queued] = (await work.session.scalars(select(OutboxMessage))).all()
        assert queued.chat_id == 42
        assert queued.payload is not None
        message = msgspec.json.decode(queued.payload, type=OutgoingMessage)
    [[yes], [no]] = message.buttons
    assert (yes.data or "").startswith("confirm:")
    assert (no.data or "").startswith("decline:")
    assert len((yes.data or "").encode()) <= 64
    # The button's secret is nowhere but in the button.
    assert (yes.data or "").removeprefix("confirm:").encode() not in asked.token_hash
    assert (await anna.get("/api/me")).status_code == 200


async def test_after_the_erasure_the_login_is_worth_nothing(
    anna: Visitor, container: Container, worker: Worker, later: Callable[[float], None]
) -> None:
    async with container.units() as work:
        user = (await work.session.scalars(select(User))).one()
        await work.session.delete(user)
    error_of(await anna.get("/api/me"), 401)
    refused = await anna.post("/api/auth/refresh", json={"refresh_token": anna.tokens["refresh_token"]})
    error_of(refused, 401)


async def test_strangers_get_nothing(anna: Visitor) -> None:
    for method, path in (("GET", "/api/me/export"), ("POST", "/api/me/export/chat"), ("DELETE", "/api/me")):
        answer = await anna.call(method, path, headers={"Authorization": "Bearer nonsense"})
        error_of(answer, 401)
