"""Every door can be built from the application's own wiring."""

import inspect
from pathlib import Path

import pytest
from click.testing import CliRunner

from relove.api.app import create_app
from relove.bootstrap import Container
from relove.bot.dispatcher import build_dispatcher
from relove.bot.setup import ALLOWED_UPDATES
from relove.cli.main import main
from relove.integrations.queue.names import PROCESS_CHATS, SCHEDULED
from relove.sandbox.app import create_app as create_sandbox
from relove.sandbox.config import SandboxConfig
from relove.worker import jobs
from relove.worker.wiring import make_chats, make_processor
from tests.conftest import BOT_TOKEN

COMMANDS = {"up", "api", "bot", "worker", "sandbox", "db", "openapi", "doctor", "admin"}


def test_the_command_line() -> None:
    assert set(main.commands) >= COMMANDS
    for name in main.commands:
        answer = CliRunner().invoke(main, [name, "--help"])
        assert answer.exit_code == 0, answer.output


def test_the_sandbox(tmp_path: Path) -> None:
    app = create_sandbox(SandboxConfig(BOT_TOKEN, "http://127.0.0.1:8000", "http://127.0.0.1:8081"))
    paths = {route.path for route in app.routes}
    assert {"/sandbox/reset", "/sandbox/requests"} <= paths


@pytest.mark.parametrize(
    "process", ["relove.api.serve", "relove.bot.polling", "relove.worker.run", "relove.sandbox.run"]
)
def test_each_process_has_its_entry(process: str) -> None:
    run = __import__(process, fromlist=["run"]).run
    assert list(inspect.signature(run).parameters) == ["settings"]
    assert not inspect.iscoroutinefunction(run)


async def test_the_bot_and_the_worker(container: Container) -> None:
    dispatcher = build_dispatcher(container)
    # What Telegram is asked for is what somebody handles, and the kinds that intake acts on alone.
    assert set(dispatcher.resolve_used_update_types()) | {
        "stopped_message_generation",
        "pre_checkout_query",
    } == set(ALLOWED_UPDATES)
    make_processor(container, owner="a test")
    assert PROCESS_CHATS in {job.name for job in jobs.EVENTS}
    assert [job.name for job in jobs.SCHEDULE] == list(SCHEDULED)
    assert all(inspect.iscoroutinefunction(job.run) for job in jobs.EVENTS)
    assert all(inspect.iscoroutinefunction(job.run) for job in jobs.SCHEDULE)


async def test_a_scheduled_job_runs_by_name(container: Container) -> None:
    processor = make_processor(container, owner="a test")
    ctx = {"processor": processor, "chats": make_chats(container, processor), "container": container}
    assert await jobs.run_scheduled(ctx, "make_partitions") == {"made": 6}
    for name in SCHEDULED:
        assert not any((await jobs.run_scheduled(ctx, name)).values()), "nothing waits, nothing is done"
    await jobs.EVENTS[0].run(ctx)


async def test_the_api(container: Container) -> None:
    paths = {route.path for route in create_app(container).routes}
    assert {"/health", "/api/me", "/api/sessions/{session_id:uuid}/turns"} <= paths
