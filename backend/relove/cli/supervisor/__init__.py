"""Keeps the product's processes alive: one parent, forked children, the embedded engines."""

from relove.cli.supervisor.child import ForkedChild
from relove.cli.supervisor.data_dir import DataDir, DataDirInUse
from relove.cli.supervisor.supervise import DidNotStart, Supervisor

__all__ = ["DataDir", "DataDirInUse", "DidNotStart", "ForkedChild", "Supervisor"]
