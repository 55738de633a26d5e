"""Looks everywhere for what must not be kept."""

from __future__ import annotations

import base64
import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select

from relove.bootstrap import Container
from relove.db.models import metadata


async def places_of(container: Container, content: bytes) -> list[str]:
    """Columns, opened by their keys, and Redis keys that hold these bytes, as they are or written as text."""
    wanted = _spellings(content)
    found = []
    async with container.engine.connect() as connection:
        for table in metadata().sorted_tables:
            for row in (await connection.execute(select(table))).mappings():
                found += [f"{table.name}.{name}" for name, value in row.items() if _holds(value, wanted)]
    async for key in container.redis.scan_iter():
        dumped = await _dumped(container, key)
        if any(one in dumped for one in wanted):
            found.append(f"redis {key!r}")
    return sorted(set(found))


def open_files_with(content: bytes) -> list[str]:
    """Files that this process has open and that hold these bytes, also those that have no name any more."""
    gc.collect()
    found = []
    for opened in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if opened.is_file() and content in opened.read_bytes():
                found.append(str(opened.readlink()))
    return found


async def _dumped(container: Container, key: Any) -> bytes:
    redis: Any = container.redis
    dumped: bytes | None = await redis.execute_command("DUMP", key, NEVER_DECODE=True)
    return dumped or b""


def files_with(folder: Path, content: bytes) -> list[str]:
    """Files below a folder that hold these bytes."""
    wanted = _spellings(content)
    return sorted(str(path) for path in _files(folder) if any(one in path.read_bytes() for one in wanted))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _spellings(content: bytes) -> tuple[bytes, ...]:
    packed = base64.b64encode(content[: len(content) // 3 * 3])
    return content, packed, packed.translate(bytes.maketrans(b"+/", b"-_")), content.hex().encode()


def _holds(value: Any, wanted: tuple[bytes, ...]) -> bool:
    held = value if isinstance(value, bytes) else repr(value).encode("utf-8", "surrogatepass")
    return any(one in held for one in wanted)
