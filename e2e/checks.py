"""What everybody can use: no side to scroll to, nothing that axe finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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
