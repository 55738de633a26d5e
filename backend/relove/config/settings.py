"""Every setting, with what `relove doctor` and docs/operations.md say of it."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AliasChoices, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from relove.config.values import (
    MODULES,
    BotToken,
    ChatIds,
    DatabaseUrl,
    EncryptionKeys,
    JwtSecret,
    Modules,
    Networks,
    PersonaName,
    Picture,
    Prices,
    Proxy,
    RedisUrl,
    WebAddress,
    WebhookSecret,
    Word,
)
from relove.core.persona import DEFAULT, PersonaGender, PersonaTone


def project_root() -> Path:
    """Where `.env`, `prompts/` and `migrations/` are: RELOVE_ROOT, else the source tree, else here."""
    if given := os.environ.get("RELOVE_ROOT"):
        return Path(given).resolve()
    tree = Path(__file__).resolve().parents[3]
    return tree if (tree / "migrations").is_dir() else Path.cwd()


def _setting(
    default: Any, about: str, *, env: str = "", needed: str = "", made: bool = False, **more: Any
) -> Any:
    """One setting: when it is needed ("production", "webhook", "always") and whether `relove up` makes it."""
    if env:
        more["validation_alias"] = AliasChoices(env)
    more["default_factory" if callable(default) else "default"] = default
    return Field(description=about, json_schema_extra={"needed": needed, "made": made}, **more)


def _default_model(data: dict[str, Any]) -> str:
    return "openai" if data.get("openai_api_key") else "templates"


def _default_updates(data: dict[str, Any]) -> str:
    return "webhook" if str(data.get("public_url", "")).startswith("https://") else "polling"


class Settings(BaseSettings):
    """Everything that differs between two installations. Fields are the variables' names in lower case."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        case_sensitive=False,
        env_ignore_empty=True,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
    )

    env: Annotated[Literal["development", "production"], Word] = _setting(
        "development", "development or production; production refuses the sandbox.", env="RELOVE_ENV"
    )
    root: Path = _setting(
        project_root, "Folder with prompts, migrations and the built Mini App.", env="RELOVE_ROOT"
    )
    data_dir: Path = _setting(
        Path(".data"), "Folder of the embedded engines, made secrets and run.json.", env="RELOVE_DATA_DIR"
    )
    host: str = _setting(
        "127.0.0.1", "Address the API listens on (0.0.0.0 in a container).", env="RELOVE_HOST"
    )
    port: int = _setting(8000, "Port of the API and the Mini App.", env="RELOVE_PORT", ge=1, le=65535)
    workers: int = _setting(1, "Number of worker processes.", env="RELOVE_WORKERS", ge=1, le=32)
    modules: Modules = _setting(
        (), f"Optional modules, separated by commas: {', '.join(MODULES)}.", env="RELOVE_MODULES"
    )

    bot_token: BotToken | None = _setting(
        None, "Token of the bot, from @BotFather; without it the sandbox plays Telegram.", needed="production"
    )
    public_url: WebAddress = _setting(
        "", "The https address people reach; the Mini App opens from it.", needed="production"
    )
    webhook_secret: WebhookSecret | None = _setting(
        None, "Proves that a webhook call is Telegram's.", needed="webhook", made=True
    )
    updates: Annotated[Literal["polling", "webhook"], Word] = _setting(
        _default_updates, "polling, or webhook where PUBLIC_URL is https.", env="RELOVE_UPDATES"
    )
    telegram_api_base: WebAddress = _setting("https://api.telegram.org", "Address of the Bot API.")
    telegram_proxy: Proxy = _setting("", "Proxy for calls to the Bot API.", repr=False)
    admin_chat_ids: ChatIds = _setting((), "Chats told of errors and of people in need, by commas.")
    owner_telegram_id: int | None = _setting(None, "Telegram id of the first owner.", ge=1)

    persona_name_ru: PersonaName = _setting(
        DEFAULT.name_ru, "Name of the guide in Russian texts, marked as AI."
    )
    persona_name_en: PersonaName = _setting(DEFAULT.name_en, "The same in English texts.")
    persona_gender: Annotated[PersonaGender, Word] = _setting(
        "female", "How the guide speaks of itself where a language has gender: female, male or neutral."
    )
    persona_tone: Annotated[PersonaTone, Word] = _setting(
        "warm", "Tone of what a model writes: warm, calm, playful or plain."
    )
    persona_likeness: str = _setting(
        "",
        "With a picture: `drawn` where it shows nobody real, else where the permission of that person is recorded.",
    )
    persona_face: Picture = _setting(
        None,
        "Picture of the guide in the Mini App (png, jpg, webp, 300 kB at most); our drawn sign unless set.",
    )

    openai_api_key: SecretStr | None = _setting(
        None, "Key of the model provider; without it the written templates answer."
    )
    openai_base_url: WebAddress = _setting("https://api.openai.com/v1", "Any address with that interface.")
    openai_proxy: Proxy = _setting("", "Proxy for calls to the model provider.", repr=False)
    openai_model: str = _setting("gpt-4o-mini", "Model that answers people.")
    openai_small_model: str = _setting("", "Model for small work behind the talk; OPENAI_MODEL unless set.")
    openai_vision_model: str = _setting("", "Model that reads pictures; OPENAI_MODEL unless set.")
    openai_transcribe_model: str = _setting(
        "whisper-1", "Model that writes down voice; `none` where nobody does."
    )
    openai_embedding_model: str = _setting(
        "text-embedding-3-small", "Model that compares texts; another one makes old memories incomparable."
    )
    openai_embedding_dimensions: int = _setting(
        512, "Numbers in a vector; 0 leaves it to the model.", ge=0, le=4096
    )
    openai_temperature: float = _setting(0.8, "From 0 (dry) to 2 (wild).", ge=0, le=2)
    reply_patience: float = _setting(
        1.5,
        "Seconds that a reply waits for a next line of the person, so that a burst is answered once.",
        ge=0,
        le=10,
    )
    openai_timeout: float = _setting(30.0, "Seconds that one model call may take.", gt=0, le=600)
    fallback_api_key: SecretStr | None = _setting(
        None, "Key of a second provider, asked when the first fails."
    )
    fallback_base_url: WebAddress = _setting("", "Address of the second provider.")
    fallback_model: str = _setting("", "Model of the second provider.")
    fallback_small_model: str = _setting(
        "", "Its model for small work behind the talk; FALLBACK_MODEL unless set."
    )
    fallback_transcribe_model: str = _setting(
        "", "Its model that writes down voice; OPENAI_TRANSCRIBE_MODEL unless set."
    )
    model_daily_budget_usd: float = _setting(
        1.0, "Dollars that models may cost for one person in a day of theirs; 0 sets no limit.", ge=0
    )
    model_requests_per_second: int = _setting(
        10, "Requests to models in any second, over all processes.", ge=1, le=1000
    )
    model_prices: Prices = _setting(
        (), "Prices that are missing or changed: model=read/written in dollars a million tokens, by commas."
    )
    model: Annotated[Literal["openai", "sandbox", "templates"], Word] = _setting(
        _default_model, "Who answers: openai where a key is set, else templates.", env="RELOVE_MODEL"
    )

    database_url: DatabaseUrl = _setting(
        "", "PostgreSQL 14 or newer; `relove up` runs its own.", needed="always", made=True, repr=False
    )
    redis_url: RedisUrl = _setting(
        "", "Redis 6.2 or newer; `relove up` runs its own.", needed="always", made=True, repr=False
    )
    jwt_secret: JwtSecret | None = _setting(
        None, "Signs access tokens: 32 characters or more.", needed="always", made=True
    )
    encryption_keys: EncryptionKeys | None = _setting(
        None, "k2:<base64 of 32 bytes>[,k1:<older>]; the first one writes.", needed="always", made=True
    )
    erasures_file: Path | None = _setting(
        None, "List of erasures outside the database; erasures.jsonl in the data folder unless set."
    )

    telethon_api_id: int | None = _setting(
        None, "Of the application at my.telegram.org that reads public channels.", ge=1
    )
    telethon_api_hash: SecretStr | None = _setting(None, "The hash that belongs to it.")
    telethon_session: SecretStr | None = _setting(
        None, "String session of the team's account that reads; without the three no channel is read."
    )

    trusted_proxies: Networks = _setting(
        (), "Addresses or networks of our own proxies, by commas: X-Forwarded-For is believed from them only."
    )
    rate_person: int = _setting(600, "Requests a minute of one person.", ge=1)
    rate_talk: int = _setting(120, "Messages and sessions a minute of one person in the Mini App.", ge=1)
    rate_chat: int = _setting(
        30, "Messages a minute of one person in the chat that are answered; all are kept.", ge=1
    )
    rate_streams: int = _setting(60, "Event streams that one person may open in a minute.", ge=1)
    rate_readiness: int = _setting(10, "Computations of readiness a minute of one person.", ge=1)
    rate_address: int = _setting(1200, "Requests a minute from one address.", ge=1)
    rate_auth: int = _setting(60, "Sign-ins and refreshes a minute from one address.", ge=1)

    shop_secret: SecretStr | None = _setting(
        None, "Signs what a shop posts to /api/shop/postback; without it every postback is refused."
    )

    metrics_token: SecretStr | None = _setting(
        None, "Lets a monitor read /metrics from outside of the private network, as a bearer token."
    )

    sandbox: bool | None = _setting(
        None, "1 keeps the sandbox although a token is set, 0 forbids it.", env="RELOVE_SANDBOX"
    )
    sandbox_port: int = _setting(8081, "Port of the sandbox.", env="RELOVE_SANDBOX_PORT", ge=1, le=65535)
    sandbox_url: WebAddress = _setting(
        "", "Address of the sandbox's page; `relove up` sets it.", env="RELOVE_SANDBOX_URL"
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Word] = _setting(
        "info", "debug, info, warning or error."
    )
    log_format: Annotated[Literal["auto", "json", "console"], Word] = _setting(
        "auto", "json, console, or auto: readable in a terminal, else JSON."
    )

    @field_validator("persona_face")
    @classmethod
    def _face_may_be_shown(cls, value: Path | None, others: ValidationInfo) -> Path | None:
        if value is None or "root" not in others.data:
            return value
        file: Path = others.data["root"] / value
        if not file.is_file() or file.stat().st_size > 300_000:
            raise ValueError("it must be a file of 300 kB at most")
        if not others.data.get("persona_likeness", "").strip():
            raise ValueError(
                "say in PERSONA_LIKENESS `drawn`, or where the permission of whom it shows is recorded"
            )
        return file.resolve()

    @model_validator(mode="after")
    def _absolute_data_dir(self) -> Self:
        # Frozen for everybody else; here the object is still being made.
        object.__setattr__(self, "data_dir", (self.root / self.data_dir).resolve())
        return self

    @property
    def face_address(self) -> str | None:
        """Where the Mini App finds the picture of the guide."""
        return f"/persona{self.persona_face.suffix.lower()}" if self.persona_face else None

    @property
    def ledger(self) -> Path:
        """Where erasures are listed."""
        return self.root / self.erasures_file if self.erasures_file else self.data_dir / "erasures.jsonl"


def alias(field: str) -> str:
    """The key under which pydantic-settings reads a field."""
    choices = Settings.model_fields[field].validation_alias
    return str(choices.choices[0]) if isinstance(choices, AliasChoices) else field


def variable(field: str) -> str:
    """The environment variable of a field."""
    return alias(field).upper()
