"""Settings: read from two places, refused with one clear sentence that never shows a secret."""

import base64
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from relove.config import (
    Settings,
    SettingsError,
    encryption_keys,
    load_settings,
    project_root,
    read_settings,
    variable,
)

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.b64encode(bytes(range(32, 64))).decode()
PRODUCTION = {
    "env": "production",
    "bot_token": "123456:production-token",
    "public_url": "https://relove.example",
    "jwt_secret": "j" * 32,
    "encryption_keys": f"k1:{KEY}",
    "database_url": "postgresql://u:p@db/relove",
    "redis_url": "redis://redis:6379/0",
    "webhook_secret": "w" * 32,
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the variables of whoever runs the tests nor their `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setenv("RELOVE_ROOT", str(tmp_path))


class TestSources:
    def test_nothing_needs_to_be_set_for_development(self, tmp_path: Path) -> None:
        settings = load_settings()
        assert settings.data_dir == tmp_path / ".data"
        assert (settings.model, settings.updates, settings.port) == ("templates", "polling", 8000)

    def test_the_file_in_the_root_is_read(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text(
            "OPENAI_MODEL=m1\nADMIN_CHAT_IDS=1, -22,\nRELOVE_MODULES=practice,groups\n"
        )
        settings = load_settings()
        assert settings.openai_model == "m1"
        assert settings.admin_chat_ids == (1, -22)
        assert settings.modules == ("practice", "groups")

    def test_the_environment_wins(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / ".env").write_text("RELOVE_PORT=9001\nOPENAI_MODEL=m1\n")
        monkeypatch.setenv("RELOVE_PORT", "9002")
        monkeypatch.setenv("OPENAI_MODEL", "")
        settings = load_settings()
        assert (settings.port, settings.openai_model) == (9002, "m1")

    def test_a_command_line_wins_over_both(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RELOVE_PORT", "9002")
        monkeypatch.setenv("BOT_TOKEN", "1:aaa")
        settings = load_settings(port=9003, bot_token="2:bbb")
        assert settings.port == 9003
        assert settings.bot_token and settings.bot_token.get_secret_value() == "2:bbb"

    def test_nothing_changes_later(self) -> None:
        with pytest.raises(ValidationError):
            load_settings().port = 1

    def test_the_root_is_the_source_tree_where_none_is_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("RELOVE_ROOT")
        assert (project_root() / "pyproject.toml").is_file()


class TestDefaultsThatHangOnOthers:
    def test_a_model_key_means_that_the_model_answers(self) -> None:
        assert load_settings(openai_api_key="sk-1").model == "openai"
        assert load_settings(openai_api_key="sk-1", model="templates").model == "templates"

    def test_an_https_address_means_updates_by_webhook(self) -> None:
        assert load_settings(public_url="https://a.example/").updates == "webhook"
        assert load_settings(public_url="http://localhost:8000").updates == "polling"

    def test_addresses_lose_their_last_slash_and_databases_get_their_driver(self) -> None:
        settings = load_settings(public_url="https://a.example/", database_url="postgres://u@h/d?x=1")
        assert settings.public_url == "https://a.example"
        assert settings.database_url == "postgresql+asyncpg://u@h/d?x=1"


class TestRefusals:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("env", "staging"),
            ("port", "many"),
            ("port", 70000),
            ("workers", 0),
            ("modules", "practise"),
            ("bot_token", "no-colon-here"),
            ("public_url", "relove.example"),
            ("webhook_secret", "with blanks"),
            ("webhook_secret", "x" * 257),
            ("updates", "pigeon"),
            ("telegram_proxy", "proxy:3128"),
            ("admin_chat_ids", "1;2"),
            ("owner_telegram_id", "-5"),
            ("persona_name_ru", "Наташа (человек)"),
            ("persona_name_en", "Dr Natasha"),
            ("persona_name_ru", "Н" * 33),
            ("persona_gender", "woman"),
            ("persona_tone", "angry"),
            ("persona_face", "face.gif"),
            ("persona_face", "missing.png"),
            ("openai_temperature", 2.5),
            ("openai_timeout", 0),
            ("model", "oracle"),
            ("database_url", "mysql://u:hunter2@h/d"),
            ("redis_url", "localhost"),
            ("jwt_secret", "too-short"),
            ("encryption_keys", "k1"),
            ("encryption_keys", "k1:not-base64!"),
            ("encryption_keys", "k1:c2hvcnQ="),
            ("encryption_keys", f"k1:{KEY},k1:{OTHER_KEY}"),
            ("sandbox", "perhaps"),
            ("log_level", "loud"),
            ("log_format", "xml"),
        ],
    )
    def test_a_bad_value_is_named_and_never_shown(self, field: str, value: Any) -> None:
        with pytest.raises(SettingsError) as caught:
            load_settings(**{field: value})
        assert caught.value.problems.keys() == {field}
        assert str(caught.value).startswith(f"{variable(field)} cannot be used: ")
        assert caught.value.__cause__ is None
        if field in {"bot_token", "webhook_secret", "database_url", "jwt_secret", "encryption_keys"}:
            assert str(value) not in str(caught.value) and "hunter2" not in str(caught.value)

    def test_a_face_needs_to_be_drawn_or_permitted(self, tmp_path: Path) -> None:
        (tmp_path / "face.png").write_bytes(b"png")
        with pytest.raises(SettingsError, match="PERSONA_LIKENESS"):
            load_settings(persona_face="face.png")
        settings = load_settings(persona_face="face.png", persona_likeness="drawn")
        assert settings.persona_face == tmp_path / "face.png"
        assert settings.face_address == "/persona.png"

    def test_each_problem_gets_its_sentence(self) -> None:
        with pytest.raises(SettingsError) as caught:
            load_settings(port=0, log_level="loud")
        assert caught.value.problems.keys() == {"port", "log_level"}

    @pytest.mark.parametrize("lacking", sorted(PRODUCTION.keys() - {"env"}))
    def test_production_names_what_it_lacks(self, lacking: str) -> None:
        given = {name: value for name, value in PRODUCTION.items() if name != lacking}
        if lacking == "webhook_secret":
            given["updates"] = "webhook"
        with pytest.raises(SettingsError, match=f"{variable(lacking)} is not set; production needs it."):
            load_settings(**given)
        assert read_settings(**given).env == "production"

    def test_production_is_served_over_https_and_without_a_sandbox(self) -> None:
        assert load_settings(**PRODUCTION).updates == "webhook"
        with pytest.raises(SettingsError, match="PUBLIC_URL must begin with https"):
            load_settings(**PRODUCTION | {"public_url": "http://relove.example"})
        with pytest.raises(SettingsError, match="production refuses the sandbox"):
            load_settings(**PRODUCTION | {"sandbox": "1"})

    def test_secrets_are_not_in_what_is_printed(self) -> None:
        shown = repr(load_settings(**PRODUCTION | {"telegram_proxy": "http://me:hunter2@proxy"}))
        for secret in ("production-token", "jjjj", KEY, "u:p@db", "hunter2", "wwww"):
            assert secret not in shown


def test_encryption_keys_keep_their_order_and_take_both_alphabets() -> None:
    odd = base64.urlsafe_b64encode(b"\xff" * 32).decode()
    keys = encryption_keys(SecretStr(f"k2:{odd}, k1:{KEY}"))
    assert list(keys) == ["k2", "k1"]
    assert keys["k2"] == b"\xff" * 32
