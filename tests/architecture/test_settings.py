"""Whoever runs reLove finds every setting in the documentation."""

import pytest

from relove.config import Settings
from tests.architecture.sources import ROOT

# Names of the environment that do not follow from the field alone.
_PREFIXED = {"modules", "env", "sandbox", "data_dir", "sandbox_url", "root"}
# Options of `relove up`, handed to its children: nobody sets them by hand.
_HANDED_DOWN = {"root", "model", "updates", "port", "sandbox_port", "workers", "sandbox_url"}


@pytest.mark.parametrize("field", sorted(set(Settings.model_fields) - _HANDED_DOWN))
@pytest.mark.parametrize("document", ["docs/operations.md", ".env.example"])
def test_a_setting_is_documented(field: str, document: str) -> None:
    path = ROOT / document
    if not path.exists():
        pytest.skip(f"{document} is not written yet")
    name = f"RELOVE_{field.upper()}" if field in _PREFIXED else field.upper()
    assert name in path.read_text(encoding="utf-8")
