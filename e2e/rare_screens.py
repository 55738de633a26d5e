"""States that nobody of the people is in: what the API says is changed on its way, as it would be for somebody else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Page, Route, expect

from e2e.app_screens import AppScreens
from e2e.path_screens import STREAM

Ready = Callable[[AppScreens], None]
Before = Callable[[Page], object]


def _told(pattern: str, change: Callable[[Any], object]) -> Before:
    def answer(route: Route) -> None:
        if route.request.method == "PATCH":
            route.fallback()
            return
        with suppress(Error):
            answered = route.fetch()
            said = answered.json()
            change(said)
            route.fulfill(response=answered, json=said)

    return lambda page: page.route(re.compile(pattern), answer)


def _no_profile(said: Any) -> None:
    me = said.get("user", said)
    me["consents"] = [
        {**one, "granted": one["granted"] and one["kind"] != "profile"} for one in me["consents"]
    ]


def _by_human(said: Any) -> None:
    last = next(turn for turn in reversed(said["items"]) if turn["role"] == "guide")
    last.update(by_human=True, via=None, quick_replies=[])


def _completed(said: Any) -> None:
    total = len(said["exercises"])
    said["enrolment"] = {
        "id": "01990000-0000-7000-8000-000000000001",
        "state": "completed",
        "started_at": "2026-10-01T09:00:00Z",
        "finished_at": "2026-11-01T09:00:00Z",
        "next_at": None,
        "done": total,
        "total": total,
        "progress": 1,
    }
    for one in said["exercises"]:
        one["state"] = "done"


def _refusing(page: Page) -> None:
    page.route(
        re.compile(r"/api/me/?$"),
        lambda route: route.fulfill(status=500) if route.request.method == "PATCH" else route.fallback(),
    )


def _refused(app: AppScreens) -> None:
    for _ in range(2):
        app.button("welcome.next").click()
    app.button("consent.agree").click()
    expect(app.root.get_by_role("alert")).not_to_be_empty()


def _text(key: str) -> Ready:
    return lambda app: expect(app.root.get_by_text(app.words[key]).first).to_be_visible()


RARE: dict[str, tuple[str, str, Before, Ready]] = {
    "first steps, refused": ("new", "/", _refusing, _refused),
    "what changed, nothing yet": (
        "new",
        "/profile/portrait/changes",
        lambda page: None,
        _text("changes.none"),
    ),
    "memory, off": (
        "ended",
        "/profile/memory",
        _told(r"/api/(me|auth/telegram)/?$", _no_profile),
        _text("memory.off"),
    ),
    "talk, a human answers": (
        "talking",
        "/chat",
        _told(r"/api/sessions/[^/]+/turns(\?|$)", _by_human),
        _text("chat.byHuman"),
    ),
    "a programme completed": (
        "walked",
        f"/streams/{STREAM}",
        _told(rf"/api/streams/{STREAM}/?$", _completed),
        _text("streams.completed"),
    ),
}
"""Name: whose it is, its path, what is done before it opens, and how it is seen to stand."""
