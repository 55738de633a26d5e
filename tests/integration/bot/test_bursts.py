"""Lines of one breath: answered once, each a turn of its own, nothing lost and nothing twice."""

import time
from typing import Any, cast

import pytest

from relove.core.clock import OffsetClock
from relove.core.ids import new_id
from relove.core.tasks import spawn
from tests.integration.bot.talk import Shown, Talk


async def breath(talk: Talk, *lines: str) -> list[Shown]:
    """Lines that came before anybody looked; what the bot says to them."""
    before = len(await talk.history())
    for line in lines:
        await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text=line)
    await talk.deliver()
    return [item for item in (await talk.history())[before:] if item["from"] == "bot"]


async def linked(talk: Talk) -> list[tuple[int, bool]]:
    """Each line of the person, and whether a reply of the guide is linked to it."""
    rows = await talk.sql(
        "SELECT t.number, r.role AS answered FROM session_turns t LEFT JOIN session_turns r ON r.id = t.reply_id"
        " WHERE t.role = 'person' ORDER BY t.number"
    )
    return [(row["number"], row["answered"] == "guide") for row in rows]


async def states(talk: Talk) -> set[str]:
    return {row["state"] for row in await talk.sql("SELECT state FROM inbox_updates")}


async def test_three_lines_get_one_answer_and_are_three_turns_in_their_order(talk: Talk) -> None:
    await talk.agree()
    said = await breath(talk, "Я устала", "Очень", "И не знаю, куда идти дальше")
    assert len(said) == 1
    assert await talk.turns() == [
        ("guide", "template"),
        *[("person", "bot")] * 3,
        ("guide", "template"),
    ]
    assert await linked(talk) == [(2, True), (3, True), (4, True)]
    assert await states(talk) == {"done"}


async def test_a_command_ends_a_burst_and_is_answered_by_itself(talk: Talk) -> None:
    await talk.agree()
    said = await breath(talk, "Я устала", "Очень", "/help", "И ещё")
    assert [item["text"] == talk.text("help-text") for item in said] == [False, True, False]
    assert await linked(talk) == [(2, True), (3, True), (5, True)]


async def test_a_button_of_the_menu_is_no_line_of_a_burst(talk: Talk) -> None:
    await talk.agree()
    said = await breath(talk, "Я устала", talk.text("menu-pause"))
    assert said[-1]["text"] == talk.text("pause-on")
    assert len(said) == 2 and len(await linked(talk)) == 1


async def test_the_stop_word_in_a_later_line_is_all_that_is_answered(talk: Talk) -> None:
    await talk.agree()
    [said] = await breath(talk, "Я снова ничего не делаю", "и вообще всё зря", "стоп")
    assert said["text"] == talk.text("stop-word-line")
    assert (await talk.person()).directness == "soft"
    assert await linked(talk) == [(2, True), (3, True), (4, True)]


async def test_a_call_for_help_in_a_later_line_is_all_that_is_answered(talk: Talk) -> None:
    await talk.agree()
    [said] = await breath(talk, "Ну что", "я хочу умереть")
    assert "112" in said["text"] and (await talk.person()).care_active
    assert await linked(talk) == [(2, True), (3, True)]


@pytest.mark.parametrize(
    "lines",
    [
        ("я больше не хочу", "жить"),
        ("не вижу смысла", "жить дальше"),
        ("i want", "to die"),
        ("я решил", "покончить", "с собой"),
        ("ну вот", "я больше не хочу", "/help", "жить"),
    ],
    ids=["not-to-live", "no-sense", "to-die", "three-lines", "around-a-command"],
)
async def test_a_call_for_help_in_pieces_is_heard_as_one(talk: Talk, lines: tuple[str, ...]) -> None:
    await talk.agree()
    said = await breath(talk, *lines)
    assert "112" in said[0]["text"] and (await talk.person()).care_active
    # Until the way back nothing is asked, whatever waited behind it.
    assert all("112" in item["text"] or item["text"] == talk.text("help-text") for item in said)


async def test_a_call_for_help_that_an_answer_came_between_is_heard(talk: Talk) -> None:
    await talk.agree()
    [asked] = await talk.write("я больше не хочу")
    assert "?" in asked["text"]
    [care] = await talk.write("жить")
    assert "112" in care["text"] and (await talk.person()).care_active
    rows = await talk.sql("SELECT in_care FROM session_turns WHERE role = 'person' ORDER BY number")
    assert [row["in_care"] for row in rows] == [False, True]


@pytest.mark.parametrize(
    ("first", "second", "minutes"),
    [
        ("Мне надоело.", "работать и ждать", 0),
        ("я больше не хочу", "жить", 30),
        ("Смотрели старое кино", "жить без него скучно", 0),
    ],
    ids=["two-sentences", "much-later", "ordinary"],
)
async def test_two_answers_that_say_nothing_together_are_answered(
    talk: Talk, first: str, second: str, minutes: int
) -> None:
    await talk.agree()
    await talk.write(first)
    clock = cast(OffsetClock, talk.container.clock)
    clock.set_offset(clock.offset + minutes * 60_000_000)
    said = await talk.write(second)
    assert "?" in said[-1]["text"] and not (await talk.person()).care_active


async def test_after_the_way_back_old_words_count_no_more(talk: Talk) -> None:
    await talk.agree()
    await breath(talk, "я больше не хочу", "жить")
    await talk.press(data="care:back")
    said = await talk.write("ладно, дальше")
    assert "?" in said[-1]["text"] and not (await talk.person()).care_active


async def test_the_rest_of_a_call_for_help_is_heard_while_its_beginning_is_answered(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    finish = talk.container.pipeline._finishing.finish
    came: list[str] = []

    async def late(*given: Any, **more: Any) -> None:
        if not came:
            came.append("жить")
            await talk.take_in("жить")
        await finish(*given, **more)

    monkeypatch.setattr(talk.container.pipeline._finishing, "finish", late)
    before = len(await talk.history())
    await talk.write("я больше не хочу")
    said = [item for item in (await talk.history())[before:] if item["from"] == "bot"]
    assert len(said) == 1 and "112" in said[0]["text"]
    assert await linked(talk) == [(2, True), (3, True)]


async def test_a_line_that_cannot_be_handled_takes_no_other_along(talk: Talk) -> None:
    await talk.agree()
    # Whatever reply is stored for the first line fails: so it does for the burst.
    await talk.sql(
        """
        CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.role = 'guide' AND NEW.inbox_id = (
                SELECT id FROM inbox_updates WHERE kind = 'message' ORDER BY seq DESC OFFSET 1 LIMIT 1
            ) THEN RAISE EXCEPTION 'no room on the disk'; END IF;
            RETURN NEW;
        END $$
        """
    )
    await talk.sql(
        "CREATE TRIGGER breaks BEFORE INSERT ON session_turns FOR EACH ROW EXECUTE FUNCTION breaks()"
    )
    said = await breath(talk, "Первая", "Вторая")
    assert said[0]["text"] == talk.text("error-line")
    assert "?" in said[-1]["text"]
    rows = await talk.sql("SELECT state FROM inbox_updates ORDER BY seq DESC LIMIT 2")
    assert [row["state"] for row in rows] == ["done", "dead"]
    assert (await linked(talk))[-1] == (3, True)


async def test_a_second_run_after_a_crash_answers_all_lines_once(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.agree()
    from relove.core import killpoints

    class Killed(BaseException):
        """A process that is gone: nothing of it runs on."""

    def dies(name: str) -> None:
        if name == "first_unit_committed":
            monkeypatch.undo()
            raise Killed

    monkeypatch.setattr(killpoints, "reached", dies)
    with pytest.raises(Killed):
        await breath(talk, "Первая строка", "Вторая строка")
    assert await linked(talk) == [(2, False), (3, False)]
    await talk.sql("UPDATE chat_leases SET expires_at = now() - interval '1 s'")
    said = await breath(talk, "Третья строка")
    assert len(said) == 1
    assert await linked(talk) == [(2, True), (3, True), (4, True)]
    assert await states(talk) == {"done"}


class TestWaiting:
    """Real time: the lines arrive while the reply waits."""

    @pytest.fixture
    def overrides(self, overrides: dict[str, Any]) -> dict[str, Any]:
        return {**overrides, "reply_patience": 0.6}

    async def test_a_reply_waits_for_a_next_line_and_shows_typing(self, talk: Talk) -> None:
        await talk.agree()
        await talk.take_in("Я устала")
        working = spawn(talk.deliver(), "working")
        calls: list[Any] = []
        while not calls:
            calls = (await talk.telegram.get("/sandbox/requests", method="sendChatAction"))["items"]
        await talk.take_in("Очень")
        await working
        assert await linked(talk) == [(2, True), (3, True)]
        assert (await talk.turns())[-1] == ("guide", "template")
        assert (await talk.turns()).count(("guide", "template")) == 2

    async def test_who_writes_one_line_is_answered_after_that_moment(self, talk: Talk) -> None:
        await talk.agree()
        begun = time.monotonic()
        said = await talk.write("Я устала")
        assert len(said) == 1 and time.monotonic() - begun >= 0.5


class TestNotWaiting:
    """Ten seconds would be the wait: whatever the machine does meanwhile, these are quicker."""

    @pytest.fixture
    def overrides(self, overrides: dict[str, Any]) -> dict[str, Any]:
        return {**overrides, "reply_patience": 10.0}

    async def test_what_cannot_wait_does_not(self, talk: Talk) -> None:
        await talk.agree()
        for said in ("стоп", "ты бот?"):
            await talk.take_in(said)
            begun = time.monotonic()
            await talk.deliver()
            assert time.monotonic() - begun < 7, said

    async def test_a_stop_ends_the_wait(self, talk: Talk) -> None:
        await talk.agree()
        await talk.take_in("Я снова ничего не делаю")
        working = spawn(talk.deliver(), "working")
        calls: list[Any] = []
        while not calls:
            calls = (await talk.telegram.get("/sandbox/requests", method="sendChatAction"))["items"]
        begun = time.monotonic()
        await talk.take_in("стоп")
        await working
        assert time.monotonic() - begun < 7
        said = [item for item in await talk.history() if item["from"] == "bot"]
        assert said[-1]["text"] == talk.text("stop-word-line")
        assert len(said) == 3


async def test_lines_of_both_windows_are_answered_each_in_its_own(talk: Talk) -> None:
    await talk.agree()
    person = await talk.person()
    [row] = await talk.sql("SELECT id FROM user_sessions")
    await talk.take_in("Из чата")
    for words in ("Из приложения", "и ещё оттуда"):
        await talk.container.intake.accept_mini_app(person.id, 1, row["id"], new_id().hex, words)
    await talk.deliver()
    assert await talk.turns() == [
        ("guide", "template"),
        ("person", "bot"),
        ("guide", "template"),
        *[("person", "mini_app")] * 2,
        ("guide", "template"),
    ]
    assert all(answered for _, answered in await linked(talk))


async def test_an_edit_that_came_in_time_is_what_was_said(talk: Talk) -> None:
    await talk.agree()
    sent = await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text="Я хачу к морю")
    await talk.telegram.post(
        "/sandbox/updates", edited_message=edited(talk, sent["message_id"], "Я хочу к морю")
    )
    await talk.deliver()
    rows = await talk.sql("SELECT count(*) AS turns FROM session_turns WHERE role = 'person'")
    assert rows == [{"turns": 1}]
    assert (await words(talk))[-1] == "Я хочу к морю"
    assert await states(talk) == {"done"}


async def test_an_edit_of_what_was_answered_changes_nothing(talk: Talk) -> None:
    await talk.agree()
    sent = await talk.telegram.post(f"/sandbox/people/{talk.me}/messages", text="Я хачу к морю")
    await talk.deliver()
    before = len(await talk.history())
    await talk.telegram.post("/sandbox/updates", edited_message=edited(talk, sent["message_id"], "Другое"))
    await talk.deliver()
    assert (await words(talk))[-1] == "Я хачу к морю"
    assert len(await talk.history()) == before


def edited(talk: Talk, message_id: int, text: str) -> dict[str, Any]:
    return {
        "message_id": message_id,
        "date": 1_772_442_000,
        "edit_date": 1_772_442_010,
        "chat": {"id": talk.me, "type": "private", "first_name": "Анна"},
        "from": {"id": talk.me, "is_bot": False, "first_name": "Анна", "language_code": "ru"},
        "text": text,
    }


async def words(talk: Talk) -> list[str]:
    """What the person said, as it is kept."""
    from relove.domains.conversations.service import SessionService

    [row] = await talk.sql("SELECT id FROM user_sessions")
    async with talk.container.units() as work:
        turns = await SessionService(work, talk.container.clock).recent(row["id"], 50)
    return [turn.text for turn in turns if turn.role == "person"]
