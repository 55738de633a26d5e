"""`relove doctor` on dependencies: real ones that answer, and ports where nobody does."""

import importlib.util
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from relove.cli.doctor import dependencies
from relove.cli.doctor.dependencies import dependency_findings
from relove.cli.doctor.examine import examine
from relove.cli.doctor.finding import Finding
from relove.config import Settings, read_settings, variable
from relove.db import migrate
from relove.integrations.embedded import EmbeddedPostgres, EmbeddedRedis

NOBODY = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(variable(name), raising=False)
    monkeypatch.setenv("RELOVE_ROOT", str(tmp_path))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("engines")
    postgres, redis = EmbeddedPostgres(folder), EmbeddedRedis(folder)
    yield postgres.start(), redis.start()
    redis.stop()
    postgres.stop()


async def looked_at(database_url: str = "", redis_url: str = "", **settings: Any) -> dict[str, Finding]:
    found = await dependency_findings(read_settings(**settings), database_url, redis_url)
    return {finding.name: finding for finding in found}


async def test_without_addresses_everything_is_made_here() -> None:
    found = await looked_at()
    assert {found[name].state for name in ("PostgreSQL", "Redis", "Telegram", "Model")} == {"made"}
    assert found["Mini App"].is_problem and "make setup" in found["Mini App"].about


async def test_a_database_must_be_migrated(engines: tuple[str, str]) -> None:
    found = await looked_at(*engines)
    assert found["Redis"].about == "version 6.2.14"
    assert found["PostgreSQL"].is_problem and "relove db upgrade" in found["PostgreSQL"].about


def test_all_is_well_once_it_is(
    engines: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    migrate.upgrade(engines[0])
    monkeypatch.setenv("DATABASE_URL", engines[0])
    monkeypatch.setenv("REDIS_URL", engines[1])
    built = tmp_path / "frontend" / "dist-sandbox"
    built.mkdir(parents=True)
    (built / "index.html").touch()
    said: list[str] = []
    assert examine(said.append)
    assert said[-1] == "\nAll is well."
    assert any("PostgreSQL" in line and "version 18" in line and "migrated" in line for line in said)


async def test_what_does_not_answer_is_named_with_its_setting() -> None:
    found = await looked_at(
        f"postgresql+asyncpg://u:hunter2@{NOBODY}/d",
        f"redis://:hunter2@{NOBODY}",
        bot_token="12345:abcdefgh",
        telegram_api_base=f"http://{NOBODY}",
        openai_api_key="sk-secret-key",
        openai_base_url=f"http://{NOBODY}/v1",
    )
    for name, setting in {
        "PostgreSQL": "DATABASE_URL",
        "Redis": "REDIS_URL",
        "Telegram": "BOT_TOKEN",
        "Model": "OPENAI_BASE_URL",
    }.items():
        assert found[name].is_problem and setting in found[name].about
        assert "hunter2" not in found[name].about


async def test_what_is_too_old_is_refused(engines: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "OLDEST_POSTGRES", 99)
    monkeypatch.setattr(dependencies, "OLDEST_REDIS", (99, 0))
    found = await looked_at(*engines)
    assert "It is version 18" in found["PostgreSQL"].about
    assert "It is version 6.2.14" in found["Redis"].about


async def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    found = await looked_at()
    assert "set it" in found["PostgreSQL"].about and found["Redis"].is_problem


async def test_who_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dependencies, "WITHIN", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = await looked_at(f"postgresql+asyncpg://u@127.0.0.1:{silent.getsockname()[1]}/d")
    assert found["PostgreSQL"].is_problem
