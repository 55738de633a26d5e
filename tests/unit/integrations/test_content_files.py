"""Reading the content folder: what cannot be read is named."""

from pathlib import Path

import pytest

from relove.domains.content.errors import ContentError
from relove.integrations.content.files import load_content, read_documents

ROOT = Path(__file__).parents[3] / "prompts"


def test_the_shipped_folder_is_good() -> None:
    assert len(load_content(ROOT).stages) == 12


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.yaml", b"a: [1", "is no valid YAML"),
        ("a.yaml", b"\xff\xfe\xfa", "cannot be read"),
        ("a.md", b"no front matter", "front matter"),
        ("a.md", b"---\nid: x\n", "front matter"),
        ("a.md", b"---\n- list\n---\nbody", "must be a mapping"),
        ("a.md", b"---\na: [1\n---\nbody", "is no valid YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, text: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(ContentError, match=problem) as caught:
        read_documents(tmp_path)
    assert caught.value.file == name


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="no such folder"):
        load_content(tmp_path / "nothing")


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "p.md").write_text("---\nid: deep/p\n---\nBody")
    documents = read_documents(tmp_path)
    assert list(documents) == ["deep/p.md"]
    assert documents["deep/p.md"].body == "Body"
