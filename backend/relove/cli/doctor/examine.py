"""Looks, and says."""

import asyncio
from collections.abc import Callable, Iterable

from relove.cli.doctor.dependencies import dependency_findings
from relove.cli.doctor.finding import Finding
from relove.cli.doctor.settings import read_what_can_be_read, settings_findings
from relove.cli.start import running_engines


def examine(say: Callable[[str], None]) -> bool:
    """Tells everything through `say`; whether all is well."""
    settings, problems = read_what_can_be_read()
    found = list(settings_findings(settings, problems))
    say(f"Settings, from the environment and {settings.root / '.env'}")
    _tell(found, say)
    engines = running_engines(settings)
    needs = asyncio.run(
        dependency_findings(
            settings,
            settings.database_url or engines.get("database_url", ""),
            settings.redis_url or engines.get("redis_url", ""),
        )
    )
    say("\nWhat reLove needs around it")
    _tell(needs, say)
    wrong = [finding for finding in (*found, *needs) if finding.is_problem]
    say(
        "\nAll is well."
        if not wrong
        else f"\n{len(wrong)} to mend: {', '.join(item.name for item in wrong)}."
    )
    return not wrong


def _tell(findings: Iterable[Finding], say: Callable[[str], None]) -> None:
    for finding in findings:
        say(f"  {finding.state:8}{finding.name:20}{finding.about}")
