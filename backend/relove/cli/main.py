"""The `relove` command: thin commands; what they need is imported when they run, so that help is quick."""

import sys
from typing import Any

import click

CONTEXT = {"help_option_names": ["-h", "--help"]}
ROLES = ("owner", "admin", "support", "analyst", "person")


class Commands(click.Group):
    """Turns the errors that an operator can mend into one calm sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if not _for_operators(error):
                raise
            raise click.ClickException(str(error)) from None


def _for_operators(error: Exception) -> bool:
    from relove.cli.keys import KeysMissing
    from relove.cli.supervisor import DataDirInUse, DidNotStart
    from relove.cli.up import Refused
    from relove.config import SettingsError
    from relove.integrations.embedded import EngineError
    from relove.integrations.embedded.copies import CopyError
    from relove.integrations.erasures.ledger import LedgerError

    known = (
        CopyError,
        DataDirInUse,
        DidNotStart,
        EngineError,
        KeysMissing,
        LedgerError,
        Refused,
        SettingsError,
    )
    return isinstance(error, known)


@click.group(cls=Commands, context_settings=CONTEXT)
def main() -> None:
    """reLove: an AI guide in Telegram that leads a person along the hero's journey."""


@main.command(short_help="Run everything on this machine.")
@click.option("--port", type=int, help="Port of the API and the Mini App (8000).")
@click.option("--sandbox-port", type=int, help="Port of the sandbox (8081).")
@click.option("--data-dir", type=click.Path(file_okay=False), help="Folder for all data (.data).")
@click.option("--workers", type=int, help="Number of worker processes (1).")
@click.option("--updates", type=click.Choice(["polling", "webhook"]), help="How Telegram's updates come.")
@click.option("--model", type=click.Choice(["openai", "sandbox", "templates"]), help="Who answers people.")
@click.option("--no-sandbox", is_flag=True, help="Never play Telegram on this machine.")
def up(no_sandbox: bool, **options: Any) -> None:
    """Run everything on this machine, until Ctrl-C.

    One line that begins with "ready" says where to go. Without BOT_TOKEN the sandbox plays Telegram.
    """
    from relove.cli.up import up

    given = {name: value for name, value in options.items() if value is not None}
    if "data_dir" in given:
        given["data_dir"] = _from_here(given["data_dir"])
    if no_sandbox:
        given["sandbox"] = False
    up(**given)


@main.command(short_help="Serve the API and the Mini App.")
@click.option("--port", type=int, help="Port (8000).")
def api(port: int | None) -> None:
    """Serve the API, the webhook and the Mini App."""
    _run("api", {} if port is None else {"port": port})


@main.command(short_help="Fetch updates by polling.")
def bot() -> None:
    """Fetch Telegram's updates by polling; not needed where the webhook is used."""
    _run("bot", {"updates": "polling"})


@main.command(short_help="Answer people and run the schedule.")
def worker() -> None:
    """Answer people, send, and run the schedule."""
    _run("worker", {})


@main.command(short_help="Play Telegram on this machine.")
@click.option("--port", "sandbox_port", type=int, help="Port (8081).")
def sandbox(sandbox_port: int | None) -> None:
    """Play Telegram and a model on this machine; never in production."""
    _run("sandbox", {"sandbox": True} | ({} if sandbox_port is None else {"sandbox_port": sandbox_port}))


@main.group()
def db() -> None:
    """The database and its migrations."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the database up to REVISION (the newest)."""
    from relove.db import migrate

    migrate.upgrade(_settings().database_url, revision)
    click.echo(f"The database is at {revision}.")


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database down to REVISION ("base" empties it)."""
    from relove.db import migrate

    migrate.downgrade(_settings().database_url, revision)
    click.echo(f"The database is at {revision}.")


@db.command()
def check() -> None:
    """Say whether the models and the migrations agree."""
    from relove.db import migrate

    if difference := migrate.check(_settings().database_url):
        raise click.ClickException(difference)
    click.echo("The models and the migrations agree.")


@main.group()
def admin() -> None:
    """Roles of people."""


@admin.command()
@click.argument("telegram_id", type=click.IntRange(min=1))
@click.option("--role", type=click.Choice(ROLES), default="owner", show_default=True)
def grant(telegram_id: int, role: str) -> None:
    """Give the person with TELEGRAM_ID a role."""
    from relove.cli.start import grant

    grant(_settings(), telegram_id, role)
    click.echo(f"{telegram_id} now has the role {role}.")


@main.group()
def keys() -> None:
    """The keys that close what people wrote."""


@keys.command()
def new() -> None:
    """Print a new key, to be put in front of ENCRYPTION_KEYS."""
    from relove.cli import keys

    click.echo(keys.new_key(_settings()))


@keys.command()
@click.option("--check", is_flag=True, help="Only say how many values are under which key.")
@click.option("--force", is_flag=True, help="Although a process runs that does not hold the new key.")
def rotate(check: bool, force: bool) -> None:
    """Bring every value under the first of ENCRYPTION_KEYS, while the product runs.

    Killed in the middle, it goes on where it was when it is run again.
    """
    from relove.cli import keys

    settings = _settings()
    if check:
        keys.check(settings, click.echo)
    else:
        keys.rotate_all(settings, click.echo, force=force)


@main.group("dead-letters")
def dead_letters() -> None:
    """What came in and could not be handled."""


@dead_letters.command("list")
def list_dead_letters() -> None:
    """Show each: id, chat, kind, error and age. Never its text."""
    from relove.cli import dead_letters

    dead_letters.show(_settings(), click.echo)


@dead_letters.command()
@click.argument("letter", type=click.UUID, required=False)
@click.option("--all", "everything", is_flag=True, help="Every one of them.")
def replay(letter: Any, everything: bool) -> None:
    """Have LETTER handled once more, after its cause was mended; --all for every one."""
    from relove.cli import dead_letters

    if (letter is None) != everything:
        raise click.UsageError("Name one dead letter, or give --all.")
    dead_letters.replay(_settings(), letter, click.echo)


@main.group()
def profiles() -> None:
    """Who reLove thinks people are."""


@profiles.command()
@click.option("--all", "everybody", is_flag=True, help="Everybody who agreed, however young the profile.")
@click.option("--user-id", help="One person, by Telegram id or by id.")
@click.option("--batch-size", type=click.IntRange(1, 1000), default=10, show_default=True)
def refresh(everybody: bool, user_id: str | None, batch_size: int) -> None:
    """Refresh profiles by hand: those that the daily round would, --all, or one.

    Between batches there is a pause of 5 s. Nobody is looked at without consent, or in a care pause.
    """
    from relove.cli import profiles

    if everybody and user_id is not None:
        raise click.UsageError("Give --all or --user-id, not both.")
    profiles.refresh(_settings(), click.echo, everybody=everybody, user_id=user_id, batch_size=batch_size)


@main.command()
@click.option("--to", "target", required=True, type=click.Path(dir_okay=False), help="File to write.")
def backup(target: str) -> None:
    """Write a copy of the database to a file, also while the product runs."""
    from pathlib import Path

    from relove.cli.backup import backup

    size = backup(Path(target).absolute())
    click.echo(f"{target}: {size:,} bytes.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: str, yes: bool) -> None:
    """Replace the database by the backup FILE, then erase again whoever was erased since it was made.

    No process of reLove may run meanwhile.
    """
    from pathlib import Path

    from relove.cli.backup import restore

    if not yes:
        click.confirm("Everything in the database will be replaced. Go on?", abort=True)
    again = restore(Path(file).absolute())
    click.echo(f"Restored. Erasures done again: {again}.")


@main.command()
def openapi() -> None:
    """Print the API's description (OpenAPI, JSON)."""
    from relove.api.openapi import render

    click.echo(render(), nl=False)


@main.command()
def doctor() -> None:
    """Look at every setting and dependency: what is wrong, and how to mend it."""
    from relove.cli.doctor import examine

    if not examine(click.echo):
        sys.exit(1)


def _settings(**overrides: Any) -> Any:
    from relove.cli.start import settings_for_command

    return settings_for_command(**overrides)


def _run(kind: str, overrides: dict[str, Any]) -> None:
    import importlib

    from relove.cli.up import ENTRIES
    from relove.integrations.logs import configure_logging

    settings = _settings(**overrides)
    configure_logging(settings.log_level, settings.log_format, kind)
    importlib.import_module(ENTRIES[kind]).run(settings)


def _from_here(path: str) -> str:
    """A path on the command line is meant from the current folder, one in `.env` from the root."""
    from pathlib import Path

    return str(Path(path).absolute())
