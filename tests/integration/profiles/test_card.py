"""🌌 My profile in the chat: what is thought of the person, where it comes from, and what else may be read."""

import pytest

from relove.domains.people.service import PeopleService
from relove.domains.profiles.schemas import METAPHYSICAL, Claim
from relove.domains.profiles.service import ProfileService
from tests.integration.bot.talk import Talk, labels
from tests.integration.profiles.test_refresh import SAID, draft, refresh, scripted, told


async def test_each_statement_with_the_words_that_it_comes_from(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft(summary="Важна работа & разговор с отцом."))
    await refresh(talk)
    person = await talk.person()
    async with talk.container.units() as work:
        await ProfileService(work, talk.container.clock).save_metaphysical(
            person.id, {"archetype": Claim("Странница")}, "session", "model"
        )
    [card] = await talk.write("🌌 Мой профиль")
    assert "Имя: Анна" in card["text"]
    assert "Важна работа & разговор с отцом." in card["text"]
    assert "• Откладывает важные разговоры" in card["text"]
    assert f"откуда: «{SAID[0]}»" in card["text"]
    assert "Архетип: Странница" in card["text"]
    assert "Носит шляпу" not in card["text"]
    assert labels(card)[0] == talk.text("profile-open")
    assert card["buttons"][0][0]["web_app"].endswith("/profile")


async def test_too_little_is_said_to_be_too_little(talk: Talk) -> None:
    await told(talk, "Привет")
    [card] = await talk.write("🌌 Мой профиль")
    assert talk.text("profile-thinks-little").splitlines()[-1] in card["text"]


@pytest.mark.parametrize("kind", ["bio", "channel"])
async def test_what_else_may_be_read_is_given_and_taken_back_by_a_button(talk: Talk, kind: str) -> None:
    await told(talk, "Привет")
    await talk.write("🌌 Мой профиль")
    [answer] = await talk.press(label=talk.text(f"profile-{kind}-allow"))
    assert answer["text"] == talk.text(f"profile-{kind}-allowed")
    [card] = await talk.write("🌌 Мой профиль")
    assert talk.text(f"profile-{kind}-forbid") in labels(card)
    [answer] = await talk.press(label=talk.text(f"profile-{kind}-forbid"))
    assert answer["text"] == talk.text(f"profile-{kind}-forbidden")
    async with talk.container.units() as work:
        consents = await PeopleService(work, talk.container.clock).consents((await talk.person()).id)
    assert {one.kind: one.granted for one in consents}[kind] is False  # type: ignore[index]


async def test_a_long_profile_still_fits_into_one_message(talk: Talk) -> None:
    await told(talk)
    many = [
        {"text": f"{mark * 40} {mark * 200}"[:300], "sources": ["t1"], "confidence": 0.5}
        for mark in "абвгдежз"
    ]
    await scripted(talk, draft(summary="слово " * 240, statements=many))
    await refresh(talk)
    person = await talk.person()
    async with talk.container.units() as work:
        await ProfileService(work, talk.container.clock).save_metaphysical(
            person.id, {kind: Claim(f"{kind} " * 40) for kind in METAPHYSICAL}, "session", "model"
        )
    [card] = await talk.write("🌌 Мой профиль")
    assert 2000 < len(card["text"]) <= 4096
    assert talk.text("profile-more", count=3) in card["text"]


async def test_in_a_care_pause_nobody_is_told_what_is_thought_of_them(talk: Talk) -> None:
    await told(talk)
    await scripted(talk, draft())
    await refresh(talk)
    async with talk.container.units() as work:
        await PeopleService(work, talk.container.clock).begin_care((await talk.person()).id, "self_harm")
    [card] = await talk.write("🌌 Мой профиль")
    assert "Откладывает" not in card["text"]
    assert labels(card) == [talk.text("profile-open")]
