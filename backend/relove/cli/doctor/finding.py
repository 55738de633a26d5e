"""One thing that was looked at."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "made", "default", "unset", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, its state, and a sentence; `wrong` is a problem, all else is fine."""

    name: str
    state: State
    about: str

    @property
    def is_problem(self) -> bool:
        return self.state == "wrong"
