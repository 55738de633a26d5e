"""The model API through the real SDK."""

import json
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from tests.integration.sandbox.serving import Sandbox

SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "stage": {"$ref": "#/$defs/Stage"},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "quotes": {"type": "array", "items": {"type": "string"}, "minItems": 2},
        "note": {"anyOf": [{"type": "null"}, {"type": "string", "maxLength": 12}]},
        "found": {"anyOf": [{"$ref": "#/$defs/Found"}, {"type": "null"}]},
        "done": {"type": "boolean"},
        "count": {"type": "integer", "exclusiveMinimum": 3},
    },
    "required": ["stage", "confidence", "quotes", "note", "found", "done", "count"],
    "additionalProperties": False,
    "$defs": {
        "Stage": {"type": "string", "enum": ["refusal", "ordeal"]},
        "Found": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    },
}


def user(text: str) -> Any:
    return {"role": "user", "content": text}


async def ask(client: AsyncOpenAI, text: str, **more: Any) -> Any:
    return await client.chat.completions.create(model="any-model", messages=[user(text)], **more)


async def test_answers_in_the_persons_language_and_mentions_their_words(
    client: AsyncOpenAI, sandbox: Sandbox
) -> None:
    russian = (await ask(client, "Я устал всё откладывать")).choices[0].message.content
    english = (await ask(client, "I am tired")).choices[0].message.content
    assert "Я устал всё откладывать" in russian
    assert "I am tired" in english
    assert (await ask(client, "I am tired")).choices[0].message.content == english


async def test_streams_with_usage(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    stream = await ask(client, "Я боюсь", stream=True, stream_options={"include_usage": True})
    pieces, usage = [], None
    async for chunk in stream:
        pieces += [choice.delta.content or "" for choice in chunk.choices]
        usage = chunk.usage or usage
    assert len(pieces) > 4
    assert "Я боюсь" in "".join(pieces)
    assert usage is not None
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens > 2


async def test_fits_the_schema(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    form = {"type": "json_schema", "json_schema": {"name": "x", "strict": True, "schema": SCHEMA}}
    answer = await ask(client, "Я не готова", response_format=form)
    assert json.loads(answer.choices[0].message.content) == {
        "stage": "refusal",
        "confidence": 0,
        "quotes": ["Я не готова"] * 2,
        "note": "Я не готова"[:12],
        "found": None,
        "done": False,
        "count": 4,
    }


async def test_follows_the_script_first_match_first(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    script = [
        {"match": "пауз", "reply": "Пауза.", "times": 1},
        {"match": "^assess", "json": {"stage": "ordeal"}},
        {"match": "мама", "reply": "Расскажите о ней."},
    ]
    assert await sandbox.post("/sandbox/model/script", items=script) == {"items": 3}
    said = [(await ask(client, text)).choices[0].message.content for text in ("Пауза!", "Моя мама", "пауза")]
    assert said[:2] == ["Пауза.", "Расскажите о ней."]
    assert "пауза" in said[2]
    by_prompt = await ask(client, "мама", extra_headers={"x-relove-prompt-id": "assess-stage"})
    assert json.loads(by_prompt.choices[0].message.content) == {"stage": "ordeal"}
    for bad in (
        {"reply": "a", "fault": "500"},
        {"fault": "fire"},
        {"match": "(", "reply": "a"},
        {"reply": "a", "x": 1},
    ):
        await sandbox.post("/sandbox/model/script", 400, items=[bad])


async def test_faults(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    faults = ["500", "429", "bad_json", "cut_stream"]
    await sandbox.post("/sandbox/model/script", items=[{"fault": f, "times": 1} for f in faults])
    with pytest.raises(openai.InternalServerError):
        await ask(client, "раз")
    with pytest.raises(openai.RateLimitError):
        await ask(client, "раз")
    with pytest.raises(ValueError, match="Expecting"):
        json.loads((await ask(client, "раз")).choices[0].message.content)
    stream = await ask(client, "раз", stream=True)
    with pytest.raises(openai.APIConnectionError):
        [chunk async for chunk in stream]
    assert (await ask(client, "раз")).choices[0].message.content


async def test_a_hanging_call_is_given_up_by_the_client(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    await sandbox.post("/sandbox/model/script", items=[{"fault": "hang", "times": 1}])
    with pytest.raises(openai.APITimeoutError):
        await ask(client, "раз", timeout=0.2)
    [request] = (await sandbox.get("/sandbox/model/requests"))["items"]
    assert (request["fault"], request["answer"]) == ("hang", None)


async def test_embeddings_are_near_for_like_texts(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    texts = ["я боюсь начать", "я боюсь начать новое", "купить молоко"]
    answer = await client.embeddings.create(model="e", input=texts, dimensions=256)
    one, near, far = (item.embedding for item in answer.data)
    assert len(one) == 256

    def like(a: list[float], b: list[float]) -> float:
        return sum(x * y for x, y in zip(a, b, strict=True))

    assert like(one, one) == pytest.approx(1, abs=1e-3)
    assert like(one, near) > 0.5 > like(one, far)


async def test_logs_every_call_with_its_prompt(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    await ask(client, "раз", extra_headers={"x-relove-prompt-id": "reply"})
    await client.embeddings.create(model="e", input="два")
    items = (await sandbox.get("/sandbox/model/requests"))["items"]
    assert [(i["kind"], i["prompt_id"], i["messages"][-1]["content"]) for i in items] == [
        ("chat", "reply", "раз"),
        ("embedding", "", "два"),
    ]
    assert items[0]["answer"]
    assert (await sandbox.get("/sandbox/model/requests", after=items[0]["n"]))["items"] == items[1:]


async def test_lists_models_and_refuses_nonsense(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    assert (await client.models.list()).data[0].id == "relove-sandbox"
    with pytest.raises(openai.BadRequestError):
        await client.chat.completions.create(model="m", messages=[])


async def test_a_quoted_conversation_is_summed_up_and_an_emoji_keeps_the_language(
    client: AsyncOpenAI,
) -> None:
    summed = (
        await ask(client, "Подведите итог.\nt1 проводник: Что нового?\nt2 человек: Всё по кругу")
    ).choices[0]
    assert "Всё по кругу" in summed.message.content and "Подведите" not in summed.message.content
    talk = [user("Мне грустно"), {"role": "assistant", "content": "Слышу."}, user("👍")]
    answer = await client.chat.completions.create(model="any-model", messages=talk)
    assert answer.choices[0].message.content and "Слышу" in answer.choices[0].message.content


async def test_an_embedding_takes_no_answer_away(client: AsyncOpenAI, sandbox: Sandbox) -> None:
    """The product embeds a person's words before it has them answered: both match."""
    items = [
        {"match": "слова", "reply": "сказанное", "times": 1},
        {"match": "другое", "fault": "500", "times": 1},
    ]
    await sandbox.post("/sandbox/model/script", items=items)
    assert (await client.embeddings.create(model="e", input="слова")).data
    assert (await client.embeddings.create(model="e", input="другое")).data
    messages: list[Any] = [{"role": "user", "content": "слова"}]
    answer = await client.chat.completions.create(model="m", messages=messages)
    assert answer.choices[0].message.content == "сказанное"
