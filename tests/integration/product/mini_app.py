"""The Mini App's side of the API, as a signed-in person uses it over HTTP."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import httpx


class MiniApp:
    """Signed in with a launch; follows pages and streams."""

    def __init__(self, http: httpx.Client, url: str, init_data: str) -> None:
        self._http = http
        self.url = url
        answer = http.post(f"{url}/api/auth/telegram", json={"init_data": init_data})
        assert answer.status_code == 200, answer.text
        self.tokens: dict[str, Any] = answer.json()

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        headers = {**self.headers, **more.pop("headers", {})}
        return self._http.request(method, f"{self.url}/api/{path}", headers=headers, **more)

    def get(self, path: str, **params: Any) -> dict[str, Any]:
        answer = self.call("GET", path, params=params)
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def agree(self) -> None:
        answer = self.call("PUT", "me/consents", json={"guided_work": True, "profile": True})
        assert answer.status_code == 200, answer.text

    def begin(self) -> str:
        """Opens a session; its id."""
        answer = self.call("POST", "sessions", json={"type": "provocative"})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def sessions(self) -> list[dict[str, Any]]:
        """Oldest first."""
        items: list[dict[str, Any]] = self.get("sessions")["items"]
        return items[::-1]

    def turns(self, session_id: str | None = None) -> list[dict[str, Any]]:
        """All turns of a session, or of all sessions, in order."""
        wanted = [session["id"] for session in self.sessions()] if session_id is None else [session_id]
        return [turn for each in wanted for turn in self._turns_of(each)]

    def _turns_of(self, session_id: str) -> list[dict[str, Any]]:
        turns: list[dict[str, Any]] = []
        before: dict[str, str] = {}
        while True:
            page = self.get(f"sessions/{session_id}/turns", limit=100, **before)
            turns = [*page["items"], *turns]
            if page["next"] is None:
                return turns
            before = {"before": page["next"]}

    def said(self, session_id: str | None = None) -> list[str]:
        """What the person said."""
        return [turn["text"] for turn in self.turns(session_id) if turn["role"] == "person"]

    def write(
        self, session_id: str, text: str, key: str | None = None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """Sends a message and follows its reply, event by event."""
        headers = {**self.headers, "Idempotency-Key": key or uuid.uuid4().hex}
        url = f"{self.url}/api/sessions/{session_id}/turns"
        with self._http.stream(
            "POST", url, headers=headers, json={"text": text}, timeout=httpx.Timeout(10, read=40)
        ) as answer:
            if answer.status_code != 200:
                answer.read()
            assert answer.status_code == 200, answer.text
            yield from _events(answer.iter_lines())

    def ask(self, session_id: str, text: str) -> dict[str, Any]:
        """Sends, and waits for the whole reply: the guide's turn."""
        event, data = list(self.write(session_id, text))[-1]
        assert event == "done", data
        turn: dict[str, Any] = data["turn"]
        return turn


def _events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in lines:
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            yield name, json.loads(line.removeprefix("data:"))
