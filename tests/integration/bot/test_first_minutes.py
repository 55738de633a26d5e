"""/start, consent, the first question; what is kept before consent: nothing."""

from relove.domains.people.service import PeopleService
from tests.integration.bot.talk import Talk, labels


async def test_start_says_who_speaks_and_its_first_button_gives_both_consents(talk: Talk) -> None:
    [notice] = await talk.write("/start")
    assert notice["text"] == talk.text("start-notice", persona="Наташа")
    assert "искусственный интеллект" in notice["text"]
    assert labels(notice)[0] == talk.text("consent-accept")
    assert notice["buttons"][0][0]["data"]
    assert await talk.sessions() == []


async def test_consent_is_answered_at_once_by_the_first_question_in_an_open_session(talk: Talk) -> None:
    [notice] = await talk.write("/start")
    [question] = await talk.press(talk.text("consent-accept"))
    assert question["text"].startswith(talk.text("consent-thanks"))
    assert question["text"].endswith("?")
    assert question["message_id"] > notice["message_id"]
    assert not any(item["edited"] for item in await talk.history())
    menu = [[button["text"] for button in row] for row in question["keyboard"]]
    assert menu == [["📊 Моя сессия", "🌌 Мой профиль"], ["🔥 Потоки", "⏸ Пауза"]]
    assert await talk.sessions() == [("provocative", "active")]
    assert await talk.turns() == [("guide", "template")]
    consents = await talk.sql("SELECT kind, granted, source FROM user_consents ORDER BY kind")
    assert [tuple(row.values()) for row in consents] == [
        ("guided_work", True, "bot"),
        ("profile", True, "bot"),
    ]
    assert len(await talk.sql("SELECT 1 FROM journey_progress WHERE finished_at IS NULL")) == 1


async def test_pressing_consent_again_changes_nothing(talk: Talk) -> None:
    await talk.agree()
    [again] = await talk.press(talk.text("consent-accept"))
    assert again["text"] == talk.text("consent-already")
    assert await talk.sessions() == [("provocative", "active")]
    assert len(await talk.sql("SELECT 1 FROM user_consents")) == 2


async def test_text_before_consent_is_not_kept(talk: Talk) -> None:
    [notice] = await talk.write("Меня зовут Анна, и мне страшно менять работу")
    assert notice["text"].startswith(talk.text("consent-needed"))
    assert labels(notice)[0] == talk.text("consent-accept")
    assert await talk.sessions() == []
    assert await talk.turns() == []
    assert await talk.sql("SELECT 1 FROM inbox_updates WHERE payload IS NOT NULL") == []


async def test_no_session_begins_without_consent(talk: Talk) -> None:
    [notice] = await talk.write("/natasha")
    assert labels(notice)[0] == talk.text("consent-accept")
    assert await talk.sessions() == []


async def test_who_comes_back_is_met_warmly_and_nothing_begins_anew(talk: Talk) -> None:
    await talk.agree()
    [again] = await talk.write("/start")
    assert again["text"] == talk.text("start-again", persona="Наташа")
    assert again["keyboard"]
    assert await talk.sessions() == [("provocative", "active")]


async def test_the_first_and_the_last_source_are_kept(talk: Talk) -> None:
    for command in ("/start spring_ad", "/start", "/start <b>", "/start friend-7"):
        await talk.write(command)
    assert await talk.sql("SELECT source_first, source_last FROM users") == [
        {"source_first": "spring_ad", "source_last": "friend-7"}
    ]


async def test_privacy_tells_what_is_kept_and_asks_about_news_apart(talk: Talk) -> None:
    await talk.write("/start")
    [told] = await talk.press(talk.text("consent-read-privacy"))
    assert talk.text("privacy-text") in told["text"]
    [yes] = await talk.press(talk.text("news-yes"))
    assert yes["text"] == talk.text("news-accepted")
    [said] = await talk.write("/privacy")
    assert said["text"] == told["text"]
    [no] = await talk.press(talk.text("news-no"))
    assert no["text"] == talk.text("news-declined")
    news = await talk.sql("SELECT kind, granted FROM user_consents ORDER BY id")
    assert [tuple(row.values()) for row in news] == [("news", True), ("news", False)]
    # Agreeing to news is no consent to the guided work.
    [notice] = await talk.write("привет")
    assert labels(notice)[0] == talk.text("consent-accept")


async def test_whose_telegram_speaks_english_reads_english(talk: Talk) -> None:
    await talk.telegram.post("/sandbox/people", id=1, first_name="Ann", language_code="en-GB")
    [notice] = await talk.write("/start")
    assert notice["text"] == talk.text("start-notice", "en", persona="Natasha")
    [question] = await talk.press(data=notice["buttons"][0][0]["data"])
    assert question["text"].startswith(talk.text("consent-thanks", "en"))
    [reply] = await talk.write("I am afraid to leave my job")
    for item in (question, reply):
        assert not any("а" <= letter <= "я" for letter in item["text"].lower())
    assert (await talk.person()).language == "en"
    [help_] = await talk.write("/help")
    assert help_["text"] == talk.text("help-text", "en")


async def test_a_name_is_refreshed_and_a_language_chosen_by_the_person_stays(talk: Talk) -> None:
    await talk.write("/start")
    await talk.telegram.post("/sandbox/people", id=1, first_name="Аня", username="anya", language_code="en")
    await talk.write("/start")
    person = await talk.person()
    assert (person.first_name, person.username, person.language) == ("Аня", "anya", "ru")


async def test_consent_given_anew_goes_on_with_a_question_in_the_open_session(talk: Talk) -> None:
    await talk.agree()
    me = await talk.person()
    async with talk.container.units() as work:
        people = PeopleService(work, talk.container.clock)
        await people.decide(me.id, {"guided_work": False, "profile": False}, "mini_app")
    [notice] = await talk.write("/start")
    [question] = await talk.press(data=notice["buttons"][0][0]["data"])
    assert "?" in question["text"] and question["keyboard"]
    assert await talk.sessions() == [("provocative", "active")]
    async with talk.container.units() as work:
        assert await PeopleService(work, talk.container.clock).may_work_with(me.id)
