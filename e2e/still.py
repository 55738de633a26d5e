"""Pictures that come out the same each time: one clock, one face of letters, no motion, no caret."""

from __future__ import annotations

import base64
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from weakref import WeakSet

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from e2e.alike import apart
from tests.integration.product.sandbox import Person

FOLDER = Path(__file__).parents[1] / "docs" / "screens"
SIZES: dict[str, ViewportSize] = {
    "390x844": {"width": 390, "height": 844},
    "320x568": {"width": 320, "height": 568},
    "1024x768": {"width": 1024, "height": 768},
}
PHONE = SIZES["390x844"]
# The people's today; the page's clock stands a little after it, when everything has been said.
NOON = datetime(2026, 11, 18, 9, 40, 10, tzinfo=UTC)
SEEN = NOON + timedelta(minutes=2)

_COLOURS_OF = {"light": "day", "dark": "night"}
_STILL: WeakSet[BrowserContext] = WeakSet()
# So many colours are enough where hardly a pixel then differs by more than nobody sees.
_COLOURS = 256
_SHADE = 4
_FEW = 0.001
_FONTS = {
    "roboto-latin-wght-normal.woff2": "U+0000-02FF, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212",
    "roboto-cyrillic-wght-normal.woff2": "U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116",
}
# Without it each machine would write in a face of its own. Loaded as bytes, which the page's policy lets pass.
_FACE = """
(faces => {
  for (const [data, range] of faces) {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
    const face = new FontFace('Pictures', bytes, { weight: '100 900', unicodeRange: range });
    document.fonts.add(face);
    void face.load();
  }
  const name = () => document.documentElement?.style.setProperty('--sans', 'Pictures, "Noto Color Emoji"');
  name();
  document.addEventListener('DOMContentLoaded', name);
  // What has ever moved is drawn in a layer of its own, a part of a pixel beside its place.
  const still = new CSSStyleSheet();
  still.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }');
  document.adoptedStyleSheets = [still];
})(%s);
"""


def _face() -> str:
    folder = Path(__file__).parent / "fonts"
    data = [
        (base64.b64encode((folder / name).read_bytes()).decode(), range) for name, range in _FONTS.items()
    ]
    return _FACE % json.dumps(data)


def still(browser: Browser, language: str, size: ViewportSize = PHONE) -> BrowserContext:
    """A window in which nothing depends on the time or the machine."""
    context = browser.new_context(
        locale="ru-RU" if language == "ru" else "en-GB",
        timezone_id="Europe/Moscow",
        reduced_motion="reduce",
        viewport=size,
    )
    context.clock.set_fixed_time(SEEN)
    _STILL.add(context)
    context.add_init_script(_face())
    return context


def later(page: Page, days: int) -> bool:
    """Moves the clock of a window in which time stands; elsewhere nothing, and False."""
    if page.context not in _STILL:
        return False
    page.clock.set_fixed_time(SEEN + timedelta(days=days))
    return True


def change_theme(page: Page, person: Person, theme: str) -> None:
    """As a phone's Telegram tells an open app of it, in the phone's colours: the design's pictures have them too."""
    launch = urlsplit(person.launch(theme=_COLOURS_OF[theme])["url"])
    params = json.loads(parse_qs(launch.fragment)["tgWebAppThemeParams"][0])
    page.evaluate(
        "theme_params => window.Telegram.WebView.receiveEvent('theme_changed', { theme_params })", params
    )
    page.wait_for_function("theme => document.documentElement.dataset.theme === theme", arg=theme)


def resize(page: Page, size: str) -> None:
    """Another window; what somebody writes in stays in sight, as a phone sees to it."""
    page.set_viewport_size(SIZES[size])
    settle(page)
    page.evaluate("document.activeElement?.closest('form, textarea')?.scrollIntoView({ block: 'nearest' })")


def settle(page: Page) -> None:
    """Until everything has its place: two pictures later."""
    page.evaluate(
        """document.fonts.ready.then(() =>
            new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))"""
    )


def shot(page: Page) -> bytes:
    """What is in the window, as PNG."""
    settle(page)
    # The end of a list may lie at half a pixel, reached or not.
    page.evaluate(
        "document.querySelectorAll('[role=log]').forEach(list => { list.scrollTop = Math.floor(list.scrollTop) })"
    )
    return page.screenshot(animations="disabled", caret="hide")


def packed(png: bytes) -> bytes:
    """The same, small, and without loss: in few colours where they do, in all of them where a gradient needs them."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    plain = picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, 3, dither=Image.Dither.NONE).convert("RGB")
    out = io.BytesIO()
    kept = plain if apart(picture, plain, _SHADE)[0] < _FEW else picture
    kept.save(out, "WEBP", lossless=True, quality=60, method=4)
    return out.getvalue()


def file_of(name: str, theme: str, language: str, size: str = "390x844") -> Path:
    """Where a screen's picture lies."""
    slug = name.replace(",", "").replace(" ", "-")
    return FOLDER / size / f"{slug}-{theme}-{language}.webp"
