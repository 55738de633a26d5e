"""Wires providers of models to what guards them. Imports the SDK: only for where a key is set."""

from __future__ import annotations

import random

import msgspec

from relove.bootstrap.model import ModelParts
from relove.config import Settings
from relove.core.actor import LANGUAGES
from relove.domains.records.prices import Price, PriceList
from relove.integrations.llm.breaker import Breaker, News
from relove.integrations.llm.budget import DailyBudget
from relove.integrations.llm.cache import DecisionCache
from relove.integrations.llm.gate import SharedGate, Tell
from relove.integrations.llm.guarded import GuardedModel
from relove.integrations.llm.language_model import ProviderChain
from relove.integrations.llm.pace import RequestPace
from relove.integrations.llm.provider import OpenAIProvider, ProviderSettings
from relove.integrations.llm.recorder import CallRecorder
from relove.integrations.llm.shared import Shared

_MICROS = 1_000_000


def guarded_model(settings: Settings, parts: ModelParts) -> GuardedModel:
    """The LanguageModel port over one or two providers."""
    providers = _providers(settings)
    shared = Shared()
    redis, units, clock = parts.redis, parts.units, parts.clock
    own = {name: Price(read, written) for name, read, written in settings.model_prices}
    budget = DailyBudget(redis, shared, units, clock, round(settings.model_daily_budget_usd * _MICROS))
    breaker = Breaker(redis, shared, clock, [provider.name for provider in providers])
    pace = RequestPace(redis, shared, settings.model_requests_per_second)
    gate = SharedGate(pace, budget, breaker, _telling(parts))

    def is_small(prompt_id: str) -> bool:
        prompt = parts.content.bundle.prompts.get((prompt_id, LANGUAGES[0]))
        return prompt is not None and prompt.model_class == "small"

    chain = ProviderChain(providers, gate, is_small, settings.openai_timeout, random.Random())
    recorder = CallRecorder(units, clock, PriceList(own))
    return GuardedModel(chain, budget, breaker, DecisionCache(redis, shared, parts.keyring), recorder)


def _providers(settings: Settings) -> list[OpenAIProvider]:
    common = ProviderSettings(
        name="first",
        api_key="",
        base_url=settings.openai_base_url,
        model=settings.openai_model,
        temperature=settings.openai_temperature,
        timeout_s=settings.openai_timeout,
        proxy=settings.openai_proxy,
        small_model=settings.openai_small_model,
        vision_model=settings.openai_vision_model,
        transcribe_model=settings.openai_transcribe_model,
        embedding_model=settings.openai_embedding_model,
        embedding_dimensions=settings.openai_embedding_dimensions,
    )
    found = []
    if settings.openai_api_key:
        found.append(_with(common, api_key=settings.openai_api_key.get_secret_value()))
    if settings.fallback_api_key and settings.fallback_base_url:
        found.append(
            _with(
                common,
                name="second",
                api_key=settings.fallback_api_key.get_secret_value(),
                base_url=settings.fallback_base_url,
                model=settings.fallback_model or settings.openai_model,
                small_model=settings.fallback_small_model,
                vision_model="",
                transcribe_model=settings.fallback_transcribe_model or settings.openai_transcribe_model,
            )
        )
    return found


def _with(common: ProviderSettings, **changes: str) -> OpenAIProvider:
    return OpenAIProvider(msgspec.structs.replace(common, **changes))


def _telling(parts: ModelParts) -> Tell:
    """The team is told through the outbox, like everything else."""

    async def tell(news: News) -> None:
        minutes = max(0, round((parts.clock.now() - news.since).total_seconds() / 60))
        key = "model-down-alert" if news.state == "down" else "model-back-alert"
        async with parts.units() as work:
            await parts.alerts.tell(work, parts.translator.text("ru", key, minutes=minutes))

    return tell
