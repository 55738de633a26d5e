"""JSON schemas for answers, in the part of the language that providers enforce strictly; and answers read back."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from relove.core.ports import D

# Strict mode knows no defaults and no lengths of texts; what a struct asks beyond it is checked when it is decoded.
_NOT_STRICT = frozenset(
    {"default", "title", "minLength", "maxLength", "discriminator", "minProperties", "maxProperties"}
)
_NAMED = ("properties", "$defs")
_LONGEST_FAULT = 300


class UnusableAnswer(ValueError):
    """An answer that is no JSON, or does not fit. Its text says why, for the model that gave it."""


@cache
def strict_schema(answer: type[msgspec.Struct]) -> dict[str, Any]:
    """The struct's schema with every field required and no other allowed. TypeError where it maps free keys."""
    made = msgspec.json.schema(answer)
    definitions = made["$defs"]
    root = definitions.pop(made["$ref"].rpartition("/")[2])
    whole = {**root, "$defs": definitions} if definitions else root
    strict = _strict(whole)
    assert isinstance(strict, dict)
    return strict


def _strict(node: Any, *, names: bool = False) -> Any:
    """`names`: the keys of this object are names of fields or definitions, not words of the schema language."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if names:
        return {name: _strict(item) for name, item in node.items()}
    kept = {
        word: _strict(value, names=word in _NAMED) for word, value in node.items() if word not in _NOT_STRICT
    }
    if kept.get("type") == "object":
        if "properties" not in kept:
            raise TypeError("an answer's objects have named fields: a mapping cannot be asked for strictly")
        kept["required"] = list(kept["properties"])
        kept["additionalProperties"] = False
    return kept


def read_answer(text: str, answer: type[D]) -> D:
    """The struct, or UnusableAnswer."""
    try:
        return msgspec.json.decode(_unfenced(text), type=answer)
    except msgspec.DecodeError as error:
        raise UnusableAnswer(str(error)[:_LONGEST_FAULT]) from None


def _unfenced(text: str) -> str:
    """Some models wrap their JSON in a fence of Markdown whatever they are told."""
    plain = text.strip()
    if plain.startswith("```") and plain.endswith("```"):
        plain = plain.removeprefix("```json").removeprefix("```").removesuffix("```").strip()
    return plain
