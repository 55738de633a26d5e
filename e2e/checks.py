"""What everybody can use: no side to scroll to, nothing that axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Each thing is looked at when Tab is pressed the next time: by then the page has moved to it.
_WALK = """() => {
    const found = [];
    const look = () => {
        const at = document.activeElement;
        if (!at || at === document.body) return;
        // What is drawn for a hidden box is its label.
        const part = at.matches('input') ? at.closest('label') ?? at : at;
        const box = part.getBoundingClientRect();
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
        // What is higher than the window shows as much as there is room for.
        const ys = box.height > innerHeight / 2 ? [(top + bottom) / 2] : [box.top + 6, box.bottom - 6];
        const covered = ys.some((y) => {
            const hit = document.elementFromPoint(x, y);
            return !hit || (!part.contains(hit) && !hit.contains(part));
        });
        if (covered) found.push(`${at.tagName} ${at.className} ${(at.ariaLabel ?? at.textContent ?? '').slice(0, 40)}`);
    };
    const onTab = (event) => event.key === 'Tab' && look();
    addEventListener('keydown', onTab, true);
    window.endWalk = () => {
        look();
        removeEventListener('keydown', onTab, true);
        return found;
    };
    document.activeElement?.blur();
    const inside = document.querySelector('dialog[open]') ?? document;
    return inside.querySelectorAll(
        'a[href], button, textarea, select, summary, [tabindex="0"], input:not([type=radio]), input:checked'
    ).length;
}"""
PHONE: ViewportSize = {"width": 390, "height": 844}


def sideways(page: Page) -> list[str]:
    """What makes the page wider than its window, or stands outside of it."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            const inScroller = (e) => {
                for (let p = e.parentElement; p; p = p.parentElement) {
                    if (p !== document.documentElement && p !== document.body
                        && ['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true;
                }
                return false;
            };
            const name = (e) => `${e.tagName} ${e.className} ${(e.textContent || '').slice(0, 40)}`;
            const out = [...document.body.querySelectorAll('*')].filter((e) => {
                const box = e.getBoundingClientRect();
                return box.width > 0 && (box.right > width + 1 || box.left < -1) && !inScroller(e)
                    && !e.closest('svg') && getComputedStyle(e).visibility !== 'hidden';
            });
            const wide = document.documentElement.scrollWidth > width ? ['the page itself'] : [];
            return [...wide, ...out.map(name)];
        }"""
    )
    return found


def hidden_from_tab(page: Page) -> list[str]:
    """What Tab comes to and something covers, or the window's edge cuts: who goes by keyboard would not see it."""
    steps: int = page.evaluate(_WALK)
    for _ in range(steps):
        page.keyboard.press("Tab")
    found: list[str] = page.evaluate("() => window.endWalk()")
    return found


def russian(page: Page) -> list[str]:
    """Russian words on a page, read and heard ones."""
    found: list[str] = page.evaluate(
        """() => [document.title, document.body.innerText,
                ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap(
                    (e) => ['aria-label', 'title', 'placeholder', 'alt'].map((name) => e.getAttribute(name) ?? ''))]
            .flatMap((text) => text.match(/\\p{Script=Cyrillic}+/gu) ?? [])"""
    )
    return found


def violations(page: Page, **options: Any) -> list[str]:
    """What axe finds, in words."""
    # Anew each time: a second run of the same one overlooks colours that have changed meanwhile.
    page.evaluate(f"{AXE.read_text('utf-8')};0")
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(result => result.violations)",
        {"runOnly": TAGS, "resultTypes": ["violations"], **options},
    )
    return [
        f"{item['id']}: {item['help']} | {node['html'][:160]} | {node['failureSummary'][-160:]}"
        for item in found
        for node in item["nodes"]
    ]
