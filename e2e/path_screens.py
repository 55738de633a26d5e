"""The screens of the path: stages, readiness, programmes; and how one sees that each of them stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from e2e.app_screens import AppScreens

Ready = Callable[[AppScreens], None]
STREAM = "svoi-granitsy"


def heading(key: str) -> Ready:
    return lambda app: expect(app.root.get_by_role("heading", name=app.words[key])).to_be_visible()


def _sharing(app: AppScreens) -> None:
    app.button("share.title").click()
    expect(app.root.get_by_role("img", name=app.words["share.alt"])).to_be_visible()
    expect(app.button("share.save")).to_be_visible()


def _others(app: AppScreens) -> None:
    heading("readiness.freshTitle")(app)
    app.root.get_by_role("main").get_by_role("list").get_by_role("button").first.click()
    expect(app.root.get_by_role("link", name=app.words["readiness.about"])).to_be_visible()


def _scores(app: AppScreens) -> None:
    expect(app.root.get_by_role("meter").first).to_be_visible()


def _disagreeing(app: AppScreens) -> None:
    _scores(app)
    app.root.get_by_role("button", name=re.compile(_disagree(app))).first.click()
    expect(app.button("readiness.contestSend")).to_be_visible()


def _disagree(app: AppScreens) -> str:
    """What the button says, whatever the person's gender."""
    return (
        "|".join(re.findall(r"{([^{}]+)}", app.words["readiness.disagree"]))
        or app.words["readiness.disagree"]
    )


def _begun(app: AppScreens) -> None:
    heading("streams.about")(app)
    begin = app.button("streams.begin")
    waiting = app.button("streams.markDone")
    expect(begin.or_(waiting)).to_be_visible()
    # Another theme or width finds it begun.
    if begin.is_visible():
        begin.click()
    expect(waiting).to_be_visible()


def _leaving(app: AppScreens) -> None:
    _begun(app)
    app.button("streams.leave").click()
    expect(app.button("streams.leaveYes")).to_be_visible()


PATH: dict[str, tuple[str, str, Ready]] = {
    "sharing the map": ("talking", "/", _sharing),
    "a stage": ("talking", "/journey/ordinary_world", heading("stage.insights")),
    "a stage ahead": ("talking", "/journey/ordeal", heading("stage.willBe")),
    "no such stage": ("talking", "/journey/nowhere", heading("stage.none")),
    "readiness": ("talking", "/readiness", _others),
    "readiness, scores": ("walked", "/readiness", _scores),
    "readiness, disagreeing": ("walked", "/readiness", _disagreeing),
    "readiness in a care pause": ("cared_for", "/readiness", heading("care.title")),
    "a programme": ("ended", f"/streams/{STREAM}", heading("streams.about")),
    "a programme begun": ("talking", f"/streams/{STREAM}", _begun),
    "leaving a programme": ("talking", f"/streams/{STREAM}", _leaving),
    "a programme in a care pause": ("cared_for", f"/streams/{STREAM}", heading("care.title")),
    "no such programme": ("talking", "/streams/nowhere", heading("streams.noneTitle")),
    "words that are gone": (
        "talking",
        "/chat/at/01990000-0000-7000-8000-000000000001",
        heading("place.none"),
    ),
}
"""Who meets it, where, and how it is seen to stand."""
