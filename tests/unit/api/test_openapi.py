"""The OpenAPI document: complete, consistent, the same each time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from relove.api import openapi

# Those that carry a proof of their own (a signature, a short-lived code), or tell nothing of anybody.
PUBLIC = {
    "signIn",
    "refreshTokens",
    "signOut",
    "health",
    "live",
    "goToStream",
    "getSharedImage",
    "shopPostback",
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(openapi.render())
    return whole


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


class TestRender:
    def test_same_bytes_in_another_process(self) -> None:
        program = "import sys; from relove.api.openapi import render; sys.stdout.write(render())"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
        assert done.stdout.decode() == openapi.render()

    def test_every_reference_is_there(self, document: dict[str, Any]) -> None:
        found = set(references(document))
        assert found
        for reference in found:
            node: Any = document
            for step in reference.removeprefix("#/").split("/"):
                node = node[step]

    def test_operations_have_ids_tags_and_words(self, document: dict[str, Any]) -> None:
        every = list(operations(document))
        ids = [operation["operationId"] for operation in every]
        assert len(set(ids)) == len(ids)
        declared = {tag["name"] for tag in document["tags"]}
        for operation in every:
            assert set(operation["tags"]) <= declared and operation["description"], operation["operationId"]

    def test_errors_have_one_form(self, document: dict[str, Any]) -> None:
        for operation in operations(document):
            failures = {
                status: answer for status, answer in operation["responses"].items() if status >= "400"
            }
            assert {"500", "503"} <= set(failures)
            for answer in failures.values():
                schema = answer["content"]["application/json"]["schema"]
                assert schema == {"$ref": "#/components/schemas/ErrorBody"}, operation["operationId"]

    def test_what_is_not_public_needs_a_token(self, document: dict[str, Any]) -> None:
        for operation in operations(document):
            public = operation["operationId"] in PUBLIC
            assert (operation.get("security") is None) is public, operation["operationId"]
            assert ("401" in operation["responses"]) or public

    def test_streams_are_described(self, document: dict[str, Any]) -> None:
        streams = [
            answer
            for operation in operations(document)
            for answer in operation["responses"].values()
            if "text/event-stream" in answer.get("content", {})
        ]
        assert len(streams) == 4
        assert all("Server-sent events" in answer["description"] for answer in streams)
