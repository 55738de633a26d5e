"""People whose names and links are not what they should be are met all the same."""

import pytest

from tests.integration.bot.talk import Talk


async def test_a_name_that_the_database_cannot_hold_is_kept_without_what_it_cannot(talk: Talk) -> None:
    who = {"id": 1, "is_bot": False, "first_name": "Ан\x00на", "last_name": "\x00", "language_code": "ru"}
    [notice] = await talk.message("/start", **{"from": who})
    assert notice["text"] == talk.text("start-notice", persona="Наташа")
    assert await talk.sql("SELECT first_name, last_name FROM users") == [
        {"first_name": "Анна", "last_name": ""}
    ]
    assert await talk.sql("SELECT 1 FROM dead_letters") == []


@pytest.mark.parametrize("words", ["мне страшно", "a b", "x" * 65, "a\x00b", "<b>"])
async def test_words_after_start_that_no_link_carries_are_not_kept(talk: Talk, words: str) -> None:
    [notice] = await talk.message(f"/start {words}")
    assert notice["text"] == talk.text("start-notice", persona="Наташа")
    assert await talk.sql("SELECT source_first, source_last FROM users") == [
        {"source_first": None, "source_last": None}
    ]
