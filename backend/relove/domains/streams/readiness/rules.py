"""Written rules of readiness: from what somebody said to a score for every stream. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import msgspec

from relove.domains.content.schemas import STAGE_KEYS
from relove.domains.content.streams import ReadinessSign, Stream
from relove.domains.journey.schemas import Evidence
from relove.domains.streams.readiness.schemas import Found, Ground, Known

ENOUGH_TURNS = 3
"""From fewer turns of the person nothing is told: "too little data", and no number."""
LOW = 40
"""Below this the path comes first: nothing is sold."""
BEST = 3
_STAGE_SHARE = 25
_SIGNS_SHARE = 75
_AGAINST_SHARE = 40
_NEAR = {0: 1.0, 1: 0.6, 2: 0.3}
_MOST_GROUNDS = 3
_MOST_RAISES = 2


def enough(evidence: Sequence[Evidence]) -> bool:
    """Did the person say so much that anything can be told?"""
    return len({turn for piece in evidence for turn in piece.turn_ids}) >= ENOUGH_TURNS


def by_rules(streams: Sequence[Stream], known: Known) -> list[Found]:
    """A score for every stream for which something of the person's own words speaks."""
    told = enough(known.evidence)
    return [_found(stream, known, told) for stream in streams]


def _found(stream: Stream, known: Known, told: bool) -> Found:
    shown = {
        sign.key: piece
        for sign in stream.readiness.signs
        if (piece := _surest(_evidence_of(sign, known.evidence))) is not None
    }
    raises = _raises(stream, set(shown))
    speaks_for = [sign for sign in stream.readiness.signs if sign.key in shown and not sign.against]
    if not told or not speaks_for:
        return Found(stream.slug, None, raises=raises)
    signs = sorted(
        (sign for sign in stream.readiness.signs if sign.key in shown),
        key=lambda sign: (sign.against, -sign.weight, -shown[sign.key].confidence),
    )
    grounds = tuple(
        Ground(shown[sign.key].quote, shown[sign.key].turn_ids, sign=sign.key)
        for sign in signs[:_MOST_GROUNDS]
    )
    return Found(stream.slug, _score(stream, known.stage, shown.keys()), grounds, raises)


def _evidence_of(sign: ReadinessSign, evidence: Iterable[Evidence]) -> list[Evidence]:
    head, _, rest = sign.key.partition(".")
    kind, key = (head, rest) if head in ("element", "pattern") else ("insight", sign.key)
    return [
        piece
        for piece in evidence
        if piece.kind == kind and piece.key == key and piece.turn_ids and piece.quote
    ]


def _surest(pieces: Sequence[Evidence]) -> Evidence | None:
    return max(pieces, key=lambda piece: piece.confidence, default=None)


def _score(stream: Stream, stage: str | None, shown: Iterable[str]) -> int:
    there = set(shown)
    signs = stream.readiness.signs
    wanted = sum(sign.weight for sign in signs if not sign.against)
    told = sum(sign.weight for sign in signs if sign.key in there and not sign.against)
    against = sum(sign.weight for sign in signs if sign.key in there and sign.against)
    of_against = sum(sign.weight for sign in signs if sign.against) or 1
    score = (
        _SIGNS_SHARE * told / wanted
        + _STAGE_SHARE * _nearness(stream, stage)
        - _AGAINST_SHARE * against / (wanted + of_against)
    )
    return min(100, max(0, round(score)))


def _nearness(stream: Stream, stage: str | None) -> float:
    if stage not in STAGE_KEYS:
        return 0.0
    here = STAGE_KEYS.index(stage)
    return _NEAR.get(min(abs(here - STAGE_KEYS.index(key)) for key in stream.readiness.stages), 0.0)


def _raises(stream: Stream, there: set[str]) -> tuple[str, ...]:
    """What is missing, or stands in the way; the weightiest first."""
    open_ones = [sign for sign in stream.readiness.signs if sign.against == (sign.key in there)]
    open_ones.sort(key=lambda sign: -sign.weight)
    return tuple(sign.key for sign in open_ones[:_MOST_RAISES])


def ordered(found: Iterable[Found], place: dict[str, int]) -> list[Found]:
    """The readiest first; where nothing can be told, in the order of the catalogue."""
    return sorted(
        found,
        key=lambda one: (one.score is None, -(one.score or 0), place.get(one.stream, len(place))),
    )


def is_low(score: int | None, contested: bool) -> bool:
    """Does the path come first? Not where the person says otherwise: their word counts more than a number."""
    return score is not None and score < LOW and not contested


def fingerprint(known: Known, streams: Sequence[Stream], *more: str) -> bytes:
    """Of all that a computation looks at: where it is the same, the answer is."""
    whole = [
        known.stage,
        [msgspec.to_builtins(piece) for piece in known.evidence],
        sorted(known.contests.items()),
        [[stream.slug, msgspec.to_builtins(stream.readiness)] for stream in streams],
        more,
    ]
    return hashlib.blake2b(msgspec.json.encode(whole), digest_size=16).digest()
