"""No file grows past what is read in one go. Migrations are generated, and stay as they were made."""

from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, named, python_files

SOURCE_LIMIT = 300
TEST_LIMIT = 400


def frontend_files() -> list[Path]:
    folder = ROOT / "frontend" / "src"
    return sorted(
        path
        for ending in ("*.ts", "*.tsx")
        for path in folder.rglob(ending)
        if "generated" not in path.parts and not path.name.endswith(".d.ts")
    )


def too_long(files: list[Path], limit: int) -> list[str]:
    sizes = ((path, len(path.read_text(encoding="utf-8").splitlines())) for path in files)
    return [f"{named(path)}: {lines}" for path, lines in sizes if lines > limit]


@pytest.mark.parametrize("folder", ["backend/relove", "benchmarks"])
def test_python_sources_stay_small(folder: str) -> None:
    assert too_long(python_files(ROOT / folder), SOURCE_LIMIT) == []


def test_frontend_sources_stay_small() -> None:
    files = frontend_files()
    tests = [path for path in files if ".test." in path.name or "test" in path.parent.parts]
    assert too_long([path for path in files if path not in tests], SOURCE_LIMIT) == []
    assert too_long(tests, TEST_LIMIT) == []


@pytest.mark.parametrize("folder", ["tests", "e2e"])
def test_tests_stay_readable(folder: str) -> None:
    assert too_long(python_files(ROOT / folder), TEST_LIMIT) == []
