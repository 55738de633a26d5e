"""`relove doctor`: every setting and dependency, what is wrong with it, and how to mend it."""

from relove.cli.doctor.examine import examine

__all__ = ["examine"]
