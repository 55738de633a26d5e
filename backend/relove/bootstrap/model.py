"""The language model that the settings name."""

from __future__ import annotations

import random

from pydantic import SecretStr

from relove.config import Settings
from relove.integrations.llm.none import ClosableModel, NoModel


def make_model(settings: Settings) -> ClosableModel:
    """One or two providers; none where no key is set."""
    primary = settings.openai_api_key
    second = settings.fallback_api_key if settings.fallback_base_url else None
    if settings.model == "templates" or not (primary or second):
        return NoModel()
    # Imported where it is used only: the SDK costs a second and 40 MB.
    from relove.integrations.llm.language_model import ProviderChain
    from relove.integrations.llm.provider import OpenAIProvider, ProviderSettings

    def provider(key: SecretStr, base_url: str, model: str) -> OpenAIProvider:
        return OpenAIProvider(
            ProviderSettings(
                api_key=key.get_secret_value(),
                base_url=base_url,
                model=model,
                temperature=settings.openai_temperature,
                timeout_s=settings.openai_timeout,
                proxy=settings.openai_proxy,
            )
        )

    providers = []
    if primary:
        providers.append(provider(primary, settings.openai_base_url, settings.openai_model))
    if second:
        name = settings.fallback_model or settings.openai_model
        providers.append(provider(second, settings.fallback_base_url, name))
    return ProviderChain(providers, settings.openai_timeout, random.Random())
