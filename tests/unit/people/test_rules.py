"""Rules about people: languages, zones, times, sources."""

import pytest

from relove.core.errors import ReloveError
from relove.domains.people import rules


@pytest.mark.parametrize(
    ("code", "language"),
    [
        (None, "ru"),
        ("", "ru"),
        ("ru", "ru"),
        ("RU", "ru"),
        ("ru-RU", "ru"),
        ("uk", "ru"),
        ("kk", "ru"),
        ("en", "en"),
        ("en-GB", "en"),
        ("pt-br", "en"),
        ("rue", "en"),
        ("xx", "en"),
    ],
)
def test_the_interface_language_follows_telegrams(code: str | None, language: str) -> None:
    assert rules.interface_language(code) == language


@pytest.mark.parametrize("value", ["ru", "en"])
def test_languages_of_the_interface_are_taken(value: str) -> None:
    assert rules.checked_language(value) == value


@pytest.mark.parametrize("value", ["", "de", "RU", "ru-RU"])
def test_other_languages_are_refused(value: str) -> None:
    with pytest.raises(ReloveError) as refused:
        rules.checked_language(value)
    assert (refused.value.code, refused.value.kind) == ("bad_language", "invalid")


@pytest.mark.parametrize("value", ["Europe/Moscow", "Asia/Kolkata", "UTC", "America/Argentina/Buenos_Aires"])
def test_zones_that_exist_are_taken(value: str) -> None:
    assert rules.checked_timezone(value) == value


@pytest.mark.parametrize(
    "value", ["", "Mars/Base", "europe/moscow", "../../etc/passwd", "GMT+25", "+03:00", "\x00"]
)
def test_zones_that_do_not_exist_are_refused(value: str) -> None:
    with pytest.raises(ReloveError) as refused:
        rules.checked_timezone(value)
    assert refused.value.code == "bad_timezone"


@pytest.mark.parametrize("value", ["00:00", "08:00", "19:59", "23:59"])
def test_times_of_day_are_taken(value: str) -> None:
    assert rules.checked_time(value) == value


@pytest.mark.parametrize(
    "value", ["", "24:00", "8:00", "08:60", "08:00:00", "08-00", " 08:00", "08:00\n", "٠٨:٠٠"]
)
def test_what_is_no_time_of_day_is_refused(value: str) -> None:
    with pytest.raises(ReloveError) as refused:
        rules.checked_time(value)
    assert refused.value.code == "validation"


@pytest.mark.parametrize("value", ["a", "ad_2026-03", "x" * 64])
def test_a_start_payload_is_kept(value: str) -> None:
    assert rules.checked_source(value) == value


@pytest.mark.parametrize("value", [None, "", "x" * 65, "с кириллицей", "a b", "<b>", "a\n"])
def test_what_telegram_would_not_send_is_dropped(value: str | None) -> None:
    assert rules.checked_source(value) is None
