"""What the guide may not say, as a gate: caught in whole sentences and in a stream; harmless ones are left alone."""

from __future__ import annotations

import re

import pytest

from relove.bootstrap.prewarm import bundle
from relove.config import load_settings
from relove.core.actor import Language
from relove.domains.content.service import ContentService
from relove.domains.conversations.generation import fault_of
from relove.domains.conversations.spoken.heard import Heard
from relove.domains.conversations.spoken.rules import fault_in
from relove.domains.conversations.spoken.telling import Telling
from tests.evals import spoken, written

LEAST_RECALL = 0.98
LEAST_RECALL_ON_UNSEEN = 0.4
"""Of sly wordings that nobody has mended the rules on: rules know plain ones."""
MOST_NEEDLESS = 0.02
_PIECES = re.compile(r"\S+\s*")


@pytest.mark.parametrize(("part", "least"), [("", LEAST_RECALL), ("_unseen", LEAST_RECALL_ON_UNSEEN)])
def test_what_may_not_be_said_is_caught_and_little_else(part: str, least: float) -> None:
    found = spoken.measure(part)
    assert found.recall >= least, found.passed
    assert found.needless <= MOST_NEEDLESS, found.refused


def test_both_sets_are_large_in_both_languages() -> None:
    every = [line for part in spoken.PARTS for line in spoken.lines(part)]
    for is_bad in (True, False):
        texts = [line.text for line in every if bool(line.kind) is is_bad]
        assert len(texts) == len(set(texts)) >= 80
        assert 0.3 <= sum(text.isascii() for text in texts) / len(texts) <= 0.6
    assert {line.kind for line in every} == {*spoken.CODES, None}


def test_each_is_caught_for_what_it_is() -> None:
    other = [line.text for line in spoken.lines() if line.kind and line.found != spoken.CODES[line.kind]]
    assert other == []


def test_ordinary_talk_may_be_quoted_back() -> None:
    assert len(spoken.echoes()) / spoken.LEAST_ECHOES <= MOST_NEEDLESS, spoken.echoes()


async def test_nothing_of_a_bad_sentence_is_shown_in_a_stream() -> None:
    """Word by word, after a harmless sentence and before another."""
    for line in spoken.lines():
        if line.kind is None:
            continue
        shown: list[str] = []

        async def show(text: str, shown: list[str] = shown) -> None:
            shown.append(text)

        telling = Telling(fault_of, Heard(line.said), show)
        fault = None
        for piece in _PIECES.findall(f"Слышу вас. {line.text} Вот так."):
            fault = fault or await telling.hear(piece)
        fault = fault or await telling.end()
        caught = fault is not None or telling.left_out == 1
        assert caught, line.text
        # Before it there may be a sentence of its own that says nothing bad.
        first = re.split(r"(?<=[.!?]) ", line.text)[0]
        bad = first if fault_in(first, Heard(line.said)) else line.text
        assert bad not in "".join(shown), line.text


@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_written_reply_is_refused(language: Language) -> None:
    content = ContentService(bundle(load_settings().root / "prompts"))
    for stage in ("ordinary_world", "refusal", "ordeal", "reward"):
        said = [reply.text for reply in written.session(content, language, "direct", stage=stage)]
        assert [text for text in said if fault_in(text, Heard(written.SAID[language]))] == []
