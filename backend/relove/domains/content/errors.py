"""What can be wrong with the content."""

from __future__ import annotations

from relove.core.errors import ReloveError


class ContentError(ReloveError):
    """A content file that cannot be used: names the file and the field, so that whoever edits it can mend it."""

    def __init__(self, file: str, field: str, problem: str) -> None:
        params = {"file": file, "field": field or "-", "problem": problem}
        super().__init__("content_invalid", kind="invalid", params=params)
        self.file = file
        self.field = field
        self.problem = problem

    def __str__(self) -> str:
        where = f"{self.file}: {self.field}" if self.field else self.file
        return f"{where}: {self.problem}"
