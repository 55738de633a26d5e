"""What is done once, before the processes are forked."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from relove.config import Settings
from relove.domains.content.schemas import ContentBundle
from relove.domains.conversations import crisis
from relove.integrations.content.files import load_content
from relove.integrations.i18n.fluent import FluentTranslator

# Imported by libraries at their first use.
_IMPORTED_LATE = (
    "asyncpg",
    "anyio._backends._asyncio",
    "h11",
    "sqlalchemy.dialects.postgresql.asyncpg",
)
_IMPORTED_WITH_A_MODEL = (
    "httpcore2",
    "openai.resources.audio.transcriptions",
    "openai.resources.chat.completions",
    "openai.resources.embeddings",
    "relove.bootstrap.providers",
)


@cache
def bundle(folder: Path) -> ContentBundle:
    """The shipped content, read once."""
    return load_content(folder)


@cache
def translator() -> FluentTranslator:
    """The catalogues, read once."""
    return FluentTranslator()


def prewarm(settings: Settings) -> None:
    """Do before a fork what every child would do again for itself: its memory is shared then."""
    bundle(settings.root / "prompts")
    translator()
    crisis.prepare()
    configure_mappers()
    with_model = () if settings.model == "templates" else _IMPORTED_WITH_A_MODEL
    for name in (*_IMPORTED_LATE, *with_model):
        import_module(name)
