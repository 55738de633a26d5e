"""Logs: one JSON object a line, from us and from libraries, with nothing secret in it."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from relove.integrations.logs import configure_logging, scrub

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
INIT_DATA = "query_id=AAH&user=%7B%22id%22%3A42%7D&auth_date=1650385342&hash=46d2ea5e32911ec8"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_a_line_says_what_where_and_for_which_request(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "auto", "api")
    structlog.contextvars.bind_contextvars(request_id="r1", update_id=7)
    structlog.get_logger().info("answered", method="GET", path="/health", status=200)
    (line,) = lines(capsys)
    assert line.pop("ts")
    assert line == {
        "event": "answered",
        "level": "info",
        "process": "api",
        "request_id": "r1",
        "update_id": 7,
        "method": "GET",
        "path": "/health",
        "status": 200,
    }


def test_libraries_go_the_same_way(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "json", "worker")
    logging.getLogger("some.library").warning("lost %s", TOKEN)
    logging.getLogger("httpx").info("not news")
    structlog.get_logger().debug("not asked for")
    (line,) = lines(capsys)
    assert (line["event"], line["process"], line["level"]) == ("lost <bot token>", "worker", "warning")


def test_an_error_is_told_by_type_and_place_never_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "json")
    try:
        try:
            int("what a person said")
        except ValueError as error:
            raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe") from error
    except RuntimeError:
        logging.getLogger("some.library").exception("failed", extra={"inbox_id": "7"})
    (line,) = lines(capsys)
    assert "RuntimeError" in str(line["error"]) and "ValueError" in str(line["error"])
    assert "test_logs.py" in str(line["error"]) and line["inbox_id"] == "7"
    assert "a person said" not in str(line) and TOKEN not in str(line)


def test_in_a_terminal_it_is_readable(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", "console", "up")
    structlog.get_logger().info("listening", port=8000, token=TOKEN)
    shown = capsys.readouterr().err
    assert "listening" in shown and "8000" in shown and TOKEN not in shown


@pytest.mark.parametrize(
    "text",
    [
        TOKEN,
        f"POST /bot{TOKEN}/sendMessage",
        f"Authorization: Bearer {JWT}",
        JWT,
        f"tma {INIT_DATA}",
        INIT_DATA,
        f"https://app.example/#tgWebAppData={INIT_DATA.replace('&', '%26')}&tgWebAppVersion=9.1",
        "sk-proj-abcdefgh12345678",
        "postgresql://relove:hunter2@db/relove",
        "redis://:hunter2@redis:6379",
    ],
)
def test_secrets_are_taken_out(text: str) -> None:
    kept = str(scrub({"text": text, "deep": [{"more": (text,)}]}))
    for secret in (TOKEN, JWT, INIT_DATA, "46d2ea5e", "abcdefgh12345678", "hunter2"):
        assert secret not in kept


def test_names_that_mean_a_secret_hide_any_value() -> None:
    assert scrub({"password": "x", "Authorization": "y", "token": ""}) == {
        "password": "<hidden>",
        "Authorization": "<hidden>",
        "token": "",
    }


@pytest.mark.parametrize(
    "text", ["12:30 on 2026-11-20", "session 42", "http://localhost:8000/api/me", "a=b&c=d"]
)
def test_ordinary_words_stay(text: str) -> None:
    assert scrub(text) == text
