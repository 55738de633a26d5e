"""What the model has been told to answer, and what it was asked."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from relove.sandbox.errors import ControlError

FAULTS = {"500", "429", "hang", "cut_stream", "bad_json"}
_REQUESTS_KEPT = 20_000


@dataclass
class ScriptItem:
    """One scripted answer; without `times` it is used for ever."""

    match: re.Pattern[str] | None = None
    reply: str | None = None
    json: Any = None
    fault: str | None = None
    times: int | None = None

    @property
    def text(self) -> str:
        """What the model is to say, where it says something."""
        if self.fault is not None:
            return ""
        return self.reply if self.reply is not None else json_text(self.json)


def json_text(value: Any) -> str:
    """As a model would write it."""
    return json.dumps(value, ensure_ascii=False)


class ModelState:
    """The script and the log of the model API."""

    def __init__(self) -> None:
        self._script: list[ScriptItem] = []
        self.requests: deque[dict[str, Any]] = deque(maxlen=_REQUESTS_KEPT)
        self._number = 0
        self.closing = asyncio.Event()

    def set_script(self, items: list[dict[str, Any]]) -> None:
        """Replace the script."""
        self._script = [_item(item) for item in items]

    def script_size(self) -> int:
        return len(self._script)

    def answer_for(self, last: str, prompt_id: str) -> ScriptItem | None:
        """The first item that matches the last message or the prompt's id, used up once."""
        for item in self._script:
            if item.match is None or item.match.search(last) or item.match.search(prompt_id):
                return self._used(item)
        return None

    def fault_of_embedding(self, last: str, prompt_id: str) -> ScriptItem | None:
        """The first fault for it. What is there for some calls only is for answers, unless it names the prompt."""
        for item in self._script:
            named = item.match is not None and item.match.search(prompt_id) is not None
            lasting = item.times is None and (item.match is None or item.match.search(last) is not None)
            if item.fault and (named or lasting):
                return self._used(item)
        return None

    def _used(self, item: ScriptItem) -> ScriptItem:
        if item.times is not None:
            item.times -= 1
            if item.times <= 0:
                self._script.remove(item)
        return item

    def log(
        self, kind: str, prompt_id: str, messages: list[dict[str, Any]], params: dict[str, Any]
    ) -> dict[str, Any]:
        """Note a call as it arrives; its answer is filled in later."""
        self._number += 1
        entry: dict[str, Any] = {
            "n": self._number,
            "at": time.time(),
            "kind": kind,
            "prompt_id": prompt_id,
            "messages": messages,
            "params": params,
            "answer": None,
        }
        self.requests.append(entry)
        return entry

    def close(self) -> None:
        """Let go of the calls that hang."""
        self.closing.set()


def _item(item: Any) -> ScriptItem:
    if not isinstance(item, dict):
        raise ControlError(400, "an item is an object")
    unknown = set(item) - set(ScriptItem.__dataclass_fields__)
    if unknown:
        raise ControlError(400, f"unknown fields: {', '.join(sorted(unknown))}")
    if sum(item.get(name) is not None for name in ("reply", "json", "fault")) != 1:
        raise ControlError(400, "an item has one of reply, json, fault")
    fault = str(item["fault"]) if item.get("fault") is not None else None
    if fault is not None and fault not in FAULTS:
        raise ControlError(400, f"unknown fault: {fault}")
    try:
        pattern = re.compile(item["match"], re.IGNORECASE | re.DOTALL) if item.get("match") else None
    except (re.error, TypeError) as error:
        raise ControlError(400, f"bad match: {error}") from None
    times = item.get("times")
    if times is not None and (not isinstance(times, int) or times < 1):
        raise ControlError(400, "times is a positive number")
    return ScriptItem(pattern, item.get("reply"), item.get("json"), fault, times)
