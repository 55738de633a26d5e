"""Each setting: needed or not, where it comes from, what is wrong."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from relove.cli.doctor.finding import Finding
from relove.config import Settings, SettingsError, missing, project_root, read_settings, variable

SECRET = {
    "bot_token",
    "webhook_secret",
    "openai_api_key",
    "fallback_api_key",
    "jwt_secret",
    "encryption_keys",
}
# Addresses that may carry a password.
HIDDEN = SECRET | {"telegram_proxy", "openai_proxy", "database_url", "redis_url"}
NEEDED = {
    "production": "needed in production",
    "webhook": "needed for updates by webhook",
    "always": "always needed",
    "": "optional",
}


def read_what_can_be_read() -> tuple[Settings, dict[str, str]]:
    """The settings with defaults in place of what cannot be used, and the sentence for each of those."""
    try:
        return read_settings(), {}
    except SettingsError as error:
        problems = error.problems
    fields = Settings.model_fields
    instead: dict[str, Any] = {name: fields[name].get_default() for name in problems if name in fields}
    # Those that hang on another setting get the quiet choice.
    instead |= {
        name: value for name, value in (("model", "templates"), ("updates", "polling")) if name in problems
    }
    return read_settings(**instead), problems


def source_of(name: str, dotenv: Path) -> str:
    """`environment`, `.env`, or nothing where neither has it."""
    wanted = variable(name)
    if any(key.upper() == wanted and value for key, value in os.environ.items()):
        return "environment"
    written = dotenv_values(dotenv) if dotenv.is_file() else {}
    return ".env" if any(key.upper() == wanted and value for key, value in written.items()) else ""


def settings_findings(settings: Settings, problems: dict[str, str]) -> Iterator[Finding]:
    """One finding for each setting."""
    lacking = missing(settings)
    for name, field in Settings.model_fields.items():
        extra: dict[str, Any] = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
        need = NEEDED[extra["needed"]]
        source = source_of(name, project_root() / ".env")
        if name in problems:
            yield Finding(variable(name), "wrong", f"{problems[name]} It comes from the {source}.")
        elif name in lacking:
            yield Finding(variable(name), "wrong", f"{lacking[name]} {field.description}")
        elif source:
            yield Finding(variable(name), "ok", f"{_shown(settings, name)} (from the {source}; {need})")
        elif extra["made"]:
            yield Finding(variable(name), "made", f"{need}, relove up makes it: {field.description}")
        elif getattr(settings, name) in (None, "", ()):
            yield Finding(variable(name), "unset", f"{need}: {field.description}")
        else:
            yield Finding(variable(name), "default", f"{_shown(settings, name)} ({need})")


def _shown(settings: Settings, name: str) -> str:
    if name in HIDDEN:
        return "set"
    value = getattr(settings, name)
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
