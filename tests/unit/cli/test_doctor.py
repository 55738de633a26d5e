"""`relove doctor` on settings: needed or not, where it comes from, what is wrong."""

import base64
from pathlib import Path

import pytest

from relove.cli.doctor.finding import Finding
from relove.cli.doctor.settings import read_what_can_be_read, settings_findings
from relove.config import Settings, variable


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setenv("RELOVE_ROOT", str(tmp_path))


def findings() -> dict[str, Finding]:
    return {finding.name: finding for finding in settings_findings(*read_what_can_be_read())}


def test_every_setting_is_told_and_nothing_is_wrong_in_development() -> None:
    found = findings()
    assert found.keys() == {variable(name) for name in Settings.model_fields}
    assert not [finding for finding in found.values() if finding.is_problem]
    assert found["JWT_SECRET"].state == found["DATABASE_URL"].state == "made"
    assert found["BOT_TOKEN"].state == "unset" and found["LOG_LEVEL"].state == "default"


def test_the_source_is_told_and_secrets_are_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=12345:from-the-file\nOPENAI_MODEL=m1\nRELOVE_PORT=9000\n")
    monkeypatch.setenv("OPENAI_MODEL", "m2")
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:hunter2@h/d")
    found = findings()
    assert found["BOT_TOKEN"].about == "set (from the .env; needed in production)"
    assert found["OPENAI_MODEL"].about.startswith("m2 (from the environment")
    assert found["RELOVE_PORT"].about.startswith("9000 (from the .env")
    assert "hunter2" not in found["DATABASE_URL"].about


def test_what_is_wrong_is_named_and_the_rest_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELOVE_PORT", "many")
    monkeypatch.setenv("RELOVE_MODEL", "oracle")
    monkeypatch.setenv("RELOVE_UPDATES", "pigeon")
    monkeypatch.setenv("BOT_TOKEN", "no-colon-here")
    found = findings()
    wrong = {name for name, finding in found.items() if finding.is_problem}
    assert wrong == {"RELOVE_PORT", "RELOVE_MODEL", "RELOVE_UPDATES", "BOT_TOKEN"}
    assert "RELOVE_PORT cannot be used" in found["RELOVE_PORT"].about
    assert found["RELOVE_PORT"].about.endswith("It comes from the environment.")
    assert "no-colon-here" not in found["BOT_TOKEN"].about


def test_production_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELOVE_ENV", "production")
    monkeypatch.setenv("ENCRYPTION_KEYS", f"k1:{base64.b64encode(bytes(32)).decode()}")
    wrong = {name for name, finding in findings().items() if finding.is_problem}
    assert wrong == {"BOT_TOKEN", "PUBLIC_URL", "JWT_SECRET", "DATABASE_URL", "REDIS_URL"}
