"""What a model is asked for, and what comes back: words, decisions, vectors, recordings, pictures."""

from __future__ import annotations

import contextlib
from typing import Annotated, Any, Literal

import msgspec
import pytest

from relove.core.ports import ModelTask, ModelUnavailable, ModelUsage, PromptMessage
from relove.domains.content.schemas import Prompt
from relove.integrations.llm import language_model
from relove.sandbox.media import making
from tests.integration.llm.asking import Asking, said
from tests.integration.sandbox.serving import free_port

TASK = ModelTask("reflection", "memory/extract")
KINDS = ("reply", "decide", "embed", "transcribe", "read_image")


class Finding(msgspec.Struct, frozen=True):
    """One thing that was found."""

    text: str
    turns: list[str] = []


class Found(msgspec.Struct, frozen=True):
    """An answer with all that answers have."""

    stage: Literal["refusal", "ordeal"]
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)]
    findings: Annotated[list[Finding], msgspec.Meta(max_length=5)] = []
    main: Finding | None = None
    note: str | None = None


async def each(asking: Asking, kind: str, task: ModelTask = TASK) -> Any:
    """One call of a kind, about the same words."""
    match kind:
        case "reply":
            return await asking.reply(task, "Мне тесно")
        case "decide":
            return await asking.model.decide(task, said("Мне тесно"), Found)
        case "embed":
            return await asking.model.embed(task, ["Мне тесно"])
        case "transcribe":
            return await asking.model.transcribe(task, making.voice("Мне тесно"), "voice.oga", "ru")
    return await asking.model.read_image(task, said("Что здесь?"), making.picture("Мне тесно"), "image/jpeg")


async def test_a_decision_fits_the_struct_and_was_asked_for_strictly(asking: Asking) -> None:
    found = await asking.model.decide(TASK, said("Мне тесно"), Found)
    assert found == Found("ordeal", 0.0, [], None, "Мне тесно")
    [request] = await asking.requests()
    form = request["params"]["response_format"]["json_schema"]
    assert form["strict"] is True and form["schema"]["additionalProperties"] is False
    assert form["schema"]["required"] == ["stage", "confidence", "findings", "main", "note"]
    assert "default" not in str(form) and request["prompt_id"] == "memory/extract"


@pytest.mark.parametrize(
    "bad",
    [{"fault": "bad_json"}, {"json": {"stage": "spring", "confidence": 2}}, {"reply": ""}],
    ids=["no json", "not by the schema", "nothing"],
)
async def test_what_does_not_fit_is_told_to_the_model_once(asking: Asking, bad: dict[str, Any]) -> None:
    await asking.script({**bad, "times": 1}, {"json": {"stage": "ordeal", "confidence": 0.5}, "times": 1})
    assert (await asking.model.decide(TASK, said("раз"), Found)).stage == "ordeal"
    _, second = await asking.requests()
    assert [message["role"] for message in second["messages"][2:]] == ["assistant", "user"]
    assert "cannot be used" in second["messages"][-1]["content"]
    await asking.script({**bad, "times": 2})
    with pytest.raises(ModelUnavailable, match="bad_answer"):
        await asking.model.decide(TASK, said("два"), Found)
    assert await asking.calls() == [("ok", None), ("failed", "bad_answer")]


async def test_an_answer_in_a_fence_is_read_all_the_same(asking: Asking) -> None:
    await asking.script({"reply": '```json\n{"stage": "ordeal", "confidence": 1}\n```'})
    assert (await asking.model.decide(TASK, said("раз"), Found)).confidence == 1
    assert len(await asking.requests()) == 1


async def test_vectors_have_length_one_and_like_texts_lie_near(asking: Asking) -> None:
    near, also, far = await asking.model.embed(TASK, ["я боюсь начать", "я боюсь начать новое", "молоко"])
    assert len(near) == 512 and sum(part * part for part in near) == pytest.approx(1)

    def like(one: list[float], other: list[float]) -> float:
        return sum(a * b for a, b in zip(one, other, strict=True))

    assert like(near, also) > like(near, far)
    assert await asking.model.embed(TASK, []) == []
    assert len(await asking.requests()) == 1


async def test_recordings_and_pictures_become_words(asking: Asking) -> None:
    assert await each(asking, "transcribe") == "Мне тесно"
    assert await each(asking, "read_image") == "Мне тесно"
    heard, seen = await asking.requests()
    assert (heard["params"]["model"], heard["params"]["language"]) == ("whisper-1", "ru")
    assert [message["role"] for message in seen["messages"]] == ["system", "user"]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_call_is_noted_with_its_cost(asking: Asking, kind: str) -> None:
    person = await asking.person(1)
    task = ModelTask("talk", "guide/reply", 3, person.id)
    await each(asking, kind, task)
    [call] = await asking.calls("kind, feature, prompt_version, user_id, provider, outcome, cached")
    assert call == (kind, "talk", 3, person.id, "first", "ok", False)
    [(latency, cost, read)] = await asking.calls("latency_ms, cost_micros, input_tokens")
    assert latency > 0 and (cost > 0 or kind == "embed") and (read > 0 or kind == "transcribe")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("fault", "reason"),
    [("500", "status_500"), ("429", "status_429"), ("cut_stream", "connection"), ("hang", "timeout")],
)
async def test_trouble_of_any_kind_is_told_as_unavailable(
    asking: Asking, kind: str, fault: str, reason: str
) -> None:
    await asking.script({"fault": fault})
    patience = 0.4 if fault == "hang" else 3.5
    task = ModelTask("talk", "guide/reply", patience_s=patience)
    with pytest.raises(ModelUnavailable) as told:
        await each(asking, kind, task)
    assert told.value.reason.endswith(reason)
    expected = 1 if fault == "hang" or (kind, fault) == ("reply", "cut_stream") else 3
    assert len(await asking.requests()) == expected
    assert await asking.calls() == [("failed", told.value.reason)]


async def test_a_wrong_request_is_not_made_again(asking: Asking) -> None:
    with pytest.raises(ModelUnavailable, match="status_400"):
        await asking.model.read_image(TASK, said("Что здесь?"), b"no picture", "image/jpeg")
    with pytest.raises(ModelUnavailable, match="status_400"):
        await asking.model.transcribe(TASK, b"no sound", "notes.txt", "ru")
    assert await asking.model.state() == "ok"


async def test_whoever_stops_listening_is_noted_with_what_was_written(asking: Asking) -> None:
    usage = ModelUsage()
    async with contextlib.aclosing(asking.model.reply(TASK, said("Долгий вопрос"), usage)) as stream:  # type: ignore[type-var]
        assert await anext(stream)
    [(outcome, written, cost)] = await asking.calls("outcome, output_tokens, cost_micros")
    assert outcome == "stopped" and written > 0 and cost > 0


class TestSecondProvider:
    @pytest.fixture
    def changes(self, port: int) -> dict[str, Any]:
        return {
            "openai_base_url": f"http://127.0.0.1:{free_port()}/v1",
            "fallback_api_key": "sk-second",
            "fallback_base_url": f"http://127.0.0.1:{port}/v1",
            "fallback_model": "second-model",
        }

    @pytest.mark.parametrize("kind", KINDS)
    async def test_stands_in_for_everything(self, asking: Asking, kind: str) -> None:
        assert await each(asking, kind)
        [(provider, outcome)] = await asking.calls("provider, outcome")
        assert (provider, outcome) == ("second", "ok")
        [request] = await asking.requests()
        chat = request["kind"] in ("chat", "image")
        assert request["params"]["model"] == "second-model" or not chat

    async def test_is_asked_at_once_where_the_first_is_known_to_be_away(self, asking: Asking) -> None:
        for _ in range(2):
            await asking.reply(TASK)
        usage = ModelUsage()
        assert [piece async for piece in asking.model.reply(TASK, said("три"), usage)]
        assert usage.provider == "second" and await asking.model.state() == "ok"
        redis: Any = asking.container.redis
        keys = await redis.hgetall("relove:llm:health:first")
        assert keys[b"fails"] == b"2"


class TestSmallModel:
    @pytest.fixture
    def changes(self) -> dict[str, Any]:
        return {"openai_small_model": "tiny"}

    async def test_small_prompts_go_to_the_small_model(self, asking: Asking) -> None:
        small = Prompt("memory/extract", "ru", 1, "small", (), "…")
        bundle = asking.container.content.bundle
        changed = msgspec.structs.replace(bundle, prompts={**bundle.prompts, ("memory/extract", "ru"): small})
        asking.container.content.use(changed)
        await asking.model.decide(TASK, said("раз"), Found)
        await asking.reply(ModelTask("reply", "guide/reply"))
        assert [item["params"]["model"] for item in await asking.requests()] == ["tiny", "gpt-4o-mini"]


class TestSilence:
    @pytest.fixture
    def changes(self, port: int) -> dict[str, Any]:
        return {"fallback_api_key": "sk-second", "fallback_base_url": f"http://127.0.0.1:{port}/v1"}

    async def test_of_the_first_leaves_time_for_the_second(
        self, asking: Asking, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(language_model, "FIRST_TOKEN_BUDGET_S", 1.0)
        await asking.script({"fault": "hang", "times": 1}, {"reply": "Я здесь."})
        assert await asking.reply(TASK) == "Я здесь."
        assert [item.get("fault") for item in await asking.requests()] == ["hang", None]


async def test_a_refused_text_is_noted_as_a_failure(asking: Asking) -> None:
    usage = ModelUsage()
    assert [piece async for piece in asking.model.reply(TASK, [PromptMessage("user", "раз")], usage)]
    usage.refused = "claims_to_be_human"
    assert await asking.calls() == [("failed", "claims_to_be_human")]
