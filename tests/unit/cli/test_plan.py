"""What `relove up` decides before anything starts."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relove.cli.supervisor import DataDir
from relove.cli.up import (
    Plan,
    Refused,
    check_ports,
    complete,
    needed,
    ready_line,
    wants_sandbox,
)
from relove.config import Settings, SettingsError, read_settings, variable

URLS = {"database_url": "postgresql://u@h/d", "redis_url": "redis://h"}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setenv("RELOVE_ROOT", str(tmp_path))


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def planned(tmp_path: Path, **options: Any) -> Plan:
    options = {**URLS, **options}
    written = read_settings(**options)
    data_dir = DataDir(tmp_path / "data")
    settings = complete(written, data_dir, {}, wants_sandbox(written), options)
    return Plan(settings, data_dir, {})


class TestSandbox:
    def test_without_a_token_the_sandbox_plays_telegram(self, tmp_path: Path) -> None:
        plan = planned(tmp_path, port=8100, sandbox_port=8181, workers=2)
        settings = plan.settings
        assert plan.roles == ["sandbox", "api", "worker-1", "worker-2", "bot"]
        assert settings.telegram_api_base == "http://127.0.0.1:8181"
        assert (settings.sandbox_url, settings.public_url) == (
            "http://localhost:8181",
            "http://localhost:8100",
        )
        assert settings.bot_token and settings.jwt_secret and settings.encryption_keys

    def test_with_a_token_it_does_not(self, tmp_path: Path) -> None:
        plan = planned(tmp_path, bot_token="12345:real-token")
        assert plan.roles == ["api", "worker-1", "bot"]
        assert (plan.settings.sandbox, plan.settings.sandbox_url) == (False, "")
        assert plan.settings.telegram_api_base == "https://api.telegram.org"

    def test_it_can_be_kept_and_then_signs_with_the_token(self, tmp_path: Path) -> None:
        settings = planned(tmp_path, bot_token="12345:real-token", sandbox="1").settings
        assert settings.sandbox and settings.bot_token
        assert settings.bot_token.get_secret_value() == "12345:real-token"

    def test_a_public_address_means_nothing_to_the_sandbox(self, tmp_path: Path) -> None:
        assert "bot" in planned(tmp_path, public_url="https://a.example").roles
        plan = planned(tmp_path, public_url="https://a.example", updates="webhook")
        assert "bot" not in plan.roles and plan.settings.webhook_secret
        assert plan.settings.public_url == "http://localhost:8000"

    def test_without_a_token_and_without_the_sandbox_there_is_nobody(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="BOT_TOKEN is not set"):
            planned(tmp_path, sandbox=False)

    def test_production_refuses_it(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="BOT_TOKEN is not set; production needs it"):
            planned(tmp_path, env="production", public_url="https://a.example")
        with pytest.raises(SettingsError, match="production refuses the sandbox"):
            planned(tmp_path, env="production", public_url="https://a.example", sandbox="1")


class TestModel:
    def test_the_templates_answer_where_there_is_no_key(self, tmp_path: Path) -> None:
        settings = planned(tmp_path).settings
        assert settings.model == "templates"
        assert ready_line(settings, 1.23).startswith("ready in 1.2 s: sandbox http://localhost:8081, ")

    def test_the_sandbox_plays_the_model_too(self, tmp_path: Path) -> None:
        settings = planned(tmp_path, model="sandbox", openai_api_key="sk-real").settings
        assert settings.openai_base_url == "http://127.0.0.1:8081/v1"
        assert settings.openai_api_key and settings.openai_api_key.get_secret_value() == "sandbox"

    def test_what_cannot_answer_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="OPENAI_API_KEY is not set"):
            planned(tmp_path, model="openai")
        with pytest.raises(Refused, match="needs the sandbox"):
            planned(tmp_path, model="sandbox", bot_token="12345:real-token")


class TestUpdates:
    def test_a_webhook_needs_an_address(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="PUBLIC_URL is not set; updates by webhook need it"):
            planned(tmp_path, bot_token="12345:real-token", updates="webhook")

    def test_only_what_runs_is_imported(self, tmp_path: Path) -> None:
        plan = planned(tmp_path, bot_token="12345:real-token", public_url="https://a.example")
        assert needed(plan).keys() == {"api", "worker"}


class TestPorts:
    def test_a_taken_port_is_named_with_the_option(self, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("relove.cli.supervisor.supervise.PORT_PATIENCE", 0.0)
        with pytest.raises(Refused, match=rf"Port {taken} is taken.*--port"):
            check_ports(read_settings(port=taken), with_sandbox=False)
        with pytest.raises(Refused, match=rf"Port {taken} is taken.*--sandbox-port"):
            check_ports(read_settings(sandbox_port=taken, port=1), with_sandbox=True)

    def test_the_two_cannot_share_one(self) -> None:
        with pytest.raises(Refused, match="cannot share a port"):
            check_ports(read_settings(port=8000, sandbox_port=8000), with_sandbox=True)
