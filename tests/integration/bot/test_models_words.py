"""What a model may not put before a person: links that it made up, and words that the person never said."""

from typing import Any

import pytest

from relove.domains.conversations import drafts as drafting
from relove.domains.conversations.service import SessionService
from tests.integration.bot.modelled import drafts, scripted, with_model
from tests.integration.bot.talk import Shown, Talk

REMOVED = "(ссылка убрана)"
FIRST, SECOND = "Я снова откладываю разговор с начальником", "Мне страшно остаться без работы"


@pytest.fixture
def overrides(port: int) -> dict[str, Any]:
    return with_model(port)


def entities(said: list[Shown]) -> set[str]:
    return {entity["type"] for item in said for entity in item["entities"]}


async def asked_in_a_diagnostic(talk: Talk, question: str) -> list[dict[str, Any]]:
    """What a person reads after the first answer of a diagnostic, where a model wants to ask this."""
    await talk.write("/end_session")
    await talk.write("/diagnostic")
    step = {
        "next_question": question,
        "enough": False,
        "confidence": 0.2,
        "stage": "ordinary_world",
        "patterns": [],
        "core_issue": "",
        "quotes": [],
    }
    await scripted(talk, {"match": "diagnostic/step", "json": step, "times": 5})
    return await talk.write(FIRST)


class TestLinks:
    async def test_one_that_was_made_up_is_no_link_in_any_window(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"reply": "Вам поможет evil-bank.com или [он](https://t.me/evil). Что мешает?"})
        said = await talk.write("Что мне делать?")
        assert said[-1]["text"] == f"Вам поможет {REMOVED} или он {REMOVED}. Что мешает?"
        assert entities(said) == set()
        assert not any("evil" in draft["text"] for draft in await drafts(talk))
        # What the Mini App reads is what was kept.
        async with talk.container.units() as work:
            sessions = SessionService(work, talk.container.clock)
            session = await sessions.active((await talk.person()).id)
            assert session is not None
            page = await sessions.turns(session.id, (await talk.person()).id, None, 10)
        assert page.items[-1].text == said[-1]["text"]

    async def test_the_persons_own_stays_theirs(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"reply": "Ваш сайт [ССЫЛКА_1] живёт. А зачем вам https://my-shop.ru/other?"})
        said = await talk.write("Вчера я сделала сайт про открытки: https://my-shop.ru")
        assert said[-1]["text"] == f"Ваш сайт https://my-shop.ru живёт. А зачем вам {REMOVED}?"

    async def test_in_a_question_of_the_diagnostic(self, talk: Talk) -> None:
        await talk.agree()
        said = await asked_in_a_diagnostic(talk, "А вы читали evil-bank.com?")
        assert said[-1]["text"] == f"А вы читали {REMOVED}?"


class TestClosingSummary:
    @pytest.fixture(autouse=True)
    async def told(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write(FIRST)
        await talk.write(SECOND)

    async def closed(self, talk: Talk, summary: str) -> str:
        await scripted(talk, {"match": "session/summary", "reply": summary})
        return "\n".join(item["text"] for item in await talk.write("/end_session"))

    async def test_the_persons_own_words_are_quoted(self, talk: Talk) -> None:
        text = await self.closed(talk, "Вы сказали: «мне страшно остаться без работы».\n\nПуть.\n\nШаг.")
        assert "Вы сказали: «мне страшно остаться без работы»." in text

    async def test_what_nobody_said_is_not(self, talk: Talk) -> None:
        text = await self.closed(talk, "Нашлось главное. Вы сказали: «я ненавижу работу».\n\nПуть.\n\nШаг.")
        assert "Нашлось главное.\n\nПуть.\n\nШаг." in text and "ненавижу" not in text
        [row] = await talk.sql("SELECT count(*) AS kept FROM user_sessions WHERE summary IS NOT NULL")
        assert row["kept"] == 1

    @pytest.mark.parametrize(
        "summary", ["Вы сказали: «я ненавижу работу».", "Нашлось.\n\nЗайдите на evil-bank.com.\n\nШаг."]
    )
    async def test_the_written_one_serves_where_little_is_left(self, talk: Talk, summary: str) -> None:
        text = await self.closed(talk, summary)
        assert "ненавижу" not in text and "evil" not in text
        assert "страшно остаться без работы" in text
        [call] = await talk.sql("SELECT reason FROM model_calls WHERE feature = 'summary'")
        assert call["reason"] in ("misquoted", "unfit")


class TestReplies:
    async def test_what_nobody_said_and_a_diagnosis_are_never_read(
        self, talk: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drafting, "DRAFT_EVERY_S", 0.0)
        await talk.agree()
        bad = "Раньше вы говорили: «Я ненавижу свою мать». У вас клиническая депрессия. Что это?"
        await scripted(talk, {"reply": f"Слышу вас. {bad}"})
        said = await talk.write("Погода сегодня хорошая")
        assert (await talk.turns())[-1] == ("guide", "template")
        shown = "\n".join([*(item["text"] for item in said), *(one["text"] for one in await drafts(talk))])
        assert "ненавижу" not in shown and "депрессия" not in shown
        [call] = await talk.sql("SELECT outcome, reason FROM model_calls WHERE feature = 'reply'")
        assert call == {"outcome": "failed", "reason": "diagnoses"}

    async def test_a_sentence_with_words_that_nobody_said_is_left_out(self, talk: Talk) -> None:
        await talk.agree()
        await scripted(talk, {"reply": "Слышу вас. Вы писали: «я ненавижу мать». А что за погодой?"})
        said = await talk.write("Погода сегодня хорошая")
        assert said[-1]["text"] == "Слышу вас. А что за погодой?"
        assert (await talk.turns())[-1] == ("guide", "model")

    async def test_words_of_an_earlier_session_are_quoted(self, talk: Talk) -> None:
        await talk.agree()
        await talk.write("Я никогда не видела северного сияния")
        await talk.write("/end_session")
        await talk.write("/natasha")
        reply = "Раньше вы говорили: «никогда не видела северного сияния». Что мешает?"
        await scripted(talk, {"reply": reply})
        said = await talk.write("Погода сегодня хорошая")
        assert said[-1]["text"] == reply

    async def test_a_question_of_the_diagnostic_holds_them_neither(self, talk: Talk) -> None:
        await talk.agree()
        said = await asked_in_a_diagnostic(
            talk, "Вы говорили, что «ненавидите свою мать»: когда это началось?"
        )
        assert "ненавид" not in said[-1]["text"] and "?" in said[-1]["text"]
