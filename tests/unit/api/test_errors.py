"""Every error has one form, in the person's language, and tells nothing that it should not."""

import json
from typing import Any

import pytest
from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from relove.api.errors import STATUS, ErrorRenderer, known_error
from relove.core.errors import ReloveError
from relove.integrations.i18n.fluent import FluentTranslator


@pytest.fixture(scope="module")
def renderer() -> ErrorRenderer:
    return ErrorRenderer(FluentTranslator())


def told(renderer: ErrorRenderer, error: Exception, language: Any = "ru") -> tuple[int, dict[str, Any]]:
    done = renderer.render(error, language, "r-1")
    assert done.headers["content-type"] == "application/json"
    body = json.loads(done.body)
    assert set(body) == {"error"} and body["error"]["request_id"] == "r-1"
    return done.status, body["error"]


class TestRender:
    def test_in_both_languages(self, renderer: ErrorRenderer) -> None:
        error = ReloveError("consent_required", kind="forbidden")
        russian, english = told(renderer, error, "ru"), told(renderer, error, "en")
        assert russian[0] == english[0] == 403
        assert russian[1]["message"] != english[1]["message"]

    def test_parameters_details_and_retry(self, renderer: ErrorRenderer) -> None:
        error = ReloveError(
            "text_too_long", kind="invalid", params={"limit": 4096}, details={"limit": 4096}, retry_after=7
        )
        status, body = told(renderer, error)
        assert status == 400
        assert "4096" in body["message"].replace("\xa0", "").replace(" ", "")
        assert body["details"] == {"limit": 4096} and body["retry_after"] == 7
        assert renderer.render(error, "ru", "r").headers["retry-after"] == "7"

    @pytest.mark.parametrize("kind", sorted(STATUS))
    def test_status_of_each_kind(self, renderer: ErrorRenderer, kind: Any) -> None:
        assert told(renderer, ReloveError("validation", kind=kind))[0] == STATUS[kind]

    def test_unauthorized_names_the_scheme(self, renderer: ErrorRenderer) -> None:
        done = renderer.render(ReloveError("token_missing", kind="unauthorized"), "ru", "r")
        assert done.headers["www-authenticate"] == "Bearer"

    def test_defect_tells_nothing_and_is_logged(self, renderer: ErrorRenderer) -> None:
        with capture_logs() as logs:
            status, body = told(renderer, ValueError("a secret of the person"))
        assert (status, body["code"]) == (500, "internal")
        assert "secret" not in json.dumps(body)
        assert logs[0]["request_id"] == "r-1" and logs[0]["error"] == "ValueError"

    def test_text_that_is_missing(self, renderer: ErrorRenderer) -> None:
        with capture_logs() as logs:
            status, body = told(renderer, ReloveError("no_such_code_at_all", kind="conflict"))
        assert (status, body["code"]) == (409, "no_such_code_at_all")
        assert body["message"] and logs[0]["code"] == "no_such_code_at_all"


class TestFrameworksErrors:
    @pytest.mark.parametrize(
        ("error", "status", "code"),
        [
            (NotFoundException(), 404, "not_found"),
            (MethodNotAllowedException(headers={"allow": "GET"}), 405, "method_not_allowed"),
            (HTTPException(status_code=413), 413, "too_large"),
            (ClientException("Expected `str`, got 'my words'"), 400, "validation"),
            (OperationalError("select", {}, Exception("password")), 503, "unavailable"),
            (ConnectionRefusedError(), 503, "unavailable"),
        ],
    )
    def test_code(self, renderer: ErrorRenderer, error: Exception, status: int, code: str) -> None:
        answered, body = told(renderer, error)
        assert (answered, body["code"]) == (status, code)
        assert "words" not in str(body) and "password" not in str(body)

    def test_allowed_methods_are_named(self, renderer: ErrorRenderer) -> None:
        assert (
            renderer.render(MethodNotAllowedException(headers={"allow": "GET"}), "ru", "r").headers["allow"]
            == "GET"
        )

    def test_names_fields_and_never_their_values(self, renderer: ErrorRenderer) -> None:
        error = ValidationException(
            extra=[{"key": "text", "message": "got 'my words'"}, {"message": "whole"}, "odd"]
        )
        _, body = told(renderer, error)
        assert body["details"] == {"fields": ["text"]} and "words" not in str(body)

    def test_server_errors_of_the_framework_are_defects(self) -> None:
        assert known_error(HTTPException(status_code=500)) is None
