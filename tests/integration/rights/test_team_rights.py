"""Another person's data: a file into the admin's own chat, an erasure with its receipt; audited, confirmed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from relove.bootstrap import Container
from relove.core.actor import Role
from relove.core.errors import LeaseLost
from relove.db.models import metadata
from relove.domains.messaging.context import InboxContext
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import error_of
from tests.integration.bot.talk import Shown
from tests.integration.delivery.line import hold
from tests.integration.rights.team import ADMIN, OTHER_ADMIN, OWNER, VERA, Member, member
from tests.integration.sandbox.serving import Sandbox

WORDS = "Меня зовут Зимородок"


@pytest.fixture
async def admin(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    return await member(container, telegram, sign_in, ADMIN, "admin")


@pytest.fixture
async def vera(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    made = await member(container, telegram, sign_in, VERA)
    await made.talk.write(WORDS)
    return made


async def content_of(sent: Shown, admin: Member) -> dict[str, Any]:
    async with admin.talk.telegram.client.get(sent["document"]["path"]) as answer:
        found: dict[str, Any] = json.loads(await answer.read())
    return found


async def audit(who: Member) -> list[dict[str, Any]]:
    """Oldest first."""
    items: list[dict[str, Any]] = (await who.call("GET", "/api/admin/audit")).json()["items"]
    return items[::-1]


async def everything_stored(container: Container) -> str:
    async with container.engine.connect() as connection:
        rows = [
            (await connection.execute(text(f"SELECT t::text FROM {name} AS t"))).scalars().all()
            for name in metadata().tables
        ]
    return "\n".join(line for lines in rows for line in lines)


async def test_the_file_comes_to_the_one_who_asked(admin: Member, vera: Member) -> None:
    question = await admin.asks("POST", f"/api/admin/people/{vera.id}/export")
    assert "Вера" in question["text"] and "document" not in question
    seen = len(await vera.talk.history())
    [sent] = await admin.confirms(question)
    assert f"({VERA})" in sent["text"] and "Вера" not in sent["document"]["name"]
    found = await content_of(sent, admin)
    assert WORDS in [turn["text"] for turn in found["tables"]["session_turns"]]
    assert [user["telegram_id"] for user in found["tables"]["users"]] == [VERA]
    assert await vera.told(seen) == []
    [row] = await admin.talk.sql(
        "SELECT count(*) AS n FROM outbox_messages WHERE payload IS NOT NULL OR state <> 'sent'"
    )
    assert row["n"] == 0, "the file is kept nowhere"


async def test_who_was_exported_sees_it_in_their_own_export(admin: Member, vera: Member) -> None:
    await admin.confirms(await admin.asks("POST", f"/api/admin/people/{vera.id}/export"))
    own = (await vera.call("GET", "/api/me/export")).json()
    rows = own["tables"]["admin_audit"]
    assert [(row["act"], row["step"]) for row in rows] == [
        ("person.export", "asked"),
        ("person.export", "done"),
    ]
    assert admin.id not in json.dumps(own) and "Ада" not in json.dumps(own)


async def test_the_audit_holds_no_word_of_anybody(admin: Member, vera: Member) -> None:
    await admin.confirms(await admin.asks("POST", f"/api/admin/people/{vera.id}/export"))
    rows = await admin.talk.sql("SELECT row_to_json(t)::text AS line FROM admin_audit AS t")
    stored = "\n".join(row["line"] for row in rows)
    for word in ("Вера", "Ада", "Зимородок", str(VERA)):
        assert word not in stored


async def test_an_erasure_takes_everything_and_both_are_told(admin: Member, vera: Member) -> None:
    question = await admin.asks("DELETE", f"/api/admin/people/{vera.id}")
    assert "Вера" in question["text"]
    seen = len(await vera.talk.history())
    [done] = await admin.confirms(question)
    [told] = await vera.told(seen)
    [entry] = await admin.talk.sql("SELECT receipt FROM erasures")
    assert entry["receipt"] in done["text"] and entry["receipt"] in told["text"]
    assert told["text"].startswith(vera.talk.text("erase-told", number="", at="").split(".")[0])
    left = await everything_stored(admin.talk.container)
    for trace in (vera.id, str(VERA), "Вера"):
        assert trace not in left
    written = admin.talk.container.settings.ledger.read_text().splitlines()
    assert json.loads(written[1])["receipt"] == entry["receipt"]
    steps = [(item["act"], item["step"], item["subject"]) for item in await audit(admin)]
    assert steps == [("person.erase", "asked", None), ("person.erase", "done", None)]
    assert {item["actor"]["first_name"] for item in await audit(admin)} == {"Ада"}
    error_of(await vera.call("GET", "/api/me"), 401)
    # Pressed again it is used up; asked again there is nobody.
    [said] = await admin.confirms(question)
    assert said["text"] == admin.talk.text("error-confirmation-used")
    error_of(await admin.call("DELETE", f"/api/admin/people/{vera.id}"), 404)


async def test_erased_meanwhile_by_themselves(admin: Member, vera: Member) -> None:
    question = await admin.asks("POST", f"/api/admin/people/{vera.id}/export")
    await vera.talk.write("/forget_me")
    await vera.talk.press(vera.talk.text("forget-ask-yes"))
    [said] = await admin.confirms(question)
    assert said["text"] == admin.talk.text("error-person-not-found")
    assert "document" not in said
    assert [(item["step"], item["details"]) for item in await audit(admin)] == [
        ("asked", {}),
        ("refused", {"reason": "person_not_found"}),
    ]


async def test_a_reply_that_is_being_written_cannot_bring_them_back(admin: Member, vera: Member) -> None:
    container = admin.talk.container
    await vera.talk.take_in("Последние слова")
    await vera.talk._fetch()
    token = await hold(container, VERA, "a worker that is in the middle")
    assert token is not None
    row = (await container.desk.go_on(VERA, token)).row
    assert row is not None
    await admin.confirms(await admin.asks("DELETE", f"/api/admin/people/{vera.id}"))
    inbox = InboxContext(container.units, row, token)
    with pytest.raises(LeaseLost):
        async with inbox.finish():
            pytest.fail("the chat is nobody's to write in")
    await vera.told(0)  # the receipt leaves, and its row with it
    assert str(VERA) not in await everything_stored(container)


@pytest.mark.parametrize("role", ["owner", "admin"])
async def test_owners_and_admins_are_the_owner_s_matter(
    container: Container, telegram: Sandbox, sign_in: SignIn, admin: Member, role: Role
) -> None:
    other = await member(container, telegram, sign_in, OTHER_ADMIN, role)
    for method, path in (("POST", f"people/{other.id}/export"), ("DELETE", f"people/{other.id}")):
        error = error_of(await admin.call(method, f"/api/admin/{path}"), 403)
        assert error["code"] == "person_out_of_reach"
    owner = await member(container, telegram, sign_in, OWNER, "owner")
    [sent] = await owner.confirms(await owner.asks("POST", f"/api/admin/people/{other.id}/export"))
    assert sent["document"]


async def test_for_oneself_there_are_one_s_own_ways(admin: Member) -> None:
    for method, path in (("POST", f"people/{admin.id}/export"), ("DELETE", f"people/{admin.id}")):
        error = error_of(await admin.call(method, f"/api/admin/{path}"), 409)
        assert error["code"] == "person_is_yourself"


@pytest.mark.parametrize("role", ["person", "support", "analyst"])
async def test_others_ask_in_vain(admin: Member, vera: Member, role: Role) -> None:
    async with admin.talk.container.units() as work:
        await PeopleService(work, admin.talk.container.clock).grant_role(ADMIN, role)
    seen = len(await admin.talk.history())
    for method, path in (("POST", f"people/{vera.id}/export"), ("DELETE", f"people/{vera.id}")):
        assert error_of(await admin.call(method, f"/api/admin/{path}"), 403)["code"] == "forbidden"
    assert await admin.told(seen) == []
