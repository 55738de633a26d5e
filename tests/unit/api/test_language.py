"""The language of a stranger."""

import pytest

from relove.api.language import from_header, from_init_data


class TestFromHeader:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            (None, "ru"),
            ("", "ru"),
            ("*", "ru"),
            ("ru", "ru"),
            ("en-US,en;q=0.9", "en"),
            ("en;q=0.5, ru;q=0.9", "ru"),
            ("ru;q=0, en", "en"),
            ("en;q=x", "ru"),
            ("uk-UA", "ru"),
            ("de-DE,de", "en"),
            ("en;level=1", "en"),
            (";;;,,,", "ru"),
        ],
    )
    def test_best_tag(self, header: str | None, language: str) -> None:
        assert from_header(header) == language


class TestFromInitData:
    def test_names_it(self) -> None:
        assert from_init_data("user=%7B%22id%22%3A1%2C%22language_code%22%3A%22en%22%7D") == "en"

    def test_does_not(self) -> None:
        assert from_init_data("user=%7B%7D") is None
