"""Which hour somebody means, and where on earth it is that hour now."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from relove.domains.people.hours import CITIES, span_in, times_in, zones_where

NOW = datetime.datetime(2026, 11, 20, 11, 31, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("14:30", ["14:30"]),
        ("14.30", ["14:30"]),
        ("сейчас 09:05", ["09:05"]),
        ("14 часов 30 минут", ["14:30"]),
        ("половина третьего", ["02:30", "14:30"]),
        ("полтретьего дня", ["14:30"]),
        ("без четверти три ночи", ["02:45"]),
        ("два часа", ["02:00", "14:00"]),
        ("12 ночи", ["00:00"]),
        ("полдень", ["12:00"]),
        ("half past two", ["02:30", "14:30"]),
        ("2:30 pm", ["14:30"]),
        ("7 вечера", ["19:00"]),
        ("25:00", []),
        ("мне 35", []),
        ("я устала", []),
        ("три года назад", []),
    ],
)
def test_times(said: str, times: list[str]) -> None:
    assert [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in times_in(said)] == times


@pytest.mark.parametrize(
    ("said", "country", "first"),
    [
        ("14:30", "RU", "Europe/Moscow"),
        ("14:31", "BY", "Europe/Minsk"),
        ("16:33", "RU", "Asia/Yekaterinburg"),
        ("6:31", "US", "America/New_York"),
        ("17:01", "RU", "Asia/Kolkata"),
        ("00:31", "RU", "Pacific/Auckland"),
        ("половина третьего", "RU", "Europe/Moscow"),
    ],
)
def test_the_persons_country_comes_first(said: str, country: str, first: str) -> None:
    found = zones_where(times_in(said), NOW, country)
    assert found[0][0] == first and len(found) <= 4


def test_a_whole_hour_is_said_of_what_is_near_it() -> None:
    found = [zone for zone, _ in zones_where(times_in("14 часов"), NOW, "RU")]
    assert "Europe/Moscow" in found and "Europe/Kaliningrad" in found


def test_where_it_is_no_such_time_nothing_is_proposed() -> None:
    assert zones_where(times_in("10:01"), NOW, "RU") == [] == zones_where((), NOW, "RU")


def test_summer_time_moves_the_cities_that_have_it() -> None:
    july = datetime.datetime(2026, 7, 1, 11, 30, tzinfo=datetime.UTC)
    assert next(zone for zone, _ in zones_where((13 * 60 + 30,), july, "DE")) == "Europe/Berlin"
    assert next(zone for zone, _ in zones_where((14 * 60 + 30,), july, "RU")) == "Europe/Moscow"


def test_every_city_has_a_zone() -> None:
    assert all(ZoneInfo(zone) for zone, _, _ in CITIES)
    assert len({name for _, name, _ in CITIES}) == len(CITIES)


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("23-8", ("23:00", "08:00")),
        ("с 22:30 до 7", ("22:30", "07:00")),
        ("from 22 to 6.30", ("22:00", "06:30")),
        ("8-8", None),
        ("25-7", None),
        ("ночью", None),
    ],
)
def test_a_span_of_hours(said: str, span: tuple[str, str] | None) -> None:
    assert span_in(said) == span
