"""What is wrong or strange gets a clear error or a sensible reply: never a 500, never a stack trace."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest

from tests.integration.api.support import error_of, init_data
from tests.integration.product.product import Product

NOW = datetime.now(UTC)
WHO = 750_001
STRANGE = {
    "emoji only": "🔥🙂‍↔️",
    "right to left": "مرحبا، أنا هنا אני כאן",
    "zero-width within": "сло\u200bво\u200d и\u2060 дело",
    "overridden direction": "\u202eтскет\u202c и дальше",
    "markup": "<b>не жирно</b> & <script>alert(1)</script> **{x}** %s",
    "combining marks": "Z̴̧͎̈a̵l̷g̸o̶ " * 20,
}
NOTHING = {"zero-width": "\u200b\u200d\u2060", "blank": " \n\t ", "empty": "", "nul": "\x00"}


@pytest.fixture(scope="module")
def token(product: Product) -> str:
    """The sandbox's own bot token: with it a test signs as Telegram would."""
    return product.running.secrets()["sandbox_bot_token"]


def log_in(product: Product, signed: Any) -> httpx.Response:
    # After a body that is too large the server closes the connection: the next one needs its own.
    closing = {"Connection": "close"}
    return product.http.post(f"{product.url}/api/auth/telegram", json={"init_data": signed}, headers=closing)


def calm(answer: httpx.Response) -> None:
    """An error of the contract, with nothing of our inside in it."""
    assert 400 <= answer.status_code < 500, answer.text
    error_of(answer, answer.status_code)
    assert "Traceback" not in answer.text and ".py" not in answer.text


def test_init_data_that_is_wrong(product: Product, token: str) -> None:
    good = init_data(NOW, WHO, token)
    wrong = {
        "missing": "",
        "no hash": good.partition("&hash=")[0],
        "tampered": good.replace(str(WHO), str(WHO + 1)),
        "expired": init_data(NOW - timedelta(hours=2), WHO, token),
        "from the future": init_data(NOW + timedelta(hours=1), WHO, token),
        "duplicate keys": f"{good}&auth_date=1",
        "a non-ASCII hash": good.partition("&hash=")[0] + "&hash=" + "ж" * 64,
        "100 kB": f"{good}&x={'a' * 100_000}",
        "another bot's": init_data(NOW, WHO, "42:OTHER"),
        "no text": 7,
        "nul": "\x00",
    }
    for name, signed in wrong.items():
        answer = log_in(product, signed)
        assert answer.status_code in (400, 401, 413), name
        calm(answer)
    assert log_in(product, good).status_code == 200


def test_what_telegram_signs_is_accepted(product: Product, token: str) -> None:
    odd = {
        "blank": {"start_param": ""},
        "unknown": {"tomorrow": "новое"},
        "signature": {"signature": "a-_" * 20},
    }
    for name, fields in odd.items():
        assert log_in(product, init_data(NOW, WHO, token, **fields)).status_code == 200, name


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff\xfe", b'{"init_data": ' + b"[" * 20_000, b"9" * 2**21]
)
def test_bodies_that_are_no_request(product: Product, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    calm(product.http.post(f"{product.url}/api/auth/telegram", content=body, headers=headers))


def test_access_tokens_that_are_wrong(product: Product, token: str) -> None:
    good = log_in(product, init_data(NOW, WHO, token)).json()["access_token"]
    claims = jwt.decode(good, options={"verify_signature": False})
    secret = product.running.secrets()["jwt_secret"]

    def signed(changed: dict[str, Any], **how: Any) -> str:
        return jwt.encode({**claims, **changed}, how.pop("key", secret), **{"algorithm": "HS256", **how})

    wrong = {
        "expired": signed({"exp": 1_700_000_000}),
        "another audience": signed({"aud": "somebody-else"}),
        "alg none": signed({}, key=None, algorithm="none"),
        "another secret": signed({}, key="somebody else's secret, long enough to be one"),
        "another type": signed({"type": "refresh"}),
        "nobody": signed({"sub": "00000000-0000-0000-0000-000000000000"}),
        "no person": signed({"sub": "'; DROP TABLE users"}),
        "rubbish": "a.b.c",
        "nothing": "",
        "non-ASCII": "ключ",
    }
    for name, access in wrong.items():
        header = {b"Authorization": f"Bearer {access}".strip().encode()}
        answer = product.http.get(f"{product.url}/api/me", headers=header)
        assert answer.status_code == 401, name
        calm(answer)
    assert product.http.get(f"{product.url}/api/me", headers={"Authorization": f"Bearer {good}"}).is_success
    calm(product.http.get(f"{product.url}/api/me"))


def test_texts_in_the_mini_app(product: Product) -> None:
    app = product.mini_app(product.person())
    app.agree()
    session = app.begin()
    for name, text in STRANGE.items():
        assert app.ask(session, text)["text"], name
    refused: list[Any] = [*NOTHING.values(), "я" * 5000, None, 7, "\ud800"]
    for wrong in refused:
        body = json.dumps({"text": wrong}).encode()
        headers = {"Idempotency-Key": "k", "Content-Type": "application/json"}
        calm(app.call("POST", f"sessions/{session}/turns", content=body, headers=headers))
    assert app.said() == [text.strip() for text in STRANGE.values()]


def test_texts_in_the_chat(product: Product) -> None:
    person = product.person()
    person.begin()
    for name, text in STRANGE.items():
        assert person.say(text)[0]["text"], name
    assert "пуст" in person.say(NOTHING["zero-width"])[0]["text"].lower()
    # Telegram's own apps part what is too long; a message that is too long all the same is told so.
    # The two parts are one breath, and are answered together.
    assert person.say("я" * 5000)[0]["text"]
    assert "4096" in person.send_kind({"text": "я" * 5000})[0]["text"].replace("\xa0", "")
    app = product.mini_app(person)
    # Telegram takes the marks of direction out.
    kept = [text.strip().replace("\u202e", "").replace("\u202c", "") for text in STRANGE.values()]
    assert app.said() == [*kept, "я" * 4096, "я" * 904]


def test_addresses_that_are_nothing(product: Product) -> None:
    for path in ("/api/nothing", "/api/sessions/1/turns", "/api/sessions/%00", "/api/../../etc/passwd"):
        calm(product.http.get(product.url + path))
    for body in (b"", b"{}", b"[1]", b"\x00" * 1000):
        calm(product.http.post(f"{product.url}/telegram/webhook", content=body))
    for path in ("/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fpyproject.toml", "/assets/none.js"):
        assert "[project]" not in product.http.get(product.url + path).text


def test_the_log_knows_of_no_failure(product: Product) -> None:
    """After all of the above."""
    lines = product.running.log.read_text().splitlines()
    assert [line for line in lines if '"level": "error"' in line or "Traceback" in line] == []
