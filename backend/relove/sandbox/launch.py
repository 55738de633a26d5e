"""A signed launch of the Mini App, as Telegram Web would make it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from urllib.parse import quote, urlencode, urlsplit

from relove.sandbox.errors import ControlError
from relove.sandbox.people import Person
from relove.sandbox.themes import THEMES
from relove.sandbox.world import World

VERSION = "9.1"
PLATFORM = "weba"


def init_data(world: World, person: Person, start_param: str | None) -> str:
    """The signed string that tells the Mini App who opened it."""
    fields = {
        "query_id": "AAE" + secrets.token_urlsafe(15),
        "user": json.dumps(
            {k: v for k, v in person.user().items() if k != "is_bot"} | {"allows_write_to_pm": True},
            ensure_ascii=False,
            separators=(",", ":"),
        ),
        "auth_date": str(world.now()),
    }
    if start_param:
        fields["start_param"] = start_param
    # Telegram signs this with a key of its own, which nobody else has: only its shape can be played.
    digest = hashlib.sha512(json.dumps(fields).encode()).digest()
    fields["signature"] = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    return urlencode({**fields, "hash": _hash(world.config.bot_token, fields)}, quote_via=quote)


def _hash(token: str, fields: dict[str, str]) -> str:
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    checked = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    return hmac.new(secret, checked.encode(), hashlib.sha256).hexdigest()


def launch(
    world: World, person: Person, *, start_param: str | None = None, path: str = "/", theme: str = "light"
) -> dict[str, str]:
    """The address to open in a frame, and the initData in it. `path` may be a whole address of the Mini App."""
    if "://" in path:
        parts = urlsplit(path)
        if f"{parts.scheme}://{parts.netloc}" != world.config.app_origin:
            raise ControlError(400, "this address is not the Mini App's")
        path = parts.path + (f"?{parts.query}" if parts.query else "")
    signed = init_data(world, person, start_param)
    fragment = {
        "tgWebAppData": signed,
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": PLATFORM,
        "tgWebAppThemeParams": json.dumps(THEMES.get(theme, THEMES["light"]), separators=(",", ":")),
    }
    if start_param:
        fragment["tgWebAppStartParam"] = start_param
    url = f"{world.config.app_origin}/{path.lstrip('/')}#{urlencode(fragment, quote_via=quote)}"
    return {"url": url, "init_data": signed}
