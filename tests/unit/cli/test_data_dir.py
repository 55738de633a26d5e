"""The data folder: its secrets, its lock, run.json."""

import json
import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from relove.cli.supervisor import DataDir, DataDirInUse, data_dir
from relove.config import encryption_keys, read_settings


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_can_be_made_is_made_once_and_kept_for_this_user_only(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = DataDir(folder).secrets()
    assert DataDir(folder).secrets() == first
    assert mode(folder / "secrets.json") == 0o600
    assert mode(folder) & 0o066 == 0
    assert {path.name for path in folder.iterdir()} == {"secrets.json"}


def test_what_is_made_can_be_used(tmp_path: Path) -> None:
    made = DataDir(tmp_path / "data").secrets()
    token = made.pop("sandbox_bot_token")
    settings = read_settings(root=tmp_path, bot_token=token, **made)
    assert settings.encryption_keys and list(encryption_keys(settings.encryption_keys)) == ["k1"]
    assert token.partition(":")[0].isdigit() and len(token.partition(":")[2]) >= 30


def test_a_new_kind_of_secret_is_added_to_those_kept(tmp_path: Path) -> None:
    folder = DataDir(tmp_path / "data")
    (folder.path / "secrets.json").write_text('{"jwt_secret": "kept"}')
    made = folder.secrets()
    assert made["jwt_secret"] == "kept"
    assert encryption_keys(SecretStr(made["encryption_keys"]))


def test_the_lock_is_one_process_and_told_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_dir, "PATIENCE", 0.0)
    first, second = DataDir(tmp_path / "data"), DataDir(tmp_path / "data")
    assert not second.is_locked()
    first.lock()
    assert second.is_locked()
    with pytest.raises(DataDirInUse, match=f"process {os.getpid()}"):
        second.lock()
    first.unlock()
    second.lock()
    second.unlock()
    second.unlock()


def test_run_json_is_replaced_whole_and_taken_away(tmp_path: Path) -> None:
    folder = DataDir(tmp_path / "data")
    folder.write_run({"api": 1})
    with (folder.path / "run.json").open() as before:
        folder.write_run({"api": 2})
        assert json.load(before) == {"api": 1}
    assert json.loads((folder.path / "run.json").read_text()) == {"api": 2}
    folder.remove_run()
    folder.remove_run()
    assert list(folder.path.iterdir()) == []
