"""The one place that wires ports to adapters. What needs the database alone does not load the rest."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from relove.bootstrap.container import Container, build
    from relove.bootstrap.store import OpenStore, Store, make_clock, make_engine, open_store

__all__ = ["Container", "OpenStore", "Store", "build", "make_clock", "make_engine", "open_store"]

_HOMES = {
    **dict.fromkeys(("Container", "build"), "container"),
    **dict.fromkeys(("OpenStore", "Store", "make_clock", "make_engine", "open_store"), "store"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
