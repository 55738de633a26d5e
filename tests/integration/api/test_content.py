"""Editing the content: checked, kept as versions, live in every process soon, and brought back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from relove.bootstrap import Container, build
from relove.domains.people.service import PeopleService
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of

STAGE = "stages/01_ordinary_world.yaml"
TEXTS = "texts/ru/menu.ftl"


@pytest.fixture
async def editor(sign_in: SignIn, container: Container) -> Visitor:
    visitor = await sign_in(77)
    async with container.units() as work:
        await PeopleService(work, container.clock).grant_role(77, "admin")
    return visitor


async def document(editor: Visitor, name: str) -> dict[str, Any]:
    answer = await editor.get("/api/admin/content/document", params={"name": name})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def edit(editor: Visitor, name: str, text: str, based_on: int = 0) -> Any:
    body = {"document": name, "text": text, "reason": "яснее", "based_on": based_on}
    return await editor.call("PUT", "/api/admin/content/document", json=body)


async def test_every_shipped_document_is_listed(editor: Visitor) -> None:
    items = (await editor.get("/api/admin/content")).json()["items"]
    names = {item["document"] for item in items}
    assert {STAGE, TEXTS, "texts/en/menu.ftl", "guide/reply.ru.md", "help_lines.yaml"} <= names
    assert all(item["version"] == 0 and not item["edited"] for item in items)


async def test_an_edit_is_live_here_and_in_another_process(editor: Visitor, container: Container) -> None:
    name = container.content.stage("ordinary_world").ru.name
    shipped = (await document(editor, STAGE))["shipped"]
    async with build(container.settings) as other:
        answer = await edit(editor, STAGE, shipped.replace(name, "Дом, в котором тесно"))
        assert answer.status_code == 200, answer.text
        assert answer.json()["version"] == 1 and answer.json()["history"][0]["reason"] == "яснее"
        assert container.content.stage("ordinary_world").ru.name == "Дом, в котором тесно"
        assert other.content.stage("ordinary_world").ru.name == name
        await other.feed.refresh()
        assert other.content.stage("ordinary_world").ru.name == "Дом, в котором тесно"
    stages = (await editor.get("/api/journey")).json()["stages"]
    assert stages[0]["name"] == "Дом, в котором тесно"
    acts = (await editor.get("/api/admin/audit")).json()["items"]
    assert acts[0]["act"] == "content.edit" and acts[0]["details"] == {"document": STAGE, "version": "1"}


async def test_a_text_of_the_bot_is_edited(editor: Visitor, container: Container) -> None:
    shipped = (await document(editor, TEXTS))["shipped"]
    answer = await edit(
        editor, TEXTS, shipped.replace("menu-streams = 🔥 Потоки", "menu-streams = 🔥 Программы")
    )
    assert answer.status_code == 200, answer.text
    assert container.translator.text("ru", "menu-streams") == "🔥 Программы"


@pytest.mark.parametrize(
    ("name", "change", "field"),
    [
        (STAGE, ("number: 1", "number: 7"), "number"),
        (STAGE, ("questions:", "questionz:"), "questionz"),
        (TEXTS, ("menu-pause =", "menu-rest ="), "menu-pause"),
        (TEXTS, ("{ $stage }", "{ $name }"), "session-state"),
        ("guide/reply.ru.md", ("{{stage_name}}", "{{stage_title}}"), "variables"),
    ],
)
async def test_what_would_break_is_refused_with_its_field(
    editor: Visitor, name: str, change: tuple[str, str], field: str
) -> None:
    shipped = (await document(editor, name))["shipped"]
    assert change[0] in shipped or change[0].replace("{{", "{{ ").replace("}}", " }}") in shipped
    broken = shipped.replace(*change).replace(change[0].replace("{{", "{{ ").replace("}}", " }}"), change[1])
    checked = await editor.post("/api/admin/content/check", json={"document": name, "text": broken})
    for answer in (checked, await edit(editor, name, broken)):
        error = error_of(answer, 400)
        assert error["code"] == "content_invalid" and name in error["message"], error
        assert field in error["message"]
    assert (await document(editor, name))["version"] == 0


async def test_an_earlier_version_comes_back_as_a_new_one(editor: Visitor, container: Container) -> None:
    name = container.content.stage("ordinary_world").ru.name
    shipped = (await document(editor, STAGE))["shipped"]
    await edit(editor, STAGE, shipped.replace(name, "Первая"))
    late = await edit(editor, STAGE, shipped.replace(name, "Вторая"), based_on=0)
    assert error_of(late, 409)["code"] == "content_changed"
    await edit(editor, STAGE, shipped.replace(name, "Вторая"), based_on=1)
    for version, wanted in ((1, "Первая"), (0, name)):
        now = (await document(editor, STAGE))["version"]
        answer = await editor.post(
            "/api/admin/content/rollback",
            json={"document": STAGE, "version": version, "reason": "было лучше", "based_on": now},
        )
        assert answer.status_code == 200, answer.text
        assert container.content.stage("ordinary_world").ru.name == wanted
    history = (await document(editor, STAGE))["history"]
    assert [(one["version"], one["restores"]) for one in history] == [(4, 0), (3, 1), (2, None), (1, None)]
    nowhere = {"document": STAGE, "version": 9, "reason": "а", "based_on": 4}
    assert error_of(await editor.post("/api/admin/content/rollback", json=nowhere), 404)["code"] == (
        "version_not_found"
    )


async def test_an_edit_that_no_longer_fits_is_left_out(editor: Visitor, container: Container) -> None:
    name = container.content.stage("ordinary_world").ru.name
    shipped = (await document(editor, STAGE))["shipped"]
    await edit(editor, STAGE, shipped.replace(name, "Первая"))
    # As after an update of the product that wants a field more.
    async with container.units() as work:
        await work.session.execute(text("UPDATE content_versions SET body = 'key: ordinary_world'"))
    async with build(container.settings) as other:
        await other.feed.refresh()
        assert other.content.stage("ordinary_world").ru.name == name


async def test_it_is_not_for_everybody(anna: Visitor, editor: Visitor) -> None:
    for path in ("", "/document?name=x"):
        error_of(await anna.get(f"/api/admin/content{path}"), 403)
    error_of(await editor.get("/api/admin/content/document", params={"name": "../secrets"}), 404)
    body = {"document": STAGE, "text": "x", "reason": " ", "based_on": 0}
    assert json.dumps(error_of(await editor.call("PUT", "/api/admin/content/document", json=body), 400))
