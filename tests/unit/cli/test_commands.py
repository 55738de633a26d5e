"""The commands: quick help, calm refusals."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from relove.cli.main import main
from relove.config import Settings, variable


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setenv("RELOVE_ROOT", str(tmp_path))


def test_help_names_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"])
    assert shown.exit_code == 0
    for command in ("up", "api", "bot", "worker", "sandbox", "db", "admin", "openapi", "doctor"):
        assert f"\n  {command} " in shown.output


def test_help_imports_nothing_of_the_product() -> None:
    program = (
        "import sys; from relove.cli.main import main; main(['up', '--help'], standalone_mode=False)\n"
        "heavy = {'aiogram', 'litestar', 'sqlalchemy', 'pydantic', 'openai'} & set(sys.modules); assert not heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["up", "--no-sandbox"], "BOT_TOKEN is not set and the sandbox is forbidden"),
        (["up", "--port", "0"], "RELOVE_PORT cannot be used"),
        (["up", "--port", "8000", "--sandbox-port", "8000"], "cannot share a port"),
        (["up", "--model", "openai"], "OPENAI_API_KEY is not set"),
        (["db", "check"], "DATABASE_URL is not set, and no relove up runs on"),
        (["admin", "grant", "7"], "DATABASE_URL is not set"),
        (["worker"], "DATABASE_URL is not set"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: list[str], reason: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 1
    assert done.stdout == "" and done.stderr.startswith("Error: ") and reason in done.stderr
    assert not (tmp_path / ".data" / "run.json").exists()


def test_production_does_not_make_up_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELOVE_ENV", "production")
    done = CliRunner().invoke(main, ["api"])
    assert done.exit_code == 1 and "JWT_SECRET is not set; production needs it." in done.stderr


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("relove.cli.start.settings_for_command", broken)
    assert isinstance(CliRunner().invoke(main, ["db", "check"]).exception, ZeroDivisionError)
