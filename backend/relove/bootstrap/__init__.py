"""The one place that wires ports to adapters."""

from relove.bootstrap.container import Container, build
from relove.bootstrap.prewarm import prewarm
from relove.bootstrap.store import OpenStore, Store, make_clock, make_engine, open_store

__all__ = ["Container", "OpenStore", "Store", "build", "make_clock", "make_engine", "open_store", "prewarm"]
