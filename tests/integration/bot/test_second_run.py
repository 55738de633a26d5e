"""The same row handled again, after its first run broke off half way: nothing is lost, nothing comes twice."""

from relove.core.ids import new_id
from relove.integrations.queue.live import session_channel
from tests.integration.bot.talk import Talk

# The words of the person are stored by then; the reply is not.
_BREAKS = """
    CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.role = 'guide' AND (SELECT tries FROM inbox_updates WHERE id = NEW.inbox_id) < {times} THEN
            RAISE EXCEPTION 'no room on the disk';
        END IF;
        RETURN NEW;
    END $$
"""


async def reply_breaks(talk: Talk, times: int) -> None:
    await talk.sql(_BREAKS.format(times=times))
    await talk.sql(
        "CREATE TRIGGER breaks BEFORE INSERT ON session_turns FOR EACH ROW EXECUTE FUNCTION breaks()"
    )


async def test_a_reply_that_broke_off_comes_once_and_the_words_are_stored_once(talk: Talk) -> None:
    await talk.agree()
    await reply_breaks(talk, times=2)
    said = await talk.write("Мне страшно менять работу")
    assert "?" in said[-1]["text"]
    assert await talk.turns() == [("guide", "template"), ("person", "bot"), ("guide", "template")]
    assert await talk.sql("SELECT state, tries FROM inbox_updates ORDER BY seq DESC LIMIT 1") == [
        {"state": "done", "tries": 2}
    ]


async def test_a_reply_that_never_comes_leaves_the_words_and_one_friendly_line(talk: Talk) -> None:
    await talk.agree()
    await reply_breaks(talk, times=99)
    [line] = await talk.write("Мне страшно менять работу")
    assert line["text"] == talk.text("error-line")
    assert await talk.turns() == [("guide", "template"), ("person", "bot")]
    await talk.sql("DROP TRIGGER breaks ON session_turns")
    assert "?" in (await talk.write("Вы здесь?"))[-1]["text"]


async def test_an_open_mini_app_is_told_that_no_reply_will_come(talk: Talk) -> None:
    await talk.agree()
    await reply_breaks(talk, times=99)
    person = await talk.person()
    [row] = await talk.sql("SELECT id FROM user_sessions")
    async with talk.container.hub.listen(session_channel(str(row["id"]))) as heard:
        accepted = await talk.container.intake.accept_mini_app(person.id, 1, row["id"], new_id().hex, "Слова")
        before = len(await talk.history())
        await talk.deliver()
        events = [await heard.get()]
        while events[-1].event != "error":
            events.append(await heard.get())
    assert [event.event for event in events if event.event != "replace"] == ["turn", "turn", "turn", "error"]
    # What an interrupted run may have shown is taken back.
    assert [event.data["text"] for event in events if event.event == "replace"] == ["", ""]
    assert events[-1].data == {"error": {"code": "internal"}, "inbox_id": str(accepted.inbox_id)}
    assert len(await talk.history()) == before
    assert len(await talk.sql("SELECT 1 FROM dead_letters WHERE source = 'mini_app'")) == 1


async def test_a_session_that_ended_meanwhile_gets_no_reply_and_the_person_is_told(talk: Talk) -> None:
    """The first run stored the words; the Mini App closed the session before the second one came."""
    await talk.agree()
    await reply_breaks(talk, times=1)
    await talk.sql(
        """
        CREATE FUNCTION closes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN UPDATE user_sessions SET status = 'completed'; RETURN NEW; END $$
        """
    )
    await talk.sql(
        "CREATE TRIGGER closes AFTER UPDATE OF tries ON inbox_updates FOR EACH ROW EXECUTE FUNCTION closes()"
    )
    [said] = await talk.write("Мне страшно менять работу")
    assert said["text"] == talk.text("session-closed-meanwhile")
    assert await talk.sessions() == [("provocative", "completed")]
    assert [role for role, _ in await talk.turns()] == ["guide", "person"]
