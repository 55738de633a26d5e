"""Help lines for who looks for them in the Mini App."""

from __future__ import annotations

import uuid

import httpx

from relove.bootstrap import Container
from relove.domains.people.models import User
from tests.integration.api.support import Visitor, error_of


async def test_lines_of_the_country_in_the_language(anna: Visitor, container: Container) -> None:
    lines = (await anna.get("/api/me/help")).json()["lines"]
    assert lines[0]["number"] == "112" and lines[0]["covers"] == "emergency"
    assert {"number", "name", "hours", "covers", "verified_on"} == set(lines[0])
    async with container.units() as work:
        row = await work.session.get_one(User, uuid.UUID(anna.user["id"]))
        row.country, row.language = "US", "en"
    lines = (await anna.get("/api/me/help")).json()["lines"]
    assert {line["number"] for line in lines} == {"911", "988"}
    assert "Lifeline" in lines[1]["name"]


async def test_the_person_says_where_they_are(anna: Visitor) -> None:
    assert (await anna.get("/api/me")).json()["country"] == "RU"
    told = (await anna.get("/api/me/help")).json()
    assert told["country"] == "RU" and {"RU", "KZ", "US"} <= set(told["countries"])
    assert (await anna.call("PATCH", "/api/me", json={"country": "KZ"})).json()["country"] == "KZ"
    assert "150" in {line["number"] for line in (await anna.get("/api/me/help")).json()["lines"]}


async def test_a_country_without_lines_of_its_own_has_the_default_ones(anna: Visitor) -> None:
    russian = (await anna.get("/api/me/help")).json()["lines"]
    assert (await anna.call("PATCH", "/api/me", json={"country": "ZZ"})).json()["country"] == "ZZ"
    told = (await anna.get("/api/me/help")).json()
    assert told["lines"] == russian and told["country"] not in told["countries"]


async def zone(anna: Visitor, name: str) -> str:
    """The time zone is told, as the first steps do; the country that stands then."""
    country: str = (await anna.call("PATCH", "/api/me", json={"timezone": name})).json()["country"]
    return country


async def test_the_time_zone_tells_the_country_until_the_person_does(anna: Visitor) -> None:
    for name, country in (
        ("Asia/Almaty", "KZ"),
        ("America/Chicago", "US"),
        ("Europe/Paris", "EU"),
        ("Asia/Tbilisi", "ZZ"),
        ("Europe/Samara", "RU"),
        ("Europe/Berlin", "DE"),
    ):
        assert await zone(anna, name) == country
    # What tells nothing changes nothing.
    assert await zone(anna, "Etc/UTC") == "DE"
    assert "0800 111 0 111" in {line["number"] for line in (await anna.get("/api/me/help")).json()["lines"]}
    # Who says where they are is believed, whatever their clock shows; the default country may be a choice too.
    body = {"country": "RU", "timezone": "Asia/Almaty"}
    assert (await anna.call("PATCH", "/api/me", json=body)).json()["country"] == "RU"
    assert await zone(anna, "America/Chicago") == "RU"


async def test_for_who_is_signed_in(http: httpx.AsyncClient) -> None:
    error_of(await http.get("/api/me/help"), 401)
