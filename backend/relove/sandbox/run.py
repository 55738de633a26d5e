"""The sandbox as a process of its own."""

from __future__ import annotations

from urllib.parse import urlsplit

from relove.config import Settings, SettingsError
from relove.core.clock import OffsetClock
from relove.integrations.server import serve
from relove.sandbox.app import create_app
from relove.sandbox.config import SandboxConfig
from relove.sandbox.hooks import OpenControl, ProductHooks
from relove.sandbox.product import open_levers

# Reached from this machine only: it lets anybody be anybody.
HOST = "127.0.0.1"


def config_for(settings: Settings, open_control: OpenControl | None = None) -> SandboxConfig:
    """The sandbox that belongs to these settings; refused in production."""
    if settings.env == "production":
        raise SettingsError({"env": "RELOVE_ENV is production: the sandbox does not start there."})
    if settings.bot_token is None:
        raise SettingsError(
            {"bot_token": "BOT_TOKEN is not set: the sandbox signs with it (`relove up` makes one)."}
        )
    origin = settings.sandbox_url or f"http://localhost:{settings.sandbox_port}"
    # The same host name as the page's, so that the browser takes both for one site.
    app_url = settings.public_url or f"http://{urlsplit(origin).hostname}:{settings.port}"
    return SandboxConfig(
        bot_token=settings.bot_token.get_secret_value(),
        app_url=app_url,
        origin=origin,
        hooks=ProductHooks(OffsetClock.create(settings.data_dir / "clock"), open_control),
    )


def run(settings: Settings) -> None:
    """Serve until a signal ends the process."""
    config = config_for(settings, lambda: open_levers(settings))
    serve(create_app(config), HOST, settings.sandbox_port)
