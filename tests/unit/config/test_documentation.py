"""What is written about the settings is complete and true."""

from pathlib import Path

import pytest

from relove.config import Settings, variable

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("field", Settings.model_fields)
def test_each_setting_is_explained_to_operators(field: str) -> None:
    rows = [line for line in (ROOT / "docs/operations.md").read_text().splitlines() if line.startswith("| ")]
    (row,) = [line for line in rows if line.startswith(f"| {variable(field)} |")]
    assert row.endswith(f"| {Settings.model_fields[field].description} |")


def test_the_example_names_every_setting_and_sets_none() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    written = [line.partition("=") for line in lines if line and not line.startswith("#")]
    assert sorted(name for name, _, _ in written) == sorted(map(variable, Settings.model_fields))
    assert {value for _, _, value in written} == {""}
