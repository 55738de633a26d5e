"""Marked strings down every path: none appears in the logs of the real processes, in errors, health or metrics."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import httpx

from tests.integration.platform.waiting import until
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product

_numbers = itertools.count(1)


class Marks:
    """Strings that no log, error, health answer or metric may hold."""

    def __init__(self) -> None:
        self.given: dict[str, str] = {}

    def __call__(self, where: str) -> str:
        """A new one, in letters that survive any encoding as they are."""
        mark = f"qzx{next(_numbers):03}marked"
        self.given[mark] = where
        return mark

    def found_in(self, text: str) -> list[str]:
        return sorted(where for mark, where in self.given.items() if mark in text.lower())


def refused(answers: list[str], answer: httpx.Response) -> None:
    """Keep what was said, and see that it is an error of ours."""
    assert 400 <= answer.status_code < 500, answer.text
    assert set(answer.json()) == {"error"}
    answers.append(answer.text)


def at_the_door(product: Product, mark: Marks, answers: list[str]) -> None:
    """Who is nobody."""
    api = f"{product.url}/api"
    for data in (mark("init data"), f"user={mark('signed user')}&hash={'0' * 64}", f"hash={mark('hash')}"):
        refused(answers, product.http.post(f"{api}/auth/telegram", json={"init_data": data}))
    refused(answers, product.http.post(f"{api}/auth/refresh", json={"refresh_token": mark("refresh token")}))
    refused(
        answers, product.http.post(f"{api}/auth/telegram", json={mark("unknown field"): mark("its value")})
    )
    refused(
        answers, product.http.post(f"{api}/auth/telegram", content=f'{{"init_data": {mark("broken JSON")}')
    )
    for token in (mark("token"), f"eyJ{mark('JWT')}.eyJ{mark('claims')}.{mark('signature')}"):
        refused(answers, product.http.get(f"{api}/me", headers={"Authorization": f"Bearer {token}"}))
    for path in (
        f"api/{mark('path')}",
        f"api/sessions/{mark('id')}",
        f"{mark('file')}.js",
        f"telegram/{mark('x')}",
    ):
        refused(answers, product.http.get(f"{product.url}/{path}?text={mark('query')}"))
    page = product.http.get(f"{product.url}/{mark('page')}", headers={"Accept": "text/html"})
    assert page.status_code == 200
    refused(answers, product.http.request(mark("method").upper(), f"{api}/me"))
    odd = {
        "User-Agent": mark("agent"),
        "Referer": f"https://x/{mark('referer')}",
        "Cookie": f"a={mark('cookie')}",
    }
    odd["X-Forwarded-For"], odd["Accept-Language"] = mark("address"), mark("language")
    refused(answers, product.http.get(f"{api}/me", headers=odd))


def at_the_webhook(product: Product, mark: Marks, answers: list[str]) -> None:
    header = "X-Telegram-Bot-Api-Secret-Token"
    url = f"{product.url}/telegram/webhook"
    secret = product.running.secrets()["webhook_secret"]
    refused(answers, product.http.post(url, headers={header: mark("webhook secret")}, content=mark("unread")))
    for body in (mark("no update"), f'{{"update_id": "{mark("update id")}"}}'):
        refused(answers, product.http.post(url, headers={header: secret}, content=body))


def in_the_app(product: Product, app: MiniApp, mark: Marks, answers: list[str]) -> None:
    """Somebody who is signed in."""
    session = app.begin()
    turns = f"sessions/{session}/turns"
    key = {"Idempotency-Key": mark("key")}
    assert app.call("POST", turns, json={"text": mark("turn")}, headers=key).status_code == 200
    refused(answers, app.call("POST", turns, json={"text": mark("same key")}, headers=key))
    refused(answers, app.call("POST", turns, json={"text": mark("too long") * 500}, headers=key))
    refused(answers, app.call("POST", turns, json={"text": 1, mark("field"): mark("of a turn")}, headers=key))
    refused(answers, app.call("POST", turns, json={"text": "x"}, headers={"Idempotency-Key": mark("k") * 30}))
    refused(answers, app.call("GET", f"{turns}?before={mark('cursor')}"))
    refused(answers, app.call("GET", f"{turns}?limit={mark('limit')}"))
    for wrong in ({"language": mark("language")}, {"timezone": mark("zone")}, {"directness": mark("enum")}):
        refused(answers, app.call("PATCH", "me", json=wrong))
    refused(answers, app.call("PATCH", "me", json={"quiet_hours": {"from": mark("time"), "to": "08:00"}}))
    refused(answers, app.call("PUT", "me/consents", json={mark("consent"): mark("decision")}))
    refused(answers, app.call("POST", "sessions", json={"type": mark("type")}))


def where_the_model_fails(product: Product, app: MiniApp, mark: Marks) -> None:
    """The provider's own words may quote the prompt: its failures above all."""
    session = app.sessions()[-1]["id"]
    for fault in ("500", "429", "cut_stream"):
        product.sandbox.script({"fault": fault, "times": 4}, {"reply": mark("reply after a failure")})
        events = list(app.write(session, f"{mark(f'turn before {fault}')} говорю"))
        assert events[-1][0] in ("done", "error")
    product.sandbox.script({"reply": f"Я живой человек, {mark('reply that is cut')}"})
    assert list(app.write(session, mark("turn before a cut")))[-1][0] == "done"
    product.sandbox.script()


def in_the_chat(product: Product, mark: Marks) -> None:
    person = product.person(first_name=mark("first name"))
    person.say(f"/start {mark('source')}")
    person.press(data="consent:guided")
    person.say(f"говорю {mark('text')}")
    person.say(f"/natasha {mark('after a command')}")
    person.say(f"не хочу жить {mark('crisis')}")
    person.send_kind({"document": {"file_id": "x", "file_unique_id": "y", "file_name": mark("file name")}})
    # What breaks the handler of an update: its own words must not come with the error.
    poison: dict[str, Any] = {
        "message_id": 9,
        "date": mark("poison"),
        "chat": {"id": person.id, "type": "private"},
    }
    product.sandbox.post("updates", message={**poison, "text": mark("poisoned text")})
    until(lambda: '"update not handled"' in product.running.log.read_text(), 30, "the poison")


def test_marked_strings_stay_where_they_belong(modelled: Product) -> None:
    mark, answers = Marks(), list[str]()
    person = modelled.person(first_name=mark("name of the Mini App's person"))
    person.begin()
    app = modelled.mini_app(person)
    app.call("POST", f"sessions/{app.sessions()[-1]['id']}/complete")
    at_the_door(modelled, mark, answers)
    at_the_webhook(modelled, mark, answers)
    in_the_app(modelled, app, mark, answers)
    where_the_model_fails(modelled, app, mark)
    in_the_chat(modelled, mark)

    answers += [modelled.http.get(f"{modelled.url}/{path}").text for path in ("health", "health/live")]
    figures = modelled.http.get(f"{modelled.url}/metrics")
    assert figures.status_code == 200 and 'route="/api/sessions/{session_id}/turns"' in figures.text
    answers.append(figures.text)
    assert mark.found_in("\n".join(answers)) == []
    folder = modelled.running.folder
    logs = [modelled.running.log, *folder.rglob("*.log")]
    assert mark.found_in("\n".join(path.read_text(errors="replace") for path in logs)) == []
    assert mark.found_in(_run_files(folder)) == []
    lines = [json.loads(line) for line in modelled.running.log.read_text().splitlines()]
    assert {line["process"] for line in lines} >= {"api", "worker", "sandbox"}
    assert mark.given and mark.found_in("qzx001marked")  # the search finds what is there


def _run_files(folder: Path) -> str:
    """What the supervisor writes beside the engines' own data."""
    return "\n".join(path.read_text(errors="replace") for path in folder.glob("*.json"))
