"""Readiness by written rules: no number without the person's own words."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from relove.core.ids import new_id
from relove.domains.content.schemas import ContentBundle
from relove.domains.journey.schemas import Evidence, EvidenceKind
from relove.domains.streams.readiness.rules import by_rules, fingerprint, is_low, ordered
from relove.domains.streams.readiness.schemas import Found, Known
from relove.integrations.content.files import load_content

AT = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def bundle() -> ContentBundle:
    return load_content(Path(__file__).parents[3] / "prompts")


def said(key: str, quote: str = "своими словами", confidence: float = 0.8) -> Evidence:
    head, _, rest = key.partition(".")
    kinds: dict[str, EvidenceKind] = {"element": "element", "pattern": "pattern"}
    kind = kinds.get(head, "insight")
    return Evidence(kind, key if kind == "insight" else rest, None, quote, quote, (new_id(),), confidence, AT)


def found_of(bundle: ContentBundle, *keys: str, stage: str | None = "refusal") -> dict[str, Found]:
    known = Known(stage, [said(key, f"слова о {key}") for key in keys], {})
    return {one.stream: one for one in by_rules(bundle.streams, known)}


RICH = (
    "call_to_adventure.longing_owned",
    "refusal.fear_named",
    "refusal.excuse_recognised",
    "meeting_mentor.next_step_named",
)


def test_nobody_who_said_little_gets_a_number(bundle: ContentBundle) -> None:
    for keys in ((), RICH[:1], RICH[:2]):
        assert all(one.score is None and not one.grounds for one in found_of(bundle, *keys).values())


def test_each_number_stands_on_the_person_s_words(bundle: ContentBundle) -> None:
    found = found_of(bundle, *RICH)
    ready = found["za-porog"]
    assert ready.score is not None and 60 <= ready.score <= 100
    assert ready.grounds[0].quote == "слова о meeting_mentor.next_step_named", "the weightiest first"
    assert all(one.grounds for one in found.values() if one.score is not None)
    assert found["den-za-dnem"].score is None, "of that nothing was said"
    assert found["den-za-dnem"].raises


def test_what_is_missing_would_raise_it_and_does(bundle: ContentBundle) -> None:
    before = found_of(bundle, *RICH[:3])["za-porog"]
    assert before.raises[0] == RICH[3]
    after = found_of(bundle, *RICH)["za-porog"]
    assert before.score is not None and after.score is not None and after.score > before.score


def test_what_speaks_against_lowers_it(bundle: ContentBundle) -> None:
    plain = found_of(bundle, *RICH)["za-porog"].score
    blaming = found_of(bundle, *RICH, "pattern.blaming")["za-porog"].score
    assert plain is not None and blaming is not None and blaming < plain


def test_far_from_its_stages_it_is_lower(bundle: ContentBundle) -> None:
    near = found_of(bundle, *RICH)["za-porog"].score
    far = found_of(bundle, *RICH, stage="return_with_elixir")["za-porog"].score
    assert near is not None and far is not None and far < near


def test_words_without_a_turn_are_no_ground(bundle: ContentBundle) -> None:
    pieces = [Evidence("insight", key, None, "слова", "слова", (), 0.9, AT) for key in RICH]
    assert all(one.score is None for one in by_rules(bundle.streams, Known("refusal", pieces, {})))


def test_everything_at_once_stays_within_a_hundred(bundle: ContentBundle) -> None:
    keys = [sign.key for stream in bundle.streams for sign in stream.readiness.signs]
    for stage in [None, *(stage.key for stage in bundle.stages)]:
        for one in found_of(bundle, *dict.fromkeys(keys), stage=stage).values():
            assert one.score is not None and 0 <= one.score <= 100


def test_the_readiest_first_and_what_has_no_number_last() -> None:
    found = [Found("a", None), Found("b", 10), Found("c", 70), Found("d", None)]
    place = {slug: n for n, slug in enumerate("dcba")}
    assert [one.stream for one in ordered(found, place)] == ["c", "b", "d", "a"]


def test_a_disagreement_opens_what_a_low_number_keeps_back() -> None:
    assert is_low(20, contested=False) and not is_low(20, contested=True)
    assert not is_low(None, contested=False) and not is_low(60, contested=False)


def test_the_same_words_are_told_by_their_checksum(bundle: ContentBundle) -> None:
    known = Known("refusal", [said(RICH[0])], {})
    changed = Known("refusal", known.evidence, {"za-porog": "я не согласна"})
    same = fingerprint(known, bundle.streams)
    assert same == fingerprint(Known("refusal", list(known.evidence), {}), bundle.streams)
    assert same != fingerprint(changed, bundle.streams)
    assert same != fingerprint(known, bundle.streams, "ru")
