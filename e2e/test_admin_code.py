"""Who is no admin loads nothing of the admin's part, however long they walk around."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Response

from e2e.built import files_under, part
from e2e.conftest import OpenApp
from e2e.people import begun
from tests.integration.platform.waiting import until
from tests.integration.product.product import Product

# The admin's part is told by what it asks for, whatever the build calls its files.
ADMIN = re.compile(r"/api/admin\b|features/admin\b")
# What comes ahead of time on each tab, when nothing else is to be done.
LATE = {
    "chat": ("journey/JourneyScreen", "readiness/ReadinessScreen", "profile/ProfilePages"),
    "readiness": ("streams/StreamScreen", "place/PlaceScreen"),
    "profile": ("journey/JourneyScreen", "chat/ChatScreen"),
    "journey": ("stage/StageScreen",),
}


def test_who_is_no_admin_loads_no_admin_code(page: Page, product: Product, open_alone: OpenApp) -> None:
    person = begun(product)
    came: list[Response] = []
    page.on("response", lambda response: came.append(response) if ".js" in response.url else None)
    app = open_alone(product, person)
    for tab, ahead in LATE.items():
        app.go(tab)

        def everything(parts: tuple[str, ...] = ahead) -> bool:
            page.evaluate("0")
            files = [part(f"features/{name}.tsx") for name in parts]
            return all(any(file.search(response.url) for response in came) for file in files)

        until(everything, what=f"what is fetched ahead of time on {tab}")
    scripts = {response.url.rpartition("/")[2]: response.text() for response in came}
    assert any("/api/me" in script for script in scripts.values()), "what is asked for can be read"
    assert [name for name, script in scripts.items() if ADMIN.search(script)] == []
    assert files_under("features/admin").isdisjoint(scripts)
