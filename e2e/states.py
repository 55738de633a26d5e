"""What the main screens show while they load, without a connection, and when something went wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, Route, expect

from e2e.app_screens import AppScreens
from e2e.built import part

Ready = Callable[[AppScreens], None]
Before = Callable[[Page], object]

# What each main screen asks for first, and who looks at it.
_MAIN = {
    "map": ("walked", "/", r"/api/journey(\?|$)"),
    "talk": ("talking", "/chat", r"/api/sessions(\?|$)"),
    "readiness": ("walked", "/readiness", r"/api/readiness/?(\?|$)"),
    # Who signs in is told who they are in the same answer.
    "profile": ("walked", "/profile", r"/api/(me|auth/telegram)/?(\?|$)"),
    "a programme": ("walked", "/streams/svoi-granitsy", r"/api/streams(/|\?|$)"),
    "a stage": ("walked", "/journey/refusal", r"/api/journey(\?|$)"),
    "memory": ("walked", "/profile/memory", r"/api/me/memory(\?|$)"),
    "portrait": ("walked", "/profile/portrait", r"/api/me/(statements|portrait)"),
}


# What inner screens ask for by themselves; the others know the person already.
_INNER = {
    "what changed": ("ended", "/profile/portrait/changes", r"/api/me/statements/changes"),
    "help": ("talking", "/profile/help", r"/api/me/help"),
    "where it was said": (
        "talking",
        "/chat/at/01990000-0000-7000-8000-000000000001",
        r"/api/turns/",
    ),
}


_waiting: list[Route] = []


def hold(route: Route) -> None:
    """Neither an answer nor an end, as on a slow train, until the page is let go."""
    _waiting.append(route)


def let_go(page: Page) -> None:
    """Closes the page. What is held ends before: a browser that closes lets such requests through."""
    page.context.set_offline(True)
    _abort()
    page.close()
    _abort()


def empty(page: Page) -> None:
    """Takes away what is open and how its requests fail; the page itself can serve again."""
    page.context.set_offline(True)
    _abort()
    page.goto("about:blank")
    page.unroute_all(behavior="ignoreErrors")
    _abort()
    page.context.set_offline(False)
    page.emulate_media(color_scheme="null", reduced_motion="reduce")


def _abort() -> None:
    while _waiting:
        with suppress(Error):
            _waiting.pop().abort()


def _held(pattern: str) -> Before:
    return lambda page: page.route(re.compile(pattern), hold)


def _failing(pattern: str) -> Before:
    return lambda page: page.route(re.compile(pattern), lambda route: route.fulfill(status=500))


def _lost(pattern: str) -> Before:
    return lambda page: page.route(re.compile(pattern), lambda route: route.abort("connectionfailed"))


def _loading(app: AppScreens) -> None:
    expect(app.root.get_by_role("status", name=app.words["common.loading"])).to_be_visible()
    expect(app.root.locator("main .skeleton").first).to_be_visible()
    # The screen's own, not that of a part whose code is still to come.
    expect(app.root.get_by_role("main", name=app.words["common.loading"], exact=True)).to_have_count(0)


def _failed(app: AppScreens) -> None:
    expect(app.root.get_by_role("alert")).to_contain_text(app.words["error.loading"])
    expect(app.button("common.retry")).to_be_visible()


def offline(app: AppScreens) -> None:
    """The connection goes while somebody looks."""
    assert isinstance(app.root, Page)
    app.root.context.set_offline(True)
    expect(app.text("common.offline")).to_be_visible()


def _picture_failed(app: AppScreens) -> None:
    app.button("share.title").click()
    _failed(app)


def _seen_before(sight: str) -> Ready:
    def ready(app: AppScreens) -> None:
        expect(app.root.locator(sight).first).to_be_visible()
        expect(app.root.locator(".skeleton")).to_have_count(0)
        offline(app)

    return ready


def _never_seen(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", level=1)).to_have_text(app.words["tab.readiness"])
    offline(app)
    expect(app.root.get_by_role("alert")).to_contain_text(app.words["error.offline"])


def _words_wait(app: AppScreens) -> None:
    expect(app.quick_replies.first).to_be_visible()
    # What shows the words on their way is here.
    expect(app.button("chat.why")).to_be_visible()
    offline(app)
    app.field.fill(app.words["chat.whyWords"])
    app.button("chat.send").click()
    expect(app.text("chat.queued")).to_be_visible()


def _expired(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["expired.title"])).to_be_visible()


def _broken(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["broken.title"])).to_be_visible()


def _nothing(page: Page) -> None:
    """No fault before it opens."""


_SIGHTS = {
    "map": "[aria-pressed=true]",
    "readiness": "[role=meter]",
    "profile": "a[href='/profile/memory']",
    "a programme": "main h2",
    "a stage": "main h2",
    "memory": "main li",
    "portrait": "main h2",
}

STATES: dict[str, tuple[str, str, Before, Ready]] = {
    **{f"{name}, loading": (who, path, _held(api), _loading) for name, (who, path, api) in _MAIN.items()},
    **{f"{name}, failed": (who, path, _failing(api), _failed) for name, (who, path, api) in _MAIN.items()},
    **{
        f"{name}, offline": (*_MAIN[name][:2], _nothing, _seen_before(sight))
        for name, sight in _SIGHTS.items()
    },
    **{f"{name}, failed": (who, path, _failing(api), _failed) for name, (who, path, api) in _INNER.items()},
    "what changed, loading": (*_INNER["what changed"][:2], _held(_INNER["what changed"][2]), _loading),
    "sharing the map, failed": ("talking", "/", _failing(r"/api/journey/image"), _picture_failed),
    "talk, offline": ("talking", "/chat", _nothing, _words_wait),
    "readiness, offline and not seen before": (
        *_MAIN["readiness"][:2],
        _lost(_MAIN["readiness"][2]),
        _never_seen,
    ),
    "signed out": ("walked", "/", lambda page: page.route("**/api/auth/*", _refuse), _expired),
    "a part that did not come": (
        "walked",
        "/readiness",
        lambda page: page.route(part("features/readiness/ReadinessScreen.tsx"), lambda route: route.abort()),
        _broken,
    ),
}
"""Name: whose it is, its path, what is done before it opens, and how it is seen to stand."""


def _refuse(route: Route) -> None:
    route.fulfill(status=401, json={"error": {"code": "init_data_expired", "message": ""}})
