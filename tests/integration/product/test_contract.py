"""The API does what its document says, whatever is thrown at it: schemathesis over every operation, really served.

For a longer look, with another seed each time: RELOVE_CONTRACT_EXAMPLES=500 make contract.
"""

from __future__ import annotations

import json
import os
import random
import uuid
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, strategies
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from relove.api import openapi
from tests.integration.product.mini_app import MiniApp
from tests.integration.product.product import Product, running_product

EXAMPLES = int(os.environ.get("RELOVE_CONTRACT_EXAMPLES", "0"))
A_FEW, MANY = (EXAMPLES // 4, EXAMPLES) if EXAMPLES else (4, 12)
"""Few where a worker answers."""
SEED = random.randrange(2**32) if EXAMPLES else 20_261_120
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
ENDLESS = {"events", "sessionEvents"}
"""Streams that end with the connection: they are only asked what ends at once."""
ANSWERED_BY_THE_WORKER = {"sendTurn", "startSession", "completeSession"}

SCHEMA: Any = schemathesis.openapi.from_dict(json.loads(openapi.render()))
OPERATIONS = {found.ok().definition.raw["operationId"]: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(scope="module")
def unlimited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """How often one may ask has tests of its own."""
    rates = dict.fromkeys(("RATE_PERSON", "RATE_TALK", "RATE_STREAMS", "RATE_READINESS"), "10000000")
    folder = tmp_path_factory.mktemp("contract")
    with running_product(folder, "--model", "templates", **rates) as running:
        yield running


class Visitor:
    """Somebody signed in with a session open; an operation may take both away."""

    def __init__(self, product: Product, role: str) -> None:
        self._product = product
        if role == "admin":
            self.launch = product.sandbox.get("admin/launch")["init_data"]
        else:
            self.launch = product.person().launch()["init_data"]
        self.app = MiniApp(product.http, product.url, self.launch)
        self.app.agree()
        active = [session["id"] for session in self.app.sessions() if session["status"] == "active"]
        self.session = active[0] if active else self.app.begin()
        other = product.person().launch()["init_data"]
        self.other = MiniApp(product.http, product.url, other).tokens["user"]["id"]

    def make_real(self, name: str, case: Any) -> None:
        """Things of one's own in the place of made-up ones: a door must be walked through, too."""
        if "session_id" in (case.path_parameters or {}) and name not in ENDLESS:
            case.path_parameters["session_id"] = self.session
        if "person_id" in (case.path_parameters or {}):
            # Each is asked for only: nobody presses the button.
            case.path_parameters["person_id"] = self.other
        if name == "sendTurn":
            case.headers = {**(case.headers or {}), "Idempotency-Key": uuid.uuid4().hex}
            case.body = {"text": "слова"}
        elif name == "signIn":
            case.body = {"init_data": self.launch}
        elif name == "refreshTokens":
            case.body = {"refresh_token": self.app.tokens["refresh_token"]}


@pytest.mark.parametrize("role", ["person", "admin"])
@pytest.mark.parametrize("name", sorted(set(OPERATIONS) - {"events"}))
def test_no_failure_and_nothing_outside_of_the_schema(unlimited: Product, name: str, role: str) -> None:
    operation = OPERATIONS[name]
    visitor = Visitor(unlimited, role)
    codes: dict[int, int] = {}

    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=A_FEW if name in ANSWERED_BY_THE_WORKER else MANY,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(), own=strategies.booleans())
    def ask(case: Any, own: bool) -> None:
        if own:
            visitor.make_real(name, case)
        answer = case.call(base_url=unlimited.url, headers=visitor.app.headers, timeout=30)
        case.validate_response(answer, checks=CHECKS)
        codes[answer.status_code] = codes.get(answer.status_code, 0) + 1

    ask()
    assert codes and 429 not in codes, codes
    print(f"{role} {name}: {dict(sorted(codes.items()))}")
