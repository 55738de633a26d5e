"""What is shown out of its own place: the map at an address for a few minutes, and the turn that a quote leads to."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from relove.bootstrap import Container
from tests.integration.api.conftest import SignIn
from tests.integration.api.support import Visitor, error_of
from tests.integration.evidence import READY, told


async def link_to(anna: Visitor, theme: str = "dark") -> str:
    answer = await anna.post("/api/journey/image/link", json={"theme": theme})
    assert answer.status_code == 200, answer.text
    parts = urlsplit(answer.json()["url"])
    assert parts.scheme and parts.netloc, "Telegram fetches it from outside"
    return f"{parts.path}?{parts.query}"


async def test_a_shared_map_needs_no_sign_in_and_is_what_the_person_sees(
    anna: Visitor, http: httpx.AsyncClient, later: Callable[[float], None]
) -> None:
    await anna.begin()
    # In the middle of a minute: the time on the stage is the same in both pictures.
    later(90)
    shared = await http.get(await link_to(anna))
    assert shared.status_code == 200 and shared.headers["content-type"] == "image/png"
    assert shared.content == (await anna.get("/api/journey/image?theme=dark")).content
    assert "no-store" in shared.headers["cache-control"] and shared.headers["x-robots-tag"] == "noindex"


async def test_the_address_dies_within_minutes_and_is_good_for_one_picture_only(
    anna: Visitor, http: httpx.AsyncClient, later: Callable[[float], None]
) -> None:
    link = await link_to(anna)
    error_of(await http.get("/share/path.png"), 404)
    error_of(await http.get(link.replace("theme=dark", "theme=light")), 404)
    error_of(await http.get(link[:-4] + "AAAA"), 404)
    error_of(await http.get("/share/path.png?theme=pink"), 400)
    error_of(await anna.post("/api/journey/image/link", json={"theme": "pink"}), 400)
    later(16 * 60)
    error_of(await http.get(link), 404)


async def test_a_quote_leads_to_what_was_said_around_it(
    anna: Visitor, container: Container, sign_in: SignIn
) -> None:
    turns = await told(container, uuid.UUID(anna.user["id"]), READY)
    key, turn = next(iter(turns.items()))
    place = (await anna.get(f"/api/turns/{turn}")).json()
    said = {item["id"]: item["text"] for item in place["items"]}
    assert said[str(turn)] == READY[key] and len(said) <= 13
    assert {item["session_id"] for item in place["items"]} == {place["session"]["id"]}
    boris = await sign_in(77)
    error_of(await boris.get(f"/api/turns/{turn}"), 404)
    error_of(await anna.get(f"/api/turns/{uuid.uuid4()}"), 404)
