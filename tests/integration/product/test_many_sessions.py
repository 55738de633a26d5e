"""What works the first time works the twentieth: a database changes how it runs a statement that comes often."""

from __future__ import annotations

from tests.integration.product.product import Product

TIMES = 20


def test_the_twentieth_session_begins_like_the_first(product: Product) -> None:
    app = product.mini_app(product.person())
    app.agree()
    for _ in range(TIMES):
        answer = app.call("POST", "sessions", json={"type": "provocative", "finish_active": True})
        assert answer.status_code == 201, answer.text
    assert [session["status"] for session in app.sessions()] == ["completed"] * (TIMES - 1) + ["active"]


def test_one_person_after_another_signs_in_talks_and_ends(product: Product) -> None:
    for number in range(TIMES):
        app = product.mini_app(product.person())
        app.agree()
        session = app.begin()
        assert app.ask(session, f"{number}-й разговор")["role"] == "guide"
        assert app.call("POST", f"sessions/{session}/complete").is_success
        assert app.get("journey")["current"]
