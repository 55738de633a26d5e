"""The team lifts a care pause: nobody else can, it is in the audit, and the talk goes on gently."""

from __future__ import annotations

from typing import Any

import pytest

from relove.bootstrap import Container
from relove.core.actor import Role
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import error_of
from tests.integration.rights.team import ADMIN, OTHER_ADMIN, OWNER, VERA, Member, member
from tests.integration.sandbox.serving import Sandbox

NEED = "я не хочу жить"


@pytest.fixture
async def admin(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    return await member(container, telegram, sign_in, ADMIN, "admin")


@pytest.fixture
async def vera(container: Container, telegram: Sandbox, sign_in: SignIn) -> Member:
    made = await member(container, telegram, sign_in, VERA)
    await made.talk.write(NEED)
    return made


async def release(who: Member, whom: Member) -> Any:
    return await who.call("POST", f"/api/admin/people/{whom.id}/release-care")


async def test_the_pause_ends_and_the_guide_goes_on_gently(admin: Member, vera: Member) -> None:
    seen = len(await vera.talk.history())
    answer = await release(admin, vera)
    assert answer.status_code == 200, answer.text
    person = await vera.talk.person()
    assert (person.care_active, person.care_reason, person.directness) == (False, None, "soft")
    # The person is not written to: whether to go on is theirs.
    assert await vera.told(seen) == []
    [said] = await vera.talk.write("Мне спокойнее, давайте дальше")
    assert "?" in said["text"] and "112" not in said["text"]


async def test_it_is_in_the_audit_without_a_word(admin: Member, vera: Member) -> None:
    await release(admin, vera)
    [entry] = (await admin.call("GET", "/api/admin/audit")).json()["items"]
    assert (entry["act"], entry["step"], entry["details"]) == (
        "care.release",
        "done",
        {"reason": "self_harm"},
    )
    assert (entry["actor"]["first_name"], entry["subject"]["first_name"]) == ("Ада", "Вера")
    rows = await admin.talk.sql("SELECT row_to_json(t)::text AS line FROM admin_audit AS t")
    assert NEED not in str(rows)


async def test_where_there_is_no_pause_there_is_nothing_to_lift(admin: Member, vera: Member) -> None:
    await release(admin, vera)
    assert error_of(await release(admin, vera), 409)["code"] == "not_in_care"
    [entry] = (await admin.call("GET", "/api/admin/audit")).json()["items"]
    assert entry["step"] == "done"


@pytest.mark.parametrize("role", ["person", "support", "analyst"])
async def test_nobody_else_may(
    container: Container, telegram: Sandbox, sign_in: SignIn, vera: Member, role: Role
) -> None:
    other = await member(container, telegram, sign_in, OTHER_ADMIN, role)
    error_of(await release(other, vera), 403)
    assert (await vera.talk.person()).care_active


async def test_not_one_s_own_and_not_an_owner_s(
    container: Container, telegram: Sandbox, sign_in: SignIn, admin: Member
) -> None:
    owner = await member(container, telegram, sign_in, OWNER, "owner")
    for someone in (owner, admin):
        await someone.talk.write(NEED)
    assert error_of(await release(admin, admin), 409)["code"] == "person_is_yourself"
    assert error_of(await release(admin, owner), 403)["code"] == "person_out_of_reach"
    assert (await release(owner, admin)).status_code == 200


async def test_somebody_who_is_not_here(admin: Member) -> None:
    path = "/api/admin/people/00000000-0000-7000-8000-000000000000/release-care"
    assert error_of(await admin.call("POST", path), 404)["code"] == "person_not_found"
