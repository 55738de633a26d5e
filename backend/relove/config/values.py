"""Types of settings: each refuses a bad value with a reason that never shows the value of a secret."""

import base64
import binascii
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MODULES = ("practice", "groups", "billing", "channels", "sales", "education")


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(filter(None, (part.strip() for part in value.split(","))))


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _modules(value: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [name for name in value if name not in MODULES]:
        raise ValueError(f"there is no module {unknown[0]!r}; the modules are {', '.join(MODULES)}")
    return value


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc):
        raise ValueError("it must be an address that begins with https:// or http://")
    return value.rstrip("/")


_TITLES = re.compile(
    r"\b(?:врач|доктор|психолог|психо\w*терапевт|профессор|человек|human|doctor|dr|psychologist|therapist)\b",
    re.I,
)


def _persona_name(value: str) -> str:
    """What people read as a name: never a title, for the guide is no doctor and no human."""
    name = value.strip()
    if not re.fullmatch(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", name) or len(name) > 32:
        raise ValueError("it must be a name of letters, 32 at most")
    if _TITLES.search(name):
        raise ValueError("it must be a name and no title: the guide is an AI, not a human and not a doctor")
    return name


def _picture(value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in PICTURES:
        raise ValueError(f"it must be a picture: {', '.join(PICTURES)}")
    return value


def _proxy(value: str) -> str:
    if value and not re.match(r"(https?|socks[45])://.", value):
        raise ValueError("it must begin with http://, https://, socks4:// or socks5://")
    return value


def _database(value: str) -> str:
    scheme, found, rest = value.partition("://")
    if value and (not found or scheme not in ("postgres", "postgresql", "postgresql+asyncpg")):
        raise ValueError("it must begin with postgresql://")
    return f"postgresql+asyncpg://{rest}" if value else ""


def _redis(value: str) -> str:
    if value and not re.match(r"(rediss?|unix)://.", value):
        raise ValueError("it must begin with redis://, rediss:// or unix://")
    return value


def _prices(value: object) -> object:
    if not isinstance(value, str):
        return value
    prices = []
    for part in filter(None, (piece.strip() for piece in value.split(","))):
        name, found, amounts = part.partition("=")
        try:
            read, written = (float(amount) for amount in amounts.split("/"))
        except ValueError:
            read = -1.0
            written = -1.0
        if not found or not name.strip() or read < 0 or written < 0:
            raise ValueError(f"{part!r} is no price: it must be like gpt-4o-mini=0.15/0.60")
        prices.append((name.strip(), read, written))
    return tuple(prices)


def _networks(value: tuple[str, ...]) -> tuple[str, ...]:
    for name in value:
        try:
            ip_network(name)
        except ValueError:
            raise ValueError(f"{name!r} is no address and no network (10.0.0.0/8)") from None
    return value


def _bot_token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[0-9]{1,20}:[A-Za-z0-9_-]{3,}", value.get_secret_value()):
        raise ValueError("it must be a token as @BotFather gives it: digits, a colon, letters")
    return value


def _webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
        raise ValueError("it must be 1-256 letters, digits, _ or -")
    return value


def _jwt_secret(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value().encode()) < 32:
        raise ValueError("it must be 32 characters or more")
    return value


def encryption_keys(value: SecretStr) -> dict[str, bytes]:
    """The keys by their id, the writing key first; ValueError says what is wrong without showing them."""
    keys: dict[str, bytes] = {}
    for number, part in enumerate(value.get_secret_value().split(","), 1):
        name, found, encoded = part.strip().partition(":")
        if not found or not re.fullmatch(r"[A-Za-z0-9_-]{1,16}", name) or name in keys:
            raise ValueError(f"part {number} must be <id>:<base64>, each id once (1-16 letters or digits)")
        try:
            keys[name] = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            raise ValueError(f"key {name!r} is not base64") from None
        if len(keys[name]) != 32:
            raise ValueError(f"key {name!r} must be 32 bytes long, it is {len(keys[name])}")
    return keys


def _encryption_keys(value: SecretStr) -> SecretStr:
    encryption_keys(value)
    return value


# Any letter case is accepted where one word of several is meant.
Word = BeforeValidator(_lower)
ChatIds = Annotated[tuple[int, ...], NoDecode, BeforeValidator(_split)]
Prices = Annotated[tuple[tuple[str, float, float], ...], NoDecode, BeforeValidator(_prices)]
Networks = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_networks)]
Modules = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(_modules)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
PersonaName = Annotated[str, AfterValidator(_persona_name)]
Picture = Annotated[Path | None, AfterValidator(_picture)]
Proxy = Annotated[str, AfterValidator(_proxy)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
RedisUrl = Annotated[str, AfterValidator(_redis)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
JwtSecret = Annotated[SecretStr, AfterValidator(_jwt_secret)]
EncryptionKeys = Annotated[SecretStr, AfterValidator(_encryption_keys)]
