"""JSON schemas as providers enforce them, and answers read back."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import pytest

from relove.integrations.llm.schema import UnusableAnswer, read_answer, strict_schema


class Part(msgspec.Struct):
    title: Annotated[str, msgspec.Meta(max_length=5, min_length=1)]
    default: int = 3


class Whole(msgspec.Struct):
    parts: Annotated[list[Part], msgspec.Meta(max_length=2)] = []
    note: str | None = None


class Free(msgspec.Struct):
    words: dict[str, int]


def test_every_field_is_required_and_no_other_is_allowed() -> None:
    schema = strict_schema(Whole)
    assert schema["type"] == "object" and schema["required"] == ["parts", "note"]
    part = schema["$defs"]["Part"]
    assert part["additionalProperties"] is schema["additionalProperties"] is False
    # Fields may be called like words of the schema language.
    assert part["required"] == ["title", "default"] and part["properties"]["title"] == {"type": "string"}
    assert schema["properties"]["parts"]["maxItems"] == 2
    assert "default" not in schema["properties"]["note"]


def test_free_keys_cannot_be_asked_for() -> None:
    with pytest.raises(TypeError):
        strict_schema(Free)


def test_what_the_schema_cannot_say_is_checked_all_the_same() -> None:
    assert read_answer('{"parts": [{"title": "a"}]}', Whole) == Whole([Part("a")])
    for bad in ('{"parts": [{"title": "longer"}]}', '{"parts": 1}', "{", "", "[]"):
        with pytest.raises(UnusableAnswer):
            read_answer(bad, Whole)


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}```", "  {} "], ids=["named", "plain", "none"])
def test_fences_are_taken_off(fence: str) -> None:
    assert read_answer(fence, Whole) == Whole()


def test_a_schema_is_made_once() -> None:
    first: dict[str, Any] = strict_schema(Whole)
    assert strict_schema(Whole) is first
