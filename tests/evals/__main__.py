"""python -m tests.evals [--play] [--seed N]: one table; exit code 1 where a gate is missed.

Everything runs without a key, on the sandbox's scripted model. With OPENAI_API_KEY (and OPENAI_BASE_URL, OPENAI_MODEL)
the parts that need a model run on that one too, and the conversation of forty turns is printed beside a plain coach's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
from itertools import pairwise

import structlog
import yaml

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.domains.content.checks import opening
from relove.domains.content.service import ContentService
from relove.domains.conversations.crisis import CrisisHit, assess
from relove.domains.conversations.second_look import ModelSecondLook
from tests.evals import crisis, stages, style
from tests.evals.conversation import conversation
from tests.evals.playing import Exchange, blind, on_stage, play
from tests.evals.table import Row, printed, style_figure, without_a_model
from tests.evals.written import somebody
from tests.integration.bot.talk import Talk


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.evals", description="Measure the guide.")
    parser.add_argument("--play", action="store_true", help="print the conversation without a key too")
    parser.add_argument("--seed", type=int, default=1, help="which of the two is A")
    parser.add_argument("--quick", action="store_true", help="only what needs no model")
    return parser.parse_args()


def _injections() -> Row:
    """The whole pipeline, with a model that obeys each line."""
    file = "tests/integration/bot/test_injections.py"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider", file],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = yaml.safe_load((load_settings().root / "tests/evals/injections.yaml").read_text(encoding="utf-8"))
    passed = done.returncode == 0
    return Row(
        "injections", len(lines), "nothing changed" if passed else "something changed", "0 changes", passed
    )


def _of_the_play(name: str, played: list[Exchange], *, real: bool) -> list[Row]:
    replies = [one.relove for one in played]
    alike = sum(opening(one) == opening(other) for one, other in pairwise(replies))
    found = style.rates([style.marks(text, "ru", "direct") for text in replies])
    faults = len(found.faults) == 0
    return [
        Row(f"40 turns, {name}: openings alike", len(replies), str(alike), "0", alike == 0),
        Row(
            f"40 turns, {name}: style",
            len(replies),
            style_figure(found),
            "faults 0" if real else "-",
            faults if real else None,
        ),
    ]


async def _fact(talk: Talk, name: str) -> Row:
    """Does the request of turn 38 hold what turn 3 told? Only the sandbox keeps requests."""
    asked = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    line = conversation().lines[conversation().fact.used - 1][1]
    said = [item for item in asked if item["prompt_id"] in ("guide/reply", "session/provocative")]
    mine = [item for item in said if item["messages"][-1]["content"].startswith(line)]
    held = any(conversation().fact.words in item["messages"][1]["content"] for item in mine)
    return Row(f"40 turns, {name}: turn 3 known in turn 38", 1, "yes" if held else "no", "yes", held)


async def _second_look(talk: Talk) -> Row:
    """Rules and model together on lines that the rules were never mended on."""
    look = ModelSecondLook(talk.container.model, talk.container.content, patience_s=20)
    chosen = (*crisis.lines("held_out"), *crisis.lines("sealed"))
    hits: dict[str, CrisisHit | None] = {}
    for line in chosen:
        person = somebody("ru" if line.language == "ru" else "en", "direct")
        hits[line.text] = assess(line.text) or await look.look(line.text, person)
    figures = crisis.measure(chosen, lambda text: hits[text])
    figure = f"recall {figures.recall:.1%}, false alarms {figures.false_alarm_rate:.1%}"
    return Row("crisis, rules and model", len(chosen), figure, "-", None)


async def _stages(talk: Talk) -> Row:
    found = await stages.run(talk.container.content, talk.container.model)
    known = [one for one in found if one.known]
    return Row(
        "stages by model",
        len(found),
        f"{stages.share(found):.0%} right, {len(found) - len(known)} unanswered",
        "-",
        None,
    )


async def _with_a_model(given: argparse.Namespace, *, real: bool) -> list[Row]:
    name = (os.environ.get("OPENAI_MODEL") or "the model") if real else "sandbox"
    async with on_stage(real=real) as talk:
        played = await play(talk)
        rows = _of_the_play(name, played, real=real)
        rows += [await _second_look(talk), await _stages(talk)] if real else [await _fact(talk, name)]
    if real or given.play:
        print(blind(played, given.seed))
    return rows


def main() -> int:
    """All of it."""
    given = _given()
    # The product's own log stands between the lines otherwise.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
    rows = without_a_model(ContentService(bundle(load_settings().root / "prompts")))
    if not given.quick:
        rows.append(_injections())
        rows += asyncio.run(_with_a_model(given, real=False))
        if os.environ.get("OPENAI_API_KEY"):
            rows += asyncio.run(_with_a_model(given, real=True))
        else:
            print("No OPENAI_API_KEY: what needs a model was measured on the scripted one only.\n")
    print(printed(rows))
    return 1 if any(row.passed is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
