"""Reading the settings, and refusing what cannot work with one clear sentence for each problem."""

from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from relove.config.settings import Settings, alias, project_root, variable

# What a product that meets real people cannot do without; `relove up` makes or starts most of these.
PRODUCTION_NEEDS = ("bot_token", "public_url", "jwt_secret", "encryption_keys", "database_url", "redis_url")


class SettingsError(Exception):
    """Settings that cannot be used; `problems`: a sentence for each field, never the value of a secret."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


def missing(settings: Settings) -> dict[str, str]:
    """What this installation still lacks to meet real people: one sentence for each field."""
    if settings.env != "production":
        return {}
    lacks = [name for name in PRODUCTION_NEEDS if not getattr(settings, name)]
    if settings.updates == "webhook" and not settings.webhook_secret:
        lacks.append("webhook_secret")
    problems = {name: f"{variable(name)} is not set; production needs it." for name in lacks}
    if settings.public_url and not settings.public_url.startswith("https://"):
        problems["public_url"] = "PUBLIC_URL must begin with https:// in production."
    if settings.sandbox:
        problems["sandbox"] = "RELOVE_SANDBOX is set; production refuses the sandbox."
    return problems


def read_settings(**overrides: Any) -> Settings:
    """The settings as written, perhaps not complete: for `relove up`, which makes what is missing."""
    root = Path(overrides.pop("root", None) or project_root())
    given = {alias(name): value for name, value in overrides.items()}
    # `_env_file` is an argument of pydantic-settings that the class's type does not show.
    make = cast(Any, Settings)
    try:
        return cast(Settings, make(_env_file=root / ".env", **{alias("root"): root, **given}))
    except ValidationError as error:
        raise SettingsError(_problems(error)) from None


def load_settings(**overrides: Any) -> Settings:
    """The settings, checked: SettingsError has one clear sentence for each problem."""
    settings = read_settings(**overrides)
    if problems := missing(settings):
        raise SettingsError(problems)
    return settings


def _problems(error: ValidationError) -> dict[str, str]:
    fields = {alias(name): name for name in Settings.model_fields}
    problems: dict[str, str] = {}
    for item in error.errors(include_url=False, include_input=False):
        # A default that hangs on another setting is not computed when that one is wrong: tell only the cause.
        if item["type"] == "default_factory_not_called":
            continue
        field = fields.get(str(item["loc"][0]), str(item["loc"][0]))
        reason = item["msg"].removeprefix("Value error, ").replace("Input should", "it should")
        problems.setdefault(field, f"{variable(field)} cannot be used: {reason}.")
    return problems
