"""The screens below the profile, and how one sees that each of them stands."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from e2e.app_screens import AppScreens

Ready = Callable[[AppScreens], None]


def _heading(key: str) -> Ready:
    return lambda app: expect(app.root.get_by_role("heading", name=app.words[key])).to_be_visible()


def _hub(app: AppScreens) -> None:
    expect(app.root.get_by_role("link", name=app.words["memory.title"])).to_be_visible()


def _portrait(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["portrait.short"])).to_be_visible()


def _changes(app: AppScreens) -> None:
    changes = app.root.get_by_role("main").get_by_role("listitem").first
    expect(changes.or_(app.root.get_by_role("heading", name=app.words["changes.none"]))).to_be_visible()


def _nothing(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["portrait.none"])).to_be_visible()


def _memory(app: AppScreens) -> None:
    expect(
        app.button("held.correct").or_(app.root.get_by_text(app.words["held.correct"])).first
    ).to_be_visible()


def _removed(app: AppScreens) -> None:
    _memory(app)
    app.root.get_by_text(app.words["held.remove"], exact=True).first.click()
    expect(app.button("held.undo")).to_be_visible()


def _correcting(app: AppScreens) -> None:
    _memory(app)
    app.root.get_by_text(app.words["held.correct"], exact=True).first.click()
    expect(app.root.get_by_role("textbox", name=app.words["held.howItIs"])).to_be_visible()


def _source(app: AppScreens) -> None:
    _memory(app)
    app.root.get_by_role("link", name=app.words["words.open"]).first.click()
    expect(app.root.get_by_role("main").get_by_role("listitem").first).to_be_visible()


def _zone(app: AppScreens) -> None:
    app.root.get_by_role("searchbox").fill("UTC+5")
    expect(app.root.get_by_role("button", name=app.words["city.yekaterinburg"])).to_be_visible()


def _nowhere(app: AppScreens) -> None:
    app.root.get_by_role("searchbox").fill("qqqq")
    expect(app.text("zone.none")).to_be_visible()


def _erase(app: AppScreens) -> None:
    app.button("data.erase").click()
    expect(app.button("data.eraseNo")).to_be_visible()


def _lines(app: AppScreens) -> None:
    expect(app.root.get_by_role("link", name="112")).to_be_visible()


def _abroad(app: AppScreens) -> None:
    country = app.root.get_by_role("combobox", name=app.words["country.title"])
    country.select_option(label=app.words["country.another"])
    expect(app.text("help.foreign")).to_be_visible()
    _lines(app)


PROFILE: dict[str, tuple[str, str, Ready]] = {
    "profile": ("talking", "/profile", _hub),
    "portrait": ("ended", "/profile/portrait", _portrait),
    "portrait, empty": ("new", "/profile/portrait", _nothing),
    "what changed": ("ended", "/profile/portrait/changes", _changes),
    "memory": ("ended", "/profile/memory", _memory),
    "memory, empty": ("new", "/profile/memory", _nothing),
    # It is taken out for good when the screen is left: of somebody whose words no other screen shows after it.
    "memory, removed": ("returned", "/profile/memory", _removed),
    "memory, correcting": ("ended", "/profile/memory", _correcting),
    "where it was said": ("ended", "/profile/memory", _source),
    "how to speak": ("talking", "/profile/manner", _heading("manner.stop")),
    "when to write": ("talking", "/profile/time", _heading("hours.quiet")),
    "time zone": ("talking", "/profile/time/zone", _zone),
    "no such zone": ("talking", "/profile/time/zone", _nowhere),
    "consents": ("talking", "/profile/consents", _heading("consents.title")),
    "what is kept": ("talking", "/profile/data", _heading("data.title")),
    "erasing": ("talking", "/profile/data", _erase),
    "help": ("talking", "/profile/help", _lines),
    # Of somebody whom no other screen shows the lines of a country.
    "help, another country": ("new", "/profile/help", _abroad),
}
"""Name: whose it is, its path, and when it stands."""
