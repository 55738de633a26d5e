"""Business errors: a code for programs, a key for people."""

from relove.core.errors import ReloveError


def test_the_key_of_the_text_follows_from_the_code() -> None:
    error = ReloveError("text_too_long", kind="invalid", params={"limit": 5})
    assert error.text_key == "error-text-too-long"
    assert (error.code, error.kind, error.params, error.details) == (
        "text_too_long",
        "invalid",
        {"limit": 5},
        None,
    )
    assert str(error) == "text_too_long"


def test_details_and_retry_after_are_kept() -> None:
    error = ReloveError("too_many", kind="too_many", retry_after=3, details={"a": 1})
    assert (error.retry_after, error.details, error.params) == (3, {"a": 1}, {})
