"""Keyboards as a bot sends them, checked as Telegram checks them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from relove.sandbox.errors import bad_request

MAX_DATA = 64
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def check_markup(markup: dict[str, Any] | None, *, inline_only: bool = False) -> dict[str, Any] | None:
    """The markup to store, None for none at all."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        rows = [row for row in markup["inline_keyboard"] if row]
        _check_size(rows, 100, 8)
        for row in rows:
            for button in row:
                _check_inline(button)
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        rows = [row for row in markup["keyboard"] if row]
        _check_size(rows, 300, 12)
        for row in rows:
            for button in row:
                _check_reply(button)
        return {**markup, "keyboard": rows}
    return markup


def check_web_app(text: str, url: str) -> None:
    """Only https, or this machine: Telegram's test servers allow the latter too."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise bad_request(
            f"{text} Web App URL '{url}' is invalid: Only HTTPS links are allowed"
            if parts.scheme
            else f"{text} Web App URL '{url}' is invalid: URL host is empty"
        )


def _check_size(rows: list[Any], total: int, per_row: int) -> None:
    if sum(len(row) for row in rows) > total or any(len(row) > per_row for row in rows):
        raise bad_request("reply markup is too long")


def _check_inline(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("can't parse inline keyboard button: Text must be non-empty")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: Exactly one action must be specified")
    if "callback_data" in actions and not 1 <= len(button["callback_data"].encode()) <= MAX_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "web_app" in actions:
        check_web_app("inline keyboard button", button["web_app"]["url"])
    if "url" in actions:
        parts = urlsplit(button["url"])
        known = (parts.scheme in ("http", "https") and parts.netloc) or parts.scheme in (
            "tg",
            "tel",
            "mailto",
        )
        if not known:
            raise bad_request(
                f"inline keyboard button URL '{button['url']}' is invalid: Unsupported URL protocol"
            )


def _check_reply(button: dict[str, Any] | str) -> None:
    text = button if isinstance(button, str) else button["text"]
    if not text.strip():
        raise bad_request("can't parse keyboard button: Text must be non-empty")
    if isinstance(button, dict) and button.get("web_app"):
        check_web_app("keyboard button", button["web_app"]["url"])
