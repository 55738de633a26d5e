"""Streams: programmes that a person can take part in. What they are made of, and the check of each file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from relove.domains.content import checks
from relove.domains.content.errors import ContentError
from relove.domains.content.schemas import ELEMENT_KEYS, LANGUAGES, STAGE_KEYS, Bilingual, Stage
from relove.domains.content.signs import PATTERN_CODES

MIN_STREAMS = 6
MIN_EXERCISES = 5
MIN_SIGNS = 4
NEEDED = "put-geroya"
"""The stream that a catalogue is not complete without."""
_FOLDER = "streams/"
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_TIME = re.compile(r"(?:0[89]|1\d|2[01]):[0-5]\d")
_LINK = re.compile(r"https://[^\s<>\"']+")
_LIMITS = {
    "name": 40,
    "promise": 160,
    "description": 900,
    "dates": 120,
    "title": 60,
    "text": 1500,
    "raises": 200,
}
_LONGEST_DAY = 365
_ENDS_SENTENCE = (".", "!", "…", "»", "?", ")", "”")


class ExerciseText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise in one language. Plain text, paragraphs parted by empty lines."""

    title: str
    text: str


class Exercise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One exercise: on which day after the first, and when. `at` is the person's own time, 08:00-21:59."""

    n: int
    day: int
    at: str
    ru: ExerciseText
    en: ExerciseText

    def in_(self, language: str) -> ExerciseText:
        """The exercise in that language."""
        return self.en if language == "en" else self.ru


class StreamText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stream in one language. `suits`: whom it suits. `dates`: when it begins and how long it takes."""

    name: str
    promise: str
    description: str
    dates: str
    suits: tuple[str, ...]


class Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the whole programme on the platform."""

    amount: int
    currency: Literal["RUB", "USD", "EUR"] = "RUB"


class ReadinessSign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that a person may have said, and what it says of their readiness.

    `key`: an insight (`<stage>.<insight>`), `element.<key>` or `pattern.<code>`. `against`: it speaks against.
    `raises`: what would raise the score while it is not there (or, where it speaks against, while it is).
    """

    key: str
    weight: int
    raises: Bilingual
    against: bool = False


class StreamReadiness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where on the path it suits, and what shows that somebody is ready."""

    stages: tuple[str, ...]
    signs: tuple[ReadinessSign, ...]


class Stream(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One programme. `link` leads to the platform; `{ref}` in it becomes a code that a shop can send back."""

    slug: str
    order: int
    link: str
    readiness: StreamReadiness
    ru: StreamText
    en: StreamText
    exercises: tuple[Exercise, ...]
    price: Price | None = None
    starts_on: str | None = None

    def text(self, language: str) -> StreamText:
        """The stream in that language."""
        return self.en if language == "en" else self.ru


def build_streams(documents: Mapping[str, Any], stages: Sequence[Stage]) -> tuple[Stream, ...]:
    """Check `streams/*.yaml`; ContentError names the file and the field. In the order of the catalogue."""
    files = sorted(name for name in documents if name.startswith(_FOLDER) and name.endswith(".yaml"))
    streams = [_stream(file, documents[file], stages) for file in files]
    if len(streams) < MIN_STREAMS:
        raise ContentError(_FOLDER, "", f"has {len(streams)} streams, needs {MIN_STREAMS} or more")
    if NEEDED not in {stream.slug for stream in streams}:
        raise ContentError(f"{_FOLDER}{NEEDED}.yaml", "", "this file is missing")
    if len({stream.order for stream in streams}) != len(streams):
        raise ContentError(_FOLDER, "order", "is used twice")
    for language in LANGUAGES:
        checks.require_unique(_FOLDER, f"{language}.name", (stream.text(language).name for stream in streams))
    return tuple(sorted(streams, key=lambda stream: stream.order))


def _stream(file: str, raw: Any, stages: Sequence[Stage]) -> Stream:
    try:
        stream = msgspec.convert(checks.dates_as_text(raw), Stream)
    except msgspec.ValidationError as error:
        problem, _, path = str(error).partition(" - at `$")
        raise ContentError(file, path.rstrip("`").lstrip("."), problem) from None
    if f"{_FOLDER}{stream.slug}.yaml" != file or not _SLUG.fullmatch(stream.slug):
        raise ContentError(file, "slug", "must be the file's name: a-z, digits and dashes")
    if not _LINK.fullmatch(stream.link):
        raise ContentError(file, "link", "must begin with https://")
    checks.require_fields(file, "link", stream.link, {"ref"} if "{" in stream.link else set())
    if stream.price is not None and stream.price.amount < 1:
        raise ContentError(file, "price.amount", "must be 1 or more")
    if stream.starts_on is not None:
        try:
            datetime.date.fromisoformat(stream.starts_on)
        except ValueError:
            raise ContentError(file, "starts_on", "must be a date, 2026-01-31") from None
    for language in LANGUAGES:
        text = stream.text(language)
        for name in ("name", "promise", "description", "dates"):
            _check_text(file, f"{language}.{name}", getattr(text, name))
        checks.require_count(file, f"{language}.suits", text.suits, 2, 5)
        for item in text.suits:
            checks.require_text(file, f"{language}.suits", item)
    _check_exercises(file, stream.exercises)
    _check_readiness(file, stream.readiness, stages)
    return stream


def _check_text(file: str, field: str, value: str) -> None:
    checks.require_text(file, field, value)
    limit = _LIMITS[field.rpartition(".")[2]]
    if len(value) > limit:
        raise ContentError(file, field, f"is longer than {limit}")


def _check_exercises(file: str, exercises: Sequence[Exercise]) -> None:
    checks.require_count(file, "exercises", exercises, MIN_EXERCISES, 60)
    day = -1
    for number, exercise in enumerate(exercises, start=1):
        field = f"exercises.{number}"
        if exercise.n != number:
            raise ContentError(file, f"{field}.n", f"must be {number}")
        if exercise.day <= day or exercise.day > _LONGEST_DAY or (number == 1 and exercise.day != 0):
            raise ContentError(file, f"{field}.day", "days grow from 0, one exercise a day at most")
        if not _TIME.fullmatch(exercise.at):
            raise ContentError(file, f"{field}.at", "must be a time from 08:00 to 21:59")
        day = exercise.day
        for language in LANGUAGES:
            text = exercise.in_(language)
            for name in ("title", "text"):
                _check_text(file, f"{field}.{language}.{name}", getattr(text, name))
            if not text.text.rstrip().endswith(_ENDS_SENTENCE):
                raise ContentError(file, f"{field}.{language}.text", "breaks off")
    for language in LANGUAGES:
        checks.require_unique(file, "exercises", (one.in_(language).title for one in exercises))


def _check_readiness(file: str, readiness: StreamReadiness, stages: Sequence[Stage]) -> None:
    checks.require_count(file, "readiness.stages", readiness.stages, 1, len(STAGE_KEYS))
    for key in readiness.stages:
        if key not in STAGE_KEYS:
            raise ContentError(file, "readiness.stages", f"no such stage: {key}")
    checks.require_count(file, "readiness.signs", readiness.signs, MIN_SIGNS, 20)
    checks.require_unique(file, "readiness.signs", (sign.key.replace(".", " ") for sign in readiness.signs))
    known = {f"{stage.key}.{insight.key}" for stage in stages for insight in stage.completes_by}
    known |= {f"element.{key}" for key in ELEMENT_KEYS} | {f"pattern.{code}" for code in PATTERN_CODES}
    for sign in readiness.signs:
        field = f"readiness.signs.{sign.key}"
        if sign.key not in known:
            raise ContentError(file, field, "no such insight, element or pattern")
        if not 1 <= sign.weight <= 5:
            raise ContentError(file, f"{field}.weight", "must be 1 to 5")
        for language in LANGUAGES:
            _check_text(file, f"{field}.{language}.raises", sign.raises.in_(language))
    if all(sign.against for sign in readiness.signs):
        raise ContentError(file, "readiness.signs", "nothing speaks for it")
