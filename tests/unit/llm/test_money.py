"""Prices, and the day that a budget lasts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import TypeAdapter, ValidationError

from relove.config.values import Prices
from relove.domains.records.prices import UNKNOWN, Price, PriceList
from relove.integrations.llm.budget import day_of


def test_a_call_costs_what_it_read_and_wrote() -> None:
    prices = PriceList()
    assert prices.micros("gpt-4o-mini", 10_000, 1_000) == 1_500 + 600
    assert prices.micros("whisper-1", 0, 0, seconds=90) == 9_000
    assert prices.micros("gpt-4o-mini-transcribe", 1_000, 100, seconds=90) == 1_250 + 500


@pytest.mark.parametrize(
    ("model", "like"),
    [
        ("gpt-4o-mini-2024-07-18", "gpt-4o-mini"),
        ("openai/gpt-4o-mini", "gpt-4o-mini"),
        ("gpt-4o-2024-11-20", "gpt-4o"),
    ],
)
def test_names_are_known_with_their_date_and_their_vendor(model: str, like: str) -> None:
    assert PriceList().of(model) == PriceList().of(like)


def test_what_is_unknown_is_dear_and_can_be_told() -> None:
    assert PriceList().of("my-own") == UNKNOWN
    told = TypeAdapter(Prices).validate_python("my-own=0/0, gpt-4o-mini=1/2")
    prices = PriceList({name: Price(read, written) for name, read, written in told})
    assert prices.micros("my-own", 5_000, 5_000) == 0
    assert prices.micros("gpt-4o-mini", 1, 1) == 3


@pytest.mark.parametrize("bad", ["gpt-4o-mini", "m=1", "m=a/b", "=1/2", "m=-1/2"])
def test_what_is_no_price_is_refused(bad: str) -> None:
    with pytest.raises(ValidationError, match="is no price"):
        TypeAdapter(Prices).validate_python(bad)


@pytest.mark.parametrize(
    ("now", "timezone", "begins", "hours"),
    [
        ("2026-03-02T20:59:59", "Europe/Moscow", "2026-03-01T21:00:00", 24),
        ("2026-03-02T21:00:00", "Europe/Moscow", "2026-03-02T21:00:00", 24),
        ("2026-03-29T12:00:00", "Europe/Berlin", "2026-03-28T23:00:00", 23),
        ("2026-10-25T12:00:00", "Europe/Berlin", "2026-10-24T22:00:00", 25),
    ],
)
def test_a_day_is_the_persons_own(now: str, timezone: str, begins: str, hours: int) -> None:
    first, last = day_of(datetime.fromisoformat(now).replace(tzinfo=UTC), timezone)
    assert first.astimezone(UTC) == datetime.fromisoformat(begins).replace(tzinfo=UTC)
    assert last.timestamp() - first.timestamp() == hours * 3600
