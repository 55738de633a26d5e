"""Which file of the built Mini App holds a part: its name says only what is in it."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

_MANIFEST = Path("frontend/dist-sandbox/.vite/manifest.json")


@cache
def _manifest() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(_MANIFEST.read_text("utf-8"))
    return found


def part(source: str) -> re.Pattern[str]:
    """The address of the file that a screen or a sheet comes in: `part("features/chat/ChatScreen.tsx")`."""
    return re.compile(re.escape(_manifest()[f"src/{source}"]["file"]) + "$")


def files_under(folder: str) -> set[str]:
    """The names of the files that the parts of a folder come in."""
    return {
        chunk["file"].rpartition("/")[2]
        for source, chunk in _manifest().items()
        if source.startswith(f"src/{folder}/")
    }
