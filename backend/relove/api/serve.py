"""The API as a process: blocks until it is told to end."""

from __future__ import annotations

from relove import bootstrap
from relove.api.app import make_app
from relove.config import Settings
from relove.integrations.i18n.fluent import FluentTranslator
from relove.integrations.logs import configure_logging
from relove.integrations.server import serve


def run(settings: Settings) -> None:
    """Build the application and serve it. Called in a forked child: nothing here ran before the fork."""
    configure_logging(settings.log_level, settings.log_format, "api")
    app = make_app(settings, FluentTranslator(), lambda: bootstrap.build(settings, "api"))
    serve(app, settings.host, settings.port)
