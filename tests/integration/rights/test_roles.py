"""Roles are given and taken by one press in the chat of the one who asked, and who they are is looked at anew then."""

from __future__ import annotations

import datetime
from typing import cast

import pytest

from relove.bootstrap import Container
from relove.core.actor import Role
from relove.core.clock import OffsetClock
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import error_of
from tests.integration.rights.team import ADMIN, OTHER_ADMIN, OWNER, VERA, Member, member
from tests.integration.sandbox.serving import Sandbox


@pytest.fixture
async def owner(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    return await member(container, telegram, sign_in, OWNER, "owner")


@pytest.fixture
async def admin(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    return await member(container, telegram, sign_in, ADMIN, "admin")


@pytest.fixture
async def vera(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    return await member(container, telegram, sign_in, VERA)


async def steps(who: Member) -> list[tuple[str, str, dict[str, str]]]:
    """The audit, oldest first."""
    answer = await who.call("GET", "/api/admin/audit")
    assert answer.status_code == 200, answer.text
    return [(item["act"], item["step"], item["details"]) for item in reversed(answer.json()["items"])]


async def now_is(container: Container, telegram_id: int, role: Role) -> None:
    """Somebody with a shell changes a role."""
    async with container.units() as work:
        await PeopleService(work, container.clock).grant_role(telegram_id, role)


async def test_a_press_gives_the_role_once_and_both_are_told(owner: Member, vera: Member) -> None:
    question = await owner.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "admin"})
    assert "Вера" in question["text"] and "админ" in question["text"]
    assert await vera.role() == "person", "nothing is done before the press"
    seen = len(await vera.talk.history())
    [said] = await owner.confirms(question)
    assert said["text"] == owner.talk.text("role-done", who=f"Вера ({VERA})", role="admin")
    assert await vera.role() == "admin"
    [told] = await vera.told(seen)
    assert told["text"] == vera.talk.text("role-told", role="admin")
    team = (await owner.call("GET", "/api/admin/roles")).json()["items"]
    assert [(one["first_name"], one["role"]) for one in team] == [("Олег", "owner"), ("Вера", "admin")]
    # A second press of the same button does nothing, and says so.
    await now_is(owner.talk.container, VERA, "person")
    [said] = await owner.confirms(question)
    assert said["text"] == owner.talk.text("error-confirmation-used")
    assert await vera.role() == "person"
    details = {"role": "admin", "before": "person"}
    assert await steps(owner) == [("role.change", "asked", details), ("role.change", "done", details)]


async def test_no_leaves_everything_as_it_is(owner: Member, vera: Member) -> None:
    await owner.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "support"})
    [said] = await owner.talk.press(owner.talk.text("role-ask-no"))
    assert said["text"] == owner.talk.text("confirmation-declined")
    assert await vera.role() == "person"
    assert [step for _, step, _ in await steps(owner)] == ["asked", "declined"]


async def test_the_button_expires(owner: Member, vera: Member) -> None:
    question = await owner.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "support"})
    clock = cast(OffsetClock, owner.talk.container.clock)
    clock.set_offset(int(datetime.timedelta(minutes=10).total_seconds() * 1_000_000))
    [said] = await owner.confirms(question)
    assert said["text"] == owner.talk.text("error-confirmation-expired")
    assert await vera.role() == "person"


async def test_nobody_else_can_press_it(owner: Member, admin: Member, vera: Member) -> None:
    question = await owner.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "owner"})
    [said] = await admin.talk.comes(
        "callback_query",
        id="5",
        chat_instance="1",
        data=question["buttons"][0][0]["data"],
        **{"from": {"id": ADMIN, "is_bot": False, "first_name": "Ада", "language_code": "ru"}},
        message={
            "message_id": 1,
            "date": 1_772_442_000,
            "chat": {"id": ADMIN, "type": "private"},
            "text": "x",
        },
    )
    assert said["text"] == owner.talk.text("error-confirmation-unknown")
    assert await vera.role() == "person"
    await owner.confirms(question)
    assert await vera.role() == "owner", "it still works for the one who asked"


async def test_who_asked_is_looked_at_again_when_they_press(
    owner: Member, admin: Member, vera: Member
) -> None:
    question = await admin.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "support"})
    await now_is(owner.talk.container, ADMIN, "analyst")
    [said] = await admin.confirms(question)
    assert said["text"] == admin.talk.text("error-forbidden")
    assert await vera.role() == "person"
    # The button is used up: a role that comes back later opens it no more.
    await now_is(owner.talk.container, ADMIN, "admin")
    [said] = await admin.confirms(question)
    assert said["text"] == admin.talk.text("error-confirmation-used")
    assert await vera.role() == "person"
    assert [(step, details.get("reason")) for _, step, details in await steps(owner)] == [
        ("asked", None),
        ("refused", "forbidden"),
    ]


async def test_who_it_is_about_is_looked_at_again_too(owner: Member, admin: Member, vera: Member) -> None:
    question = await admin.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": "support"})
    await now_is(owner.talk.container, VERA, "owner")
    [said] = await admin.confirms(question)
    assert said["text"] == admin.talk.text("error-role-out-of-reach")
    assert await vera.role() == "owner"


@pytest.mark.parametrize("role", ["owner", "admin"])
async def test_an_admin_makes_nobody_an_admin_or_an_owner(admin: Member, vera: Member, role: str) -> None:
    answer = await admin.call("PUT", f"/api/admin/roles/{vera.id}", json={"role": role})
    assert error_of(answer, 403)["code"] == "role_out_of_reach"


@pytest.mark.parametrize("role", ["support", "analyst"])
async def test_an_admin_gives_and_takes_the_others(admin: Member, vera: Member, role: str) -> None:
    await admin.confirms(await admin.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": role}))
    assert await vera.role() == role
    await admin.confirms(await admin.asks("DELETE", f"/api/admin/roles/{vera.id}"))
    assert await vera.role() == "person"
    assert (await vera.told(0))[-1]["text"] == vera.talk.text("role-told", role="person")


async def test_an_admin_takes_no_role_of_owners_and_admins(
    container: Container, telegram: Sandbox, sign_in: SignIn, owner: Member, admin: Member
) -> None:
    other = await member(container, telegram, sign_in, OTHER_ADMIN, "admin")
    for whose in (owner, other, admin):
        answer = await admin.call("DELETE", f"/api/admin/roles/{whose.id}")
        assert error_of(answer, 403)["code"] == "role_out_of_reach"
        answer = await admin.call("PUT", f"/api/admin/roles/{whose.id}", json={"role": "support"})
        assert error_of(answer, 403)["code"] == "role_out_of_reach"


async def test_the_last_owner_stays(owner: Member, vera: Member) -> None:
    answer = await owner.call("DELETE", f"/api/admin/roles/{owner.id}")
    assert error_of(answer, 409)["code"] == "last_owner"
    answer = await owner.call("PUT", f"/api/admin/roles/{owner.id}", json={"role": "admin"})
    assert error_of(answer, 409)["code"] == "last_owner"
    # Two owners who revoke one another: the second press finds the last one.
    await now_is(owner.talk.container, VERA, "owner")
    first = await owner.asks("DELETE", f"/api/admin/roles/{vera.id}")
    second = await owner.asks("DELETE", f"/api/admin/roles/{owner.id}")
    await owner.confirms(first)
    [said] = await owner.confirms(second)
    assert said["text"] == owner.talk.text("error-last-owner")
    assert await owner.role() == "owner"


@pytest.mark.parametrize("role", ["person", "support", "analyst"])
async def test_without_the_role_nothing_is_asked_or_shown(
    container: Container, vera: Member, owner: Member, role: Role
) -> None:
    await now_is(container, VERA, role)
    for method, path in (
        ("GET", "/api/admin/roles"),
        ("GET", "/api/admin/audit"),
        ("DELETE", f"/api/admin/roles/{owner.id}"),
        ("PUT", f"/api/admin/roles/{vera.id}"),
    ):
        body = {"json": {"role": "owner"}} if method == "PUT" else {}
        error_of(await vera.call(method, path, **body), 403)
    assert await steps(owner) == []


async def test_nobody_is_nobody(owner: Member) -> None:
    answer = await owner.call(
        "PUT", "/api/admin/roles/01900000-0000-7000-8000-000000000000", json={"role": "admin"}
    )
    assert error_of(answer, 404)["code"] == "person_not_found"
    answer = await owner.call("PUT", f"/api/admin/roles/{owner.id}", json={"role": "owner"})
    assert error_of(answer, 409)["code"] == "role_unchanged"


async def test_the_audit_comes_in_pages(owner: Member, vera: Member) -> None:
    for role in ("support", "analyst", "admin"):
        await owner.asks("PUT", f"/api/admin/roles/{vera.id}", json={"role": role})
    seen, following = [], ""
    while True:
        page = (await owner.call("GET", f"/api/admin/audit?limit=2{following}")).json()
        seen += [item["details"]["role"] for item in page["items"]]
        if page["next"] is None:
            break
        following = f"&before={page['next']}"
    assert seen == ["admin", "analyst", "support"]
    newest = (await owner.call("GET", "/api/admin/audit?limit=1")).json()["items"][0]
    assert (newest["actor"]["first_name"], newest["subject"]["first_name"]) == ("Олег", "Вера")
    error_of(await owner.call("GET", "/api/admin/audit?before=zimorodok"), 400)
