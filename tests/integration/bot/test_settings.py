"""/settings, and what is asked of a person once; nothing that matters more is taken for an answer."""

import datetime

import pytest

from relove.core.clock import OffsetClock
from tests.integration.bot.talk import Talk, labels


async def opened(talk: Talk, what: str) -> dict[str, object]:
    """/settings, and one of its buttons."""
    await talk.write("/settings")
    return (await talk.press(data=f"set:{what}"))[-1]


async def test_each_thing_can_be_changed_and_the_card_shows_it(talk: Talk) -> None:
    await talk.agree()
    await opened(talk, "called")
    [said] = await talk.write("Нюта")
    assert said["text"] == "Хорошо, Нюта."
    await opened(talk, "formality")
    [said] = await talk.press("На «ты»")
    assert said["text"] == "Хорошо, дальше на «ты»."
    await opened(talk, "gender")
    await talk.press("Не указывать")
    await opened(talk, "country")
    await talk.press("Казахстан")
    await opened(talk, "quiet")
    [said] = await talk.write("23-8:30")
    assert "23:00" in said["text"] and "08:30" in said["text"]
    person = await talk.person()
    assert (person.called, person.formality, person.gender, person.country) == ("Нюта", "ty", None, "KZ")
    assert (person.quiet_from, person.quiet_to) == ("23:00", "08:30")
    [card] = await talk.write("/settings")
    for shown in ("Нюта", "на «ты»", "О тебе", "Казахстан", "23:00–08:30"):
        assert shown in card["text"]
    [said] = await talk.press(data="set:pause")
    assert said["text"] == talk.text("pause-on") and (await talk.person()).proactive_paused
    # The same button again: then the bot is about to write of itself, and asks for the hour.
    [said] = await talk.press(data="set:pause")
    assert said["text"].endswith("Чтобы не писать не вовремя: который у тебя час?")
    await opened(talk, "language")
    [said] = await talk.press("English")
    assert said["text"] == "English from now on."


async def test_the_hour_tells_the_zone_and_the_person_confirms_it(talk: Talk) -> None:
    await talk.agree()
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    await opened(talk, "zone")
    [said] = await talk.write("утро")
    assert said["text"] == talk.text("settings-hour-unclear")
    there = clock.now() + datetime.timedelta(hours=5)
    [said] = await talk.write(f"{there:%H:%M}")
    assert labels(said)[0] == "Екатеринбург" and not (await talk.person()).timezone_confirmed
    [said] = await talk.press("Екатеринбург")
    assert said["text"].startswith("Записано: Екатеринбург")
    person = await talk.person()
    assert (person.timezone, person.timezone_confirmed) == ("Asia/Yekaterinburg", True)


async def test_the_zone_tells_the_country_until_the_person_chooses_one(talk: Talk) -> None:
    await talk.agree()

    async def lives_in(city: str, hours: int) -> None:
        await opened(talk, "zone")
        there = talk.container.clock.now() + datetime.timedelta(hours=hours)
        await talk.write(f"{there:%H:%M}")
        await talk.press(city)

    await lives_in("Алматы", 5)
    assert (await talk.person()).country == "KZ"
    await opened(talk, "country")
    await talk.press("Беларусь")
    await lives_in("Екатеринбург", 5)
    person = await talk.person()
    assert (person.timezone, person.country) == ("Asia/Yekaterinburg", "BY")


@pytest.mark.parametrize(
    "first", ["/help", "стоп", "хочу умереть", "⏸ Пауза"], ids=["command", "stop", "crisis", "menu"]
)
async def test_what_matters_more_goes_first_and_ends_the_question(talk: Talk, first: str) -> None:
    await talk.agree()
    await opened(talk, "called")
    said = await talk.write(first)
    assert "Хорошо, " not in said[0]["text"]
    await talk.write("Марина")
    assert (await talk.person()).called is None


async def test_a_question_is_let_go_by_a_button_by_the_hour_and_by_words_for_the_guide(talk: Talk) -> None:
    await talk.agree()
    clock = talk.container.clock
    assert isinstance(clock, OffsetClock)
    await opened(talk, "called")
    [said] = await talk.press("Отмена")
    assert said["text"] == talk.text("settings-cancelled")
    await talk.write("Марина")
    await opened(talk, "called")
    clock.set_offset(clock.offset + 31 * 60 * 1_000_000)
    await talk.write("Марина")
    await opened(talk, "called")
    await talk.write("Я опять весь день думала о том, что пора что-то менять")
    await talk.write("Марина")
    assert (await talk.person()).called is None
    kept = await talk.sql("SELECT count(*) AS said FROM session_turns WHERE role = 'person'")
    assert kept == [{"said": 4}]


async def test_how_to_be_spoken_with_is_asked_once_after_the_third_reply(talk: Talk) -> None:
    await talk.agree()
    for line in ("Хочу к морю", "Работа каждый день одна и та же"):
        [reply] = await talk.write(line)
        assert "?" in reply["text"]
    # Beside a sore spot it waits.
    [reply] = await talk.write("Мне страшно")
    # One message answers one message: the question stands under the reply.
    [asked] = await talk.write("Думаю о переезде")
    assert asked["text"].endswith(talk.text("address-ask"))
    assert labels(asked)[-3:] == ["На «ты»", "На «вы»", "Имя"] and len(labels(asked)) <= 6
    # Words go on with the talk; the buttons stay where they are.
    [reply] = await talk.write("Переезд к морю")
    assert "?" in reply["text"]
    [said] = await talk.press("На «ты»")
    assert said["text"] == "Хорошо, дальше на «ты»."
    for line in ("Раз", "Два", "Три"):
        assert len(await talk.write(line)) == 1


async def test_a_name_may_be_given_under_the_same_question(talk: Talk) -> None:
    await talk.agree()
    for line in ("Хочу к морю", "Работа каждый день одна и та же", "Думаю о переезде"):
        await talk.write(line)
    [asked] = await talk.press("Имя")
    assert asked["text"] == talk.text("settings-called-ask")
    assert (await talk.write("Нюта"))[-1]["text"] == talk.text("settings-called-set", called="Нюта")


async def test_their_own_card_calls_them_as_they_asked(talk: Talk) -> None:
    await talk.agree()
    await opened(talk, "called")
    await talk.write("Нюта")
    [card] = await talk.write(talk.text("menu-profile"))
    assert "Нюта" in card["text"] and "Анна" not in card["text"]


async def test_in_english_a_name_alone_is_offered_once(talk: Talk) -> None:
    await talk.agree()
    await talk.sql("UPDATE users SET language = 'en'")
    lines = ("I want to go to the sea", "Work is the same every day", "I think of moving", "To the sea")
    said = [(await talk.write(line))[-1] for line in lines]
    assert ["A name" in labels(one) for one in said] == [False, False, True, False]
    # It is no question: what is typed next goes on with the talk.
    assert (await talk.person()).called is None
    assert "?" not in talk.text("address-ask", "en")


async def test_passed_over_it_is_not_asked_again(talk: Talk) -> None:
    await talk.agree()
    for line in ("Хочу к морю", "Работа одна и та же", "Думаю о переезде"):
        said = await talk.write(line)
    assert "На «ты»" in labels(said[-1])
    await talk.write("/end_session")
    for line in ("Хочу к морю", "Работа одна и та же", "Думаю о переезде", "Переезд"):
        assert "На «ты»" not in labels((await talk.write(line))[-1])


async def test_in_a_care_pause_nothing_is_asked(talk: Talk) -> None:
    await talk.agree()
    for line in ("Хочу к морю", "хочу умереть", "Работа одна и та же", "Думаю о переезде"):
        said = await talk.write(line)
    assert len(said) == 1 and "Пропустить" not in labels(said[0])


async def test_written_replies_speak_by_ty_to_who_chose_it(talk: Talk) -> None:
    await talk.agree()
    await talk.sql("UPDATE users SET formality = 'ty', address_asked_at = now()")
    await talk.write("/natasha")
    said = await talk.press(talk.text("session-offer-new"))
    for line in (
        "Хочу к морю",
        "Работа каждый день одна",
        "почему ты это спросила?",
        "Думаю о переезде",
        "Пока",
    ):
        said += await talk.write(line)
    said += await talk.write("/end_session")
    words = " ".join(item["text"].lower() for item in said[2:]).replace("«", " ").split()
    assert not {"вы", "вас", "вам", "ваш", "ваши", "ваше", "ваша"} & {word.strip(".,:;?!»") for word in words}
    assert {"ты", "тебя", "тебе", "твои", "твоя", "твоё"} & {word.strip(".,:;?!»") for word in words}
