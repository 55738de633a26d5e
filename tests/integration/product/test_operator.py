"""What an operator sees: business time everywhere, the admin's role, logs with nobody's words in them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from tests.integration.platform.waiting import until
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product

MARK = "ОСОБОЕСЛОВО"
DAY = 86_400


def test_business_time_moves_in_every_process(product: Product) -> None:
    person = product.person()
    person.begin()
    app = product.mini_app(person)
    session = app.sessions()[0]["id"]
    product.sandbox.post("clock", advance=DAY)
    try:
        now = product.sandbox.get("clock")["now"]
        # The API: a token of yesterday is over, a launch of today is not from the future.
        assert app.call("GET", "me").status_code == 401
        today = product.mini_app(person)
        # The sandbox: a message is dated today. The worker: so are its turns.
        answer = person.say("что изменилось за день?")[0]
        assert abs(answer["date"] - now) < 60
        turns = today.turns(session)
        assert all(
            abs(datetime.fromisoformat(turn["created_at"]).timestamp() - now) < 60 for turn in turns[-2:]
        )
        assert datetime.fromisoformat(turns[0]["created_at"]).timestamp() < now - DAY + 60
        assert today.get("journey")["days"] >= 1
    finally:
        product.sandbox.post("clock", reset=True)
    assert product.mini_app(person).get("me")["id"]


def test_the_admin_launch_has_the_role(product: Product) -> None:
    launch = product.sandbox.get("admin/launch")
    assert MiniApp(product.http, product.url, launch["init_data"]).get("me")["role"] == "admin"
    assert product.mini_app(product.person()).get("me")["role"] == "person"


def test_logs_are_json_and_hold_nobody_s_words(product: Product) -> None:
    person = product.person(first_name=f"Имя{MARK}")
    person.begin()
    person.say(f"в чате {MARK}")
    person.say(f"/natasha {MARK}")
    person.say(f"не хочу жить {MARK}")
    person.send_kind({"text": f"{MARK} " * 600})
    app = product.mini_app(person)
    app.ask(app.sessions()[-1]["id"], f"в приложении {MARK}")
    app.call("POST", f"sessions/{app.sessions()[-1]['id']}/turns", json={"words": MARK})
    product.http.post(f"{product.url}/api/auth/telegram", json={"init_data": f"user={MARK}&hash=1"})

    # Each answer was logged before it was seen, but for the last.
    until(lambda: '"path": "/api/auth/telegram", "status": 40' in product.running.log.read_text())
    text = product.running.log.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert MARK not in text
    assert all({"level", "ts", "event"} <= line.keys() for line in lines)
    requests = [line for line in lines if line["event"] == "request"]
    assert requests
    assert all({"method", "path", "status", "request_id"} <= line.keys() for line in requests)
    assert all(line["request_id"] for line in requests)
    handled = [line for line in lines if "update_id" in line]
    assert {line["process"] for line in handled} >= {"worker"}
    _hold_no_secret(product, text)


def _hold_no_secret(product: Product, text: str) -> None:
    secrets: dict[str, Any] = product.running.secrets()
    assert [name for name, value in secrets.items() if value in text] == []
