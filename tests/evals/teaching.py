"""python -m tests.evals.teaching: learn the weights of the crisis gate from written lines (make teaching).

The lines are invented by several authors who knew neither a rule nor each other (crisis_lines); nobody's real words are
among them. With --check only the figures are told: each author's lines weighed by what the others taught.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.svm import LinearSVC

from relove.domains.conversations import crisis_scoring
from relove.domains.conversations.crisis_scoring import CATEGORIES, pieces, view
from relove.domains.conversations.folding import fold
from tests.evals import crisis
from tests.unit.domains.conversations.test_crisis_plans import DANGERS
from tests.unit.domains.conversations.test_crisis_plans import HARMLESS as SOUNDS_LIKE_IT

TAUGHT = Path(__file__).parent / "crisis_lines"
# What the rules were mended on.
RULES = Path(__file__).parents[1] / "unit" / "domains" / "conversations" / "data"
PROMPTS = Path(__file__).parents[2] / "prompts"
TARGET = Path(crisis_scoring.__file__).with_name(crisis_scoring.FILE)
# Where lines of authors who taught nothing give few false alarms (docs/decisions/safety.md).
ALARM = 0.5
KEPT = 80_000
LEAST_LINES = 2


class Taught:
    """A vocabulary, what is rare in it, and the weight of each of its pieces for danger."""

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        self.words = CountVectorizer(analyzer=list, binary=True, min_df=LEAST_LINES)
        counted = self.words.fit_transform(split(lines)).astype(float)
        dangerous = np.array([category != crisis.NO_DANGER for _, category in lines])
        everything = self._fit(counted, dangerous)
        self.kept = np.sort(np.argsort(-np.abs(everything.coef_[0]) * self.rarity.idf_)[:KEPT])
        self.danger = self._fit(counted[:, self.kept], dangerous)
        named = [CATEGORIES.index(category) for _, category in lines if category in CATEGORIES]
        kinds = LinearSVC(
            penalty="l1", dual=False, C=3, fit_intercept=False, class_weight="balanced", random_state=0
        )
        self.kinds = kinds.fit(self._scaled(counted[dangerous][:, self.kept]), named)

    def _fit(self, counted: csr_matrix, dangerous: np.ndarray) -> LinearSVC:
        self.rarity = TfidfTransformer().fit(counted)
        return LinearSVC(C=1, class_weight="balanced", random_state=0).fit(self._scaled(counted), dangerous)

    def _scaled(self, counted: csr_matrix) -> csr_matrix:
        return self.rarity.transform(counted)

    def weigh(self, lines: Sequence[tuple[str, str]]) -> np.ndarray:
        """Of each line, how dangerous it is."""
        counted = self.words.transform(split(lines)).astype(float)[:, self.kept]
        return self.danger.decision_function(self._scaled(counted))

    def rows(self) -> Iterator[str]:
        """The file that the product reads."""
        yield f"bias, alarm\t{self.danger.intercept_[0]:.3f}\t{ALARM}"
        names = self.words.get_feature_names_out()[self.kept]
        for place, name in sorted(enumerate(names), key=lambda one: str(one[1])):
            kinds = [
                f"{kind}{row[place]:+.2f}"
                for kind, row in enumerate(self.kinds.coef_)
                if abs(row[place]) >= 0.01
            ]
            yield "\t".join(
                [name, f"{self.rarity.idf_[place]:.2f}", f"{self.danger.coef_[0][place]:.3f}", *kinds]
            )


def split(lines: Sequence[tuple[str, str]]) -> list[list[str]]:
    """What the product sees of each line."""
    return [sorted(set(pieces(view(fold(text), text)))) for text, _ in lines]


def by_author() -> dict[str, list[tuple[str, str]]]:
    """All lines to learn from, by who wrote them."""
    files = [*sorted(TAUGHT.glob("*.tsv")), *sorted(RULES.glob("crisis_*.tsv"))]
    known = {file.stem: list(crisis.tabbed(file)) for file in files}
    plain = [(text, category) for category, text in DANGERS] + [
        (text, crisis.NO_DANGER) for text in SOUNDS_LIKE_IT
    ]
    dev = [(line.text, line.category) for line in crisis.lines("dev")]
    return {**known, "dev": dev, "plain": plain, "guide": guide()}


def guide() -> list[tuple[str, str]]:
    """What the guide itself says and asks, small talk, and talk about the stages of a path: no danger."""
    said = [
        text
        for folder in ("templates", "stages", "diagnostic", "streams")
        for file in sorted((PROMPTS / folder).glob("*.yaml"))
        for text in leaves(msgspec.yaml.decode(file.read_bytes()))
    ]
    said += (TAUGHT.parent / "uneventful.txt").read_text(encoding="utf-8").splitlines()
    for name in ("goodbyes", "stages", "conversation", "injections"):
        said += leaves(msgspec.yaml.decode((TAUGHT.parent / f"{name}.yaml").read_bytes()))
    return [(text, crisis.NO_DANGER) for text in said if not text.startswith("#") and len(text.split()) > 1]


def leaves(node: object) -> Iterator[str]:
    """Every text in it."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for inner in node.values():
            yield from leaves(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from leaves(inner)


def check(authors: dict[str, list[tuple[str, str]]]) -> None:
    """Each author's lines, weighed by what the others taught."""
    for name, lines in authors.items():
        others = [line for other, known in authors.items() if other != name for line in known]
        weight = Taught(others).weigh(lines)
        dangerous = np.array([category != crisis.NO_DANGER for _, category in lines])
        seen, alarms = (weight[dangerous] >= ALARM).mean(), (weight[~dangerous] >= ALARM).mean()
        print(f"{name:20} {len(lines):5} lines: recall {seen:.1%}, false alarms {alarms:.1%}")


def main() -> None:
    """Learn, and write what was learned."""
    authors = by_author()
    if "--check" in sys.argv:
        check(authors)
        return
    taught = Taught([line for known in authors.values() for line in known])
    TARGET.write_text("\n".join(taught.rows()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
