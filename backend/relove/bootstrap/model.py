"""The language model that the settings name."""

from __future__ import annotations

import msgspec
from arq import ArqRedis

from relove.config import Settings
from relove.core.clock import Clock
from relove.core.ports import Translator
from relove.db.crypto import Keyring
from relove.db.unit_of_work import UnitOfWorkFactory
from relove.domains.content.service import ContentService
from relove.domains.messaging.alerts import Alerts
from relove.integrations.llm.none import ClosableModel, NoModel


class ModelParts(msgspec.Struct, frozen=True):
    """What a model is wired to."""

    redis: ArqRedis
    units: UnitOfWorkFactory
    clock: Clock
    keyring: Keyring
    content: ContentService
    alerts: Alerts
    translator: Translator


def has_model(settings: Settings) -> bool:
    """Is a key set, and is it to be used?"""
    second = settings.fallback_api_key if settings.fallback_base_url else None
    return settings.model != "templates" and bool(settings.openai_api_key or second)


def make_model(settings: Settings, parts: ModelParts) -> ClosableModel:
    """One or two providers; none where no key is set."""
    if not has_model(settings):
        return NoModel()
    # Imported where it is used only: the SDK costs a second and 40 MB.
    from relove.bootstrap.providers import guarded_model

    return guarded_model(settings, parts)
