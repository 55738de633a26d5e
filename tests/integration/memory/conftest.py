"""Somebody whose words are remembered."""

from __future__ import annotations

import pytest

from relove.bootstrap import Container
from tests.integration.memory.telling import Teller


@pytest.fixture
async def anna(container: Container) -> Teller:
    """Anna agreed to everything; no model is at hand."""
    return await Teller.meet(container)
