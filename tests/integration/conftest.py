"""What all tests on real parts may ask for."""

from __future__ import annotations

import pytest

from relove.integrations.llm import tries


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that fails is asked again at once."""
    monkeypatch.setattr(tries, "PAUSES_S", (0.0, 0.0))
