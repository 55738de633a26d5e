"""The talk in its states: a reply on its way, a voice, a human called, an end, care."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, Request, Route, expect

from e2e.app_screens import AppScreens
from e2e.people import TODAY
from e2e.states import hold
from e2e.still import later

Ready = Callable[[AppScreens], None]
Before = Callable[[Page], object]

_TURNS = re.compile(r"/api/sessions/[^/]+/turns$")
# Time stands still for the recorder, so that it always shows the same second.
_RECORDER = """
if (navigator.mediaDevices) {
  const stopped = performance.now();
  performance.now = () => stopped;
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext();
    return context.createMediaStreamDestination().stream;
  };
}
"""
_HALF = {
    "ru": ("Он обесценивает, а вы ", "остаётесь. ", "**Чем вы платите** ", "за его молчание"),
    "en": ("He belittles it, and you ", "stay. ", "**What do you pay** ", "for his silence"),
}
_ASKING = """
if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
"""


# For one page only: Playwright's own clock is that of all pages.
_LATER = """
{
  const Now = Date, later = 9 * 24 * 3600 * 1000;
  globalThis.Date = class extends Now {
    constructor(...given) {
      if (given.length) super(...given);
      else super(Now.now() + later);
    }
    static now() {
      return Now.now() + later;
    }
  };
}
"""


def _days_later(page: Page) -> None:
    if not later(page, days=9):
        page.add_init_script(_LATER)


def talk(app: AppScreens) -> None:
    """One answer was given, the next question stands; what a picture held back may have come through since."""
    expect(app.replies.nth(1)).to_be_visible()
    expect(app.quick_replies.first).to_be_visible()
    expect(app.root.get_by_role("heading", name=app.words["first.title"])).to_be_visible()


def _ending(app: AppScreens) -> None:
    talk(app)
    app.button("chat.end").click()
    expect(app.button("chat.endYes")).to_be_visible()


def _kinds(app: AppScreens) -> None:
    talk(app)
    app.button("chat.menu").click()
    expect(app.button("menu.human")).to_be_visible()


def _another_kind(app: AppScreens) -> None:
    _kinds(app)
    app.root.get_by_role("button", name=app.words["kind.diagnostic"]).click()
    expect(app.button("menu.continue")).to_be_visible()


def _earlier(app: AppScreens) -> None:
    expect(app.quick_replies.first).to_be_visible()
    app.button("chat.past").click()
    expect(app.root.get_by_text(app.words["chat.summary"], exact=True).last).to_be_visible()
    app.root.get_by_text(app.words["chat.summary"], exact=True).last.evaluate(
        "summary => summary.scrollIntoView({ block: 'center' })"
    )


def _awaited(app: AppScreens) -> None:
    talk(app)
    app.field.fill(TODAY[app.language][0])
    app.button("chat.send").click()
    expect(app.root.get_by_role("status", name=app.words["chat.thinking"])).to_be_visible()
    expect(app.button("chat.stop")).to_be_visible()


def _streaming(app: AppScreens) -> None:
    talk(app)
    app.field.fill(TODAY[app.language][0])
    app.button("chat.send").click()
    expect(app.log).to_contain_text(_HALF[app.language][-1])
    expect(app.button("chat.stop")).to_be_visible()


def _given_up(app: AppScreens) -> None:
    talk(app)
    app.field.fill(TODAY[app.language][0])
    app.button("chat.send").click()
    expect(app.button("common.retry")).to_be_visible()


def _writing(app: AppScreens) -> None:
    talk(app)
    app.field.fill("\n".join(TODAY[app.language]))
    expect(app.button("chat.send")).to_be_visible()


def _voice(key: str) -> Ready:
    def ready(app: AppScreens) -> None:
        talk(app)
        app.button("chat.voice").click()
        expect(app.root.get_by_text(app.words[key])).to_be_visible()

    return ready


def _called(app: AppScreens) -> None:
    expect(app.button("human.back")).to_be_visible()


def _summary(app: AppScreens) -> None:
    expect(app.root.get_by_role("heading", name=app.words["chat.summary"])).to_be_visible()


def _back(app: AppScreens) -> None:
    expect(app.root.get_by_role("region", name=app.words["return.title"])).to_be_visible()
    expect(app.button("back.goOn")).to_be_visible()


def _back_to_a_summary(app: AppScreens) -> None:
    expect(app.root.get_by_role("region", name=app.words["return.title"])).to_be_visible()
    expect(app.button("chat.start")).to_be_visible()


def _cared_for(app: AppScreens) -> None:
    expect(app.field).to_be_visible()
    expect(app.log).to_contain_text("112")


def _held(page: Page) -> None:
    page.route(_TURNS, lambda route: hold(route) if route.request.method == "POST" else route.fallback())


def _cut(page: Page) -> None:
    """The stream begins, and the connection goes in the middle; nothing is heard after it."""
    tries: list[Request] = []

    def answer(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        tries.append(route.request)
        if len(tries) == 1:
            route.fulfill(content_type="text/event-stream", body=_half(route.request))
        else:
            hold(route)

    page.route(_TURNS, answer)


def _half(request: Request) -> str:
    session = request.url.split("/")[-2]
    text: str = json.loads(request.post_data or "{}")["text"]
    pieces = _HALF["ru" if re.search("[а-я]", text) else "en"]
    turn = {
        "by_human": False,
        "created_at": "2026-11-18T09:42:00Z",
        "id": "01a00000-0000-7000-8000-000000000001",
        "quick_replies": [],
        "role": "person",
        "session_id": session,
        "source": "mini_app",
        "stopped": False,
        "text": text,
        "via": None,
    }
    events = [
        ("turn", {"turn": turn}),
        *(("delta", {"reply_to": turn["id"], "text": piece}) for piece in pieces),
    ]
    return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events)


def _giving_up(page: Page) -> None:
    """The words are stored, and no reply will come."""
    page.route(
        _TURNS,
        lambda route: (
            route.fulfill(content_type="text/event-stream", body="event: error\ndata: {}\n\n")
            if route.request.method == "POST"
            else route.fallback()
        ),
    )


def _nothing(page: Page) -> None:
    """No fault before it opens."""


TALK: dict[str, tuple[str, str, Before, Ready]] = {
    "talk": ("talking", "/chat", _nothing, talk),
    "talk, writing": ("talking", "/chat", _nothing, _writing),
    "talk, earlier ones": ("walked", "/chat", _nothing, _earlier),
    "talk, a reply awaited": ("talking", "/chat", _held, _awaited),
    "talk, half a reply": ("talking", "/chat", _cut, _streaming),
    "talk, no reply": ("talking", "/chat", _giving_up, _given_up),
    "talk, asking for the microphone": (
        "talking",
        "/chat",
        lambda page: page.add_init_script(_ASKING),
        _voice("voice.asking"),
    ),
    "talk, recording": (
        "talking",
        "/chat",
        lambda page: page.add_init_script(_RECORDER),
        _voice("voice.recording"),
    ),
    "talk, no microphone": ("talking", "/chat", _nothing, _voice("voice.broken")),
    "talk, a human called": ("called", "/chat", _nothing, _called),
    "talk in a care pause": ("cared_for", "/chat", _nothing, _cared_for),
    "kinds of talk": ("talking", "/chat", _nothing, _kinds),
    "another kind": ("talking", "/chat", _nothing, _another_kind),
    "ending": ("talking", "/chat", _nothing, _ending),
    "summary": ("ended", "/chat", _nothing, _summary),
    "talk, back after a week": ("talking", "/chat", _days_later, _back),
    "summary, back after a week": ("returned", "/chat", _nothing, _back_to_a_summary),
}
"""Name: whose it is, its path, what is done before it opens, and how it is seen to stand."""
SCRIPTED = ("talk, asking for the microphone", "talk, recording", "talk, back after a week")
"""Those whose script stays with the page as long as it lives."""
