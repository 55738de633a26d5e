"""An OpenAI-compatible model API: scripted where a script is set, else plain and deterministic."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator
from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromQuery, JSONBody
from litestar.response import Stream

from relove.sandbox.dropped import DroppedAnswer
from relove.sandbox.errors import ControlError
from relove.sandbox.given import TheWorld
from relove.sandbox.model_answers import (
    embedding,
    instance_of,
    last_words,
    packed,
    plain_reply,
    text_of,
    tokens,
)
from relove.sandbox.model_faults import BROKEN_JSON, error, prompt_id_of, refusal, trouble
from relove.sandbox.model_senses import Unreadable, transcriptions, without_pictures
from relove.sandbox.model_state import ScriptItem, json_text

_NAME = "relove-sandbox"
_EMBEDDING_NAME = "relove-sandbox-embedding"
_PIECE = re.compile(r"\S+\s*|\s+")


def _schema(data: dict[str, Any]) -> dict[str, Any] | None:
    form = data.get("response_format") or {}
    if form.get("type") == "json_schema":
        schema = (form.get("json_schema") or {}).get("schema")
        return schema if isinstance(schema, dict) else {}
    return {"type": "object"} if form.get("type") == "json_object" else None


def _answer(
    data: dict[str, Any], messages: list[dict[str, Any]], seen: list[str] | None, scripted: ScriptItem | None
) -> str:
    if scripted is not None and scripted.fault == "bad_json":
        return BROKEN_JSON
    if scripted is not None and scripted.fault is None:
        return scripted.text
    schema = _schema(data)
    told = [{"role": "user", "content": "\n".join(seen)}] if seen else messages
    if schema is not None:
        return json_text(instance_of(schema, told))
    return "\n".join(seen) if seen else plain_reply(messages)


@post("/v1/chat/completions", status_code=200, include_in_schema=False)
async def chat_completions(
    request: Request[Any, Any, Any], world: TheWorld, data: JSONBody[dict[str, Any]]
) -> Response[Any] | Stream:
    """One answer, whole or as a stream of small pieces."""
    messages = data.get("messages")
    if not isinstance(messages, list) or not messages or not all(isinstance(m, dict) for m in messages):
        return error(400, "messages must be a list of at least one message", "invalid_request_error")
    try:
        messages, seen = without_pictures(messages)
    except Unreadable as unreadable:
        return error(400, str(unreadable), "invalid_image")
    prompt_id = prompt_id_of(request)
    params = {k: v for k, v in data.items() if k != "messages"}
    entry = world.model.log("chat" if seen is None else "image", prompt_id, messages, params)
    last = "\n".join((text_of(messages[-1]), *(seen or ())))
    scripted = world.model.answer_for(last, prompt_id)
    fault = scripted.fault if scripted else None
    if fault:
        entry["fault"] = fault
    refused = await refusal(world, fault)
    if refused is not None:
        return refused
    text = entry["answer"] = _answer(data, messages, seen, scripted)
    usage = _usage(messages, text)
    head = {"id": f"chatcmpl-{entry['n']}", "created": int(time.time()), "model": data.get("model", _NAME)}
    if data.get("stream"):
        if fault == "cut_stream":
            kept = _PIECE.findall(text)[:2]
            chunks = b"".join(_chunk(head, {"content": piece}) for piece in kept)
            return DroppedAnswer(chunks, "text/event-stream")
        with_usage = bool((data.get("stream_options") or {}).get("include_usage"))
        pieces = _stream(head, text, usage if with_usage else None, world.config.model_chunk_delay)
        return Stream(pieces, media_type="text/event-stream", headers={"cache-control": "no-cache"})
    if fault == "cut_stream":
        return DroppedAnswer()
    message = {"role": "assistant", "content": text, "refusal": None}
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return Response(
        {**head, "object": "chat.completion", "choices": [choice], "usage": usage}, status_code=200
    )


def _usage(messages: list[dict[str, Any]], answer: str) -> dict[str, int]:
    asked = sum(tokens(text_of(m)) + 4 for m in messages)
    said = tokens(answer)
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _chunk(head: dict[str, Any], delta: dict[str, Any], finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
    return _event({**head, "object": "chat.completion.chunk", "choices": [choice]})


def _event(body: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(body, ensure_ascii=False)}\n\n".encode("utf-8", "surrogatepass")


async def _stream(
    head: dict[str, Any], text: str, usage: dict[str, int] | None, delay: float
) -> AsyncIterator[bytes]:
    yield _chunk(head, {"role": "assistant", "content": ""})
    for piece in _PIECE.findall(text):
        if delay > 0:
            await asyncio.sleep(delay)
        yield _chunk(head, {"content": piece})
    yield _chunk(head, {}, "stop")
    if usage is not None:
        yield _event({**head, "object": "chat.completion.chunk", "choices": [], "usage": usage})
    yield b"data: [DONE]\n\n"


@post("/v1/embeddings", status_code=200, include_in_schema=False)
async def embeddings(
    request: Request[Any, Any, Any], world: TheWorld, data: JSONBody[dict[str, Any]]
) -> Response[Any]:
    """Vectors by hashed words, so that like texts are near each other."""
    given = data.get("input")
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) for t in texts):
        return error(400, "input must be a text or a list of texts", "invalid_request_error")
    messages = [{"role": "user", "content": text} for text in texts]
    prompt_id = prompt_id_of(request)
    entry = world.model.log("embedding", prompt_id, messages, {k: v for k, v in data.items() if k != "input"})
    scripted = world.model.fault_of_embedding(last_words(messages), prompt_id)
    if scripted is not None and scripted.fault:
        entry["fault"] = scripted.fault
        troubled = await trouble(world, scripted.fault)
        if troubled is not None:
            return troubled
    vectors = [embedding(text, int(data.get("dimensions") or 1536)) for text in texts]
    entry["answer"] = f"{len(vectors)} vectors"
    as_base64 = data.get("encoding_format") == "base64"
    items = [
        {"object": "embedding", "index": i, "embedding": packed(v) if as_base64 else v}
        for i, v in enumerate(vectors)
    ]
    used = sum(tokens(text) for text in texts)
    usage = {"prompt_tokens": used, "total_tokens": used}
    model = data.get("model", _EMBEDDING_NAME)
    return Response({"object": "list", "data": items, "model": model, "usage": usage}, status_code=200)


@get("/v1/models", include_in_schema=False)
async def models() -> dict[str, Any]:
    """The models there are: any other name is taken as well."""
    names = (_NAME, _EMBEDDING_NAME)
    return {
        "object": "list",
        "data": [{"id": n, "object": "model", "created": 0, "owned_by": "sandbox"} for n in names],
    }


@post("/sandbox/model/script", status_code=200, include_in_schema=False)
async def set_script(world: TheWorld, data: JSONBody[dict[str, Any]]) -> dict[str, Any]:
    """Replace the script of the model."""
    items = data.get("items")
    if not isinstance(items, list):
        raise ControlError(400, "give items")
    world.model.set_script(items)
    return {"items": world.model.script_size()}


@get("/sandbox/model/requests", include_in_schema=False)
async def model_requests(world: TheWorld, after: FromQuery[int] = 0) -> dict[str, Any]:
    """What the model was asked, in order."""
    return {"items": [r for r in world.model.requests if r["n"] > after]}


MODEL_API = [chat_completions, embeddings, transcriptions, models, set_script, model_requests]
