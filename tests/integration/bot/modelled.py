"""A bot with the sandbox's model behind it."""

from __future__ import annotations

from typing import Any

from tests.integration.bot.talk import Talk


def with_model(port: int, **more: Any) -> dict[str, Any]:
    """Settings."""
    base = f"http://127.0.0.1:{port}"
    return {
        "telegram_api_base": base,
        "sandbox_url": base,
        "public_url": "http://127.0.0.1:8000",
        "model": "openai",
        "openai_api_key": "sk-of-the-tests",
        "openai_base_url": f"{base}/v1",
        **more,
    }


async def scripted(talk: Talk, *items: dict[str, Any]) -> None:
    """What the model says from now on."""
    await talk.telegram.post("/sandbox/model/script", items=list(items))


async def asked(talk: Talk, prompt_id: str = "guide/reply") -> list[dict[str, Any]]:
    """What it was asked under that prompt."""
    every = (await talk.telegram.get("/sandbox/model/requests"))["items"]
    return [item for item in every if item["prompt_id"] == prompt_id]


async def drafts(talk: Talk) -> list[dict[str, Any]]:
    """The drafts that were shown in the chat."""
    calls = (await talk.telegram.get("/sandbox/requests", method="sendMessageDraft"))["items"]
    return [{**call["params"], "status": call["status"]} for call in calls]
