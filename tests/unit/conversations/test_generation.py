"""The model's part of a reply: streaming, a stop, the output rules, and what breaks."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import pytest

from relove.core.ports import ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.core.tasks import drain
from relove.domains.conversations import generation
from relove.domains.conversations.generation import MAX_CHARS, Generated, breaks_persona, generate
from relove.domains.conversations.spoken.heard import Heard

Script = Callable[[], AsyncIterator[str]]


class Scripted:
    """A model that says what a test wrote."""

    enabled = True

    def __init__(self, script: Script) -> None:
        self._script = script

    def reply(
        self, task: ModelTask, messages: Sequence[PromptMessage], usage: ModelUsage
    ) -> AsyncIterator[str]:
        return self._script()


def saying(*pieces: str, then: Exception | None = None) -> Scripted:
    async def script() -> AsyncIterator[str]:
        for piece in pieces:
            yield piece
        if then is not None:
            raise then

    return Scripted(script)


async def run(
    model: Scripted,
    heard: list[str] | None = None,
    *,
    stop: Callable[[], bool] = lambda: False,
    restore: Callable[[str], str] = lambda text: text,
    rest: str = "",
) -> Generated:
    shown = [] if heard is None else heard

    async def on_text(text: str) -> None:
        shown.append(text)

    async def stop_asked() -> bool:
        return stop()

    return await generate(
        model,
        ModelTask("reply", "p"),
        [],
        ModelUsage(),
        restore=restore,
        flush=lambda: rest,
        on_text=on_text,
        stop_asked=stop_asked,
    )


async def test_each_sentence_is_heard_once_it_is_over_and_the_whole_is_kept() -> None:
    heard: list[str] = []
    made = await run(saying("Слышу. ", "Что ", "", "ты ", "видишь?\n", "Где"), heard)
    assert made == Generated(text="Слышу. Что ты видишь?\nГде")
    assert heard == ["Слышу. ", "Что ты видишь?\n", "Где"]


async def test_a_plain_sentence_goes_out_word_by_word_but_for_its_last_words() -> None:
    heard: list[str] = []
    words = ["Что ", "вчера ", "было ", "за ", "окном ", "в ", "такое ", "утро?"]
    made = await run(saying(*words), heard)
    assert heard == ["Что ", "вчера ", "было ", "за ", "окном ", "в такое утро?"]
    assert "".join(heard) == made.text == "".join(words)


@pytest.mark.parametrize(
    "text",
    [
        "Вот что здесь важно знать сейчас: у меня самой двое детей и муж",
        "Вот что здесь важно знать сейчас: выпейте двадцать таблеток",
        "Вот что здесь важно знать сейчас: всем станет лучше без вас",
        "Here is what matters most right now: as a therapist I know it",
    ],
)
async def test_from_the_first_word_that_may_lead_to_a_wrong_one_a_sentence_waits_for_its_end(
    text: str,
) -> None:
    heard: list[str] = []
    made = await run(saying(*(f"{word} " for word in text.split()), "."), heard)
    assert made.failure
    assert "".join(heard) in text.partition(":")[0]


async def test_names_are_put_back_and_what_was_held_back_comes_at_the_end() -> None:
    heard: list[str] = []
    made = await run(saying("Да, [", "ИМЯ"), heard, restore=lambda text: text.split("[")[0], rest="Анна.")
    assert made.text == "Да, ИМЯАнна."
    assert heard == ["Да, ИМЯАнна."]


@pytest.mark.parametrize("pieces", [(), ("",), (" \n", "\t")])
async def test_nothing_said_is_a_failure(pieces: tuple[str, ...]) -> None:
    assert await run(saying(*pieces)) == Generated(failure="empty")


async def test_a_model_that_is_not_there_names_its_reason() -> None:
    assert await run(saying(then=ModelUnavailable("timeout"))) == Generated(failure="timeout")


async def test_a_reply_that_breaks_off_is_not_kept_by_half() -> None:
    heard: list[str] = []
    made = await run(saying("Начало. Дальше ", then=ModelUnavailable("cut")), heard)
    assert made == Generated(failure="cut")
    assert heard == ["Начало. "]


async def test_an_error_nobody_foresaw_is_a_failure_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    made = await run(saying("Начало ", then=RuntimeError("личное")))
    assert made == Generated(failure="unexpected")
    await drain()
    told = [record.__dict__["error"] for record in caplog.records if record.name == "relove.tasks"]
    assert told == ["RuntimeError"]
    assert "личное" not in caplog.text


async def test_a_reply_that_never_ends_is_cut() -> None:
    async def script() -> AsyncIterator[str]:
        while True:
            yield "много слов "
            await asyncio.sleep(0)

    made = await run(Scripted(script))
    assert made.failure is None
    assert MAX_CHARS - 1 <= len(made.text) < MAX_CHARS + 20


async def test_a_claim_to_be_human_is_never_heard_though_it_comes_in_pieces() -> None:
    heard: list[str] = []
    made = await run(saying("Слышу. ", "Знаешь, я — жив", "ой чело", "век, как ты."), heard)
    assert made == Generated(failure="claims_to_be_human")
    assert heard == ["Слышу. "]


async def test_a_claim_in_what_was_held_back_is_found() -> None:
    assert (await run(saying("Нет, "), rest="я не бот")).failure == "claims_to_be_human"


async def test_a_stop_ends_it_with_what_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_LOOK_EVERY_S", 0.0)
    ended: list[bool] = []
    asked = False

    async def script() -> AsyncIterator[str]:
        nonlocal asked
        try:
            yield "Сказано. "
            asked = True
            yield "Не сказано."
            await asyncio.Event().wait()
        finally:
            ended.append(True)

    made = await run(Scripted(script), stop=lambda: asked)
    assert made.stopped
    assert made.failure is None
    assert made.text.startswith("Сказано. ") or made.text == ""
    assert ended == [True]


async def test_a_silent_model_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_LOOK_EVERY_S", 0.001)
    cancelled: list[bool] = []

    async def script() -> AsyncIterator[str]:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(True)
            raise
        yield ""

    assert await run(Scripted(script), stop=lambda: True, rest="Сказано. Полслова") == Generated(
        text="Сказано. ", stopped=True
    )
    assert cancelled == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Я человек.",
        "я — человек, такой же как ты",
        "Я – живой человек",
        "я настоящий человек",
        "Я реальный человек",
        "Я такой же человек, как и ты",
        "я обычный человек",
        "Я живая женщина",
        "я не бот",
        "Я не искусственный интеллект",
        "я - не робот",
        "Я психолог с опытом",
        "я дипломированный психотерапевт",
        "Я врач",
        "у меня есть лицензия",
        "I'm human",
        "I’m a real person",
        "I am a human being",
        "i am not an AI",
        "I'm not a bot, trust me",
        "I am a licensed therapist",
        "I'm a doctor",
    ],
)
def test_claims_to_be_a_person_or_licensed_are_seen(text: str) -> None:
    assert breaks_persona(text)


@pytest.mark.parametrize(
    "text",
    [
        "Я — искусственный интеллект, а не человек.",
        "Я ИИ и не заменяю врача.",
        "Ты человек, который устал.",
        "Какой человек рядом с тобой?",
        "Я слышу усталость. Человек так не живёт.",
        "Не я, а ты решаешь.",
        "Моя яркая мысль: человек свободен",
        "I am an AI, not a human.",
        "You are a person who waits.",
        "Who is the doctor in your life?",
    ],
)
def test_honest_words_pass(text: str) -> None:
    assert not breaks_persona(text)


class TestQuotations:
    """What a reply says that the person said must be theirs."""

    SAID = Heard(["Я не хочу возвращаться домой", "Мне стыдно за эти отчёты"])

    async def made(self, *pieces: str, earlier: tuple[str, ...] = ()) -> tuple[Generated, list[str]]:
        heard: list[str] = []

        async def on_text(text: str) -> None:
            heard.append(text)

        async def stop_asked() -> bool:
            return False

        async def recall() -> tuple[str, ...]:
            return earlier

        made = await generate(
            saying(*pieces),
            ModelTask("reply", "p"),
            [],
            ModelUsage(),
            restore=lambda text: text,
            flush=lambda: "",
            on_text=on_text,
            stop_asked=stop_asked,
            heard=self.SAID,
            recall=recall,
        )
        return made, heard

    @pytest.mark.parametrize(
        "text",
        [
            "Вы говорили: «не хочу возвращаться домой».",
            "Вы сказали, что вам «стыдно за эти отчёты». А кому нет?",
            "Вы писали: «не хочу… домой».",
            "А если вы скажете ему: «Хватит»?",
            "«Потом», — говорит лень.",
        ],
    )
    async def test_their_own_words_and_those_of_nobody_pass(self, text: str) -> None:
        assert (await self.made(text))[0] == Generated(text=text)

    async def test_the_opposite_of_their_words_is_left_out(self) -> None:
        made, heard = await self.made("Слышу. ", "Вы говорили: «хочу возвращаться ", "домой. Ура!» ", "Так?")
        assert made.text == "Слышу. Так?" == "".join(heard)

    async def test_where_its_beginning_was_shown_the_rest_comes_at_the_end(self) -> None:
        sentence = "Вот прямо здесь на той неделе вечером вы говорили: «люблю дом». "
        made, heard = await self.made("Слышу. ", *(f"{word} " for word in sentence.split()), "Так? Или нет?")
        assert made.text == "Слышу. Так? Или нет?"
        assert "".join(heard).startswith("Слышу. Вот прямо здесь")
        assert "говорили" not in "".join(heard)
        assert "Так" not in "".join(heard)

    async def test_a_reply_that_loses_its_question_or_all_of_it_is_none(self) -> None:
        assert (await self.made("Слышу. Вы говорили «я люблю дом», да или нет?"))[0].failure == "misquoted"
        assert (await self.made("Вы говорили: «я люблю дом»."))[0].failure == "misquoted"

    async def test_what_was_said_long_ago_is_asked_for(self) -> None:
        text = "Вы говорили: «люблю запах сосен»."
        assert (await self.made(text, earlier=("Я люблю запах сосен",)))[0].text == text
