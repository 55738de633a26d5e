"""The rows of the table that need no model."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import msgspec

from relove.core.actor import Language
from relove.domains.content.checks import comparable, opening
from relove.domains.content.service import ContentService
from relove.domains.conversations.repeats import question_of
from relove.domains.conversations.templates import TemplateGuide
from relove.domains.people.schemas import Directness
from tests.evals import (
    crisis,
    spoken,
    stages,
    style,
    test_crisis,
    test_redaction,
    test_spoken,
    test_stages,
    test_style,
    written,
)
from tests.evals.redaction_lines import outcome, read_lines

# What is promised of each part of the crisis set: the least recall, the most false alarms.
CRISIS_GATES: dict[str, tuple[float, float]] = {
    "all": (test_crisis.LEAST_RECALL, test_crisis.MOST_FALSE_ALARMS),
    "held_out": (test_crisis.LEAST_RECALL_ON_UNSEEN, test_crisis.MOST_FALSE_ALARMS),
    "sealed": (test_crisis.LEAST_RECALL_ON_UNSEEN, test_crisis.MOST_FALSE_ALARMS),
    "others": test_crisis.BY_OTHERS["others"],
    "long": test_crisis.BY_OTHERS["long"],
    "plain signs among ordinary words": (
        test_crisis.LEAST_RECALL_AMONG_ORDINARY_WORDS,
        test_crisis.MOST_FALSE_ALARMS_OF_ORDINARY_TALK,
    ),
}


class Row(msgspec.Struct, frozen=True):
    """One line of the table. `passed`: None where the figure is no gate."""

    name: str
    lines: int
    figure: str
    gate: str
    passed: bool | None


def printed(rows: list[Row]) -> str:
    """All of them, in columns."""
    verdicts = {True: "pass", False: "FAIL", None: "-"}
    cells = [("set", "lines", "figure", "gate", "verdict")]
    cells += [(row.name, str(row.lines), row.figure, row.gate, verdicts[row.passed]) for row in rows]
    widths = [max(len(line[column]) for line in cells) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def without_a_model(content: ContentService) -> list[Row]:
    """The same figures that are gates in the tests."""
    return [
        *_crisis(),
        *_held_back(),
        *_redaction(),
        *_stages(content),
        *_style(content),
        *_spoken(),
        _repeats(content),
        *_goodbyes(content),
    ]


def _crisis() -> list[Row]:
    rows = []
    for name, chosen in _crisis_parts():
        figures = crisis.measure(chosen)
        figure = f"recall {figures.recall:.1%}, false alarms {figures.false_alarm_rate:.1%}"
        gate = CRISIS_GATES.get(name)
        promised = f">= {gate[0]:.0%}, <= {gate[1]:.0%}" if gate else "-"
        kept = figures.recall >= gate[0] and figures.false_alarm_rate <= gate[1] if gate else None
        rows.append(Row(f"crisis, {name}", len(chosen), figure, promised, kept))
    return rows


def _crisis_parts() -> Iterator[tuple[str, tuple[crisis.Line, ...]]]:
    yield "all", tuple(crisis.all_lines())
    for part in (*crisis.PARTS, *crisis.LOTS):
        yield part, crisis.lines(part)
    yield "plain signs among ordinary words", crisis.among_ordinary_words()


def _held_back() -> list[Row]:
    """How many ordinary messages wait for a second look, where a model answers: what it costs in speed."""
    rows = []
    for lot, most in test_crisis.MOST_HELD_BACK.items():
        held, every = crisis.looked_at_again(lot)
        figure = f"{held / every:.1%} wait for a second look"
        name = {"ordinary": "of several sentences", "short": "of a few words"}[lot]
        rows.append(Row(f"ordinary messages {name}", every, figure, f"<= {most:.0%}", held / every <= most))
    return rows


def _redaction() -> list[Row]:
    lines = [line for path in test_redaction.FILES for line in read_lines(path)]
    made = [outcome(line) for line in lines]
    recall = 1 - sum(len(one.passed) for one in made) / sum(len(line.pieces) for line in lines)
    needless = sum(bool(one.needless) for one in made) / sum(not line.pieces for line in lines)
    good = recall >= test_redaction.LEAST_RECALL and needless <= test_redaction.MOST_NEEDLESS
    return [
        Row("redaction", len(lines), f"recall {recall:.1%}, needless {needless:.1%}", ">= 95%, <= 3%", good)
    ]


def _stages(content: ContentService) -> list[Row]:
    found = [stages.by_rules(content, case) for case in stages.cases()]
    unseen = [one for one in found if not one.case.seen]
    return [
        Row(f"stages by rules, {name}", len(some), f"{stages.share(some):.0%} right", ">= 85%", good)
        for name, some in (("all", found), ("held back", unseen))
        for good in (stages.share(some) >= test_stages.LEAST,)
    ]


def _style(content: ContentService) -> list[Row]:
    rows = []
    for dial in get_args(Directness):
        marked = [
            style.marks(reply.text, language, dial, content.templates(language))
            for language in test_style.LANGUAGES
            for stage in ("ordinary_world", "refusal", "ordeal")
            for reply in written.session(content, language, dial, stage=stage)
        ]
        found = style.rates(marked)
        enough = found.challenges == 0 if dial == "soft" else found.challenges >= 0.5
        rows.append(
            Row(
                f"style, written, {dial}",
                found.replies,
                style_figure(found),
                "open >= 70%, reflected >= 60%, challenge "
                + ("= 0" if dial == "soft" else ">= 50%")
                + ", faults 0",
                enough and found.open_questions >= 0.7 and found.reflections >= 0.6 and not found.faults,
            )
        )
    return rows


def _spoken() -> list[Row]:
    rows = []
    for part, name, least in (
        ("", "seen", test_spoken.LEAST_RECALL),
        ("_unseen", "unseen", test_spoken.LEAST_RECALL_ON_UNSEEN),
    ):
        found = spoken.measure(part)
        good = found.recall >= least and found.needless <= test_spoken.MOST_NEEDLESS
        rows.append(
            Row(
                f"what the guide never says, {name}",
                found.bad + found.harmless,
                f"recall {found.recall:.1%}, needless {found.needless:.1%}",
                f">= {least:.0%}, <= {test_spoken.MOST_NEEDLESS:.0%}",
                good,
            )
        )
    refused = len(spoken.echoes()) / spoken.LEAST_ECHOES
    rows.append(
        Row(
            "ordinary talk quoted back",
            spoken.LEAST_ECHOES,
            f"{refused:.1%} refused",
            f"<= {test_spoken.MOST_NEEDLESS:.0%}",
            refused <= test_spoken.MOST_NEEDLESS,
        )
    )
    return rows


def style_figure(found: style.Rates) -> str:
    """The rates in one line."""
    return (
        f"open {found.open_questions:.0%}, reflected {found.reflections:.0%}, challenge {found.challenges:.0%}, "
        f"faults {len(found.faults)}"
    )


def _repeats(content: ContentService) -> Row:
    repeated, turns = 0, 0
    for language in test_style.LANGUAGES:
        for dial in get_args(Directness):
            said = [reply.text for reply in written.session(content, language, dial)]
            turns += len(said)
            questions = [comparable(question_of(text) or text) for text in said]
            repeated += len(said) - len(set(questions))
            repeated += sum(opening(one) == opening(other) for one, other in pairwise(said))
    return Row("repeats in 60 written turns", turns, f"{repeated} questions or openings", "0", repeated == 0)


def _goodbyes(content: ContentService) -> list[Row]:
    lines = list(test_style.goodbye_lines())
    right = sum(style.parts(text) is is_goodbye for text, is_goodbye in lines) / len(lines)
    guide = TemplateGuide(content)
    languages: tuple[Language, ...] = test_style.LANGUAGES
    answers = [
        guide.goodbye(language=language, turn=turn, seed=turn // 4)
        for language in languages
        for turn in range(40)
    ]
    holding = sum(style.holds_back(answer) for answer in answers)
    return [
        Row("goodbyes heard", len(lines), f"{right:.1%} told from talk", ">= 95%", right >= 0.95),
        Row("goodbyes answered", len(answers), f"{holding} hold back", "0", holding == 0),
    ]
