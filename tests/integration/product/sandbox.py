"""The running product's sandbox, steered by its control calls, and a person who acts in it."""

from __future__ import annotations

import itertools
from typing import Any

import httpx

from tests.integration.platform.waiting import until

_ids = itertools.count(710_000)

CONSENT = "consent:guided"
STICKER: dict[str, Any] = {
    "sticker": {
        "file_id": "CAACAgIAAxkB",
        "file_unique_id": "AgADsticker",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "🔥",
    }
}
VOICE: dict[str, Any] = {
    "voice": {
        "file_id": "AwACAgIAAxkB",
        "file_unique_id": "AgADvoice",
        "duration": 3,
        "mime_type": "audio/ogg",
    }
}


class Sandbox:
    """The control calls."""

    def __init__(self, http: httpx.Client, url: str) -> None:
        self._http = http
        self.url = url

    def get(self, path: str, /, **params: Any) -> dict[str, Any]:
        return self._body(self._http.get(f"{self.url}/sandbox/{path}", params=params))

    def post(self, path: str, /, **body: Any) -> dict[str, Any]:
        return self._body(self._http.post(f"{self.url}/sandbox/{path}", json=body))

    @staticmethod
    def _body(answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    def script(self, *items: dict[str, Any]) -> None:
        """What the model answers; with no items, plainly."""
        self.post("model/script", items=list(items))

    def asked(self, words: str) -> list[dict[str, Any]]:
        """The calls of the model whose messages hold these words."""
        items: list[dict[str, Any]] = self.get("model/requests")["items"]
        return [item for item in items if words in str(item["messages"])]

    def person(self, first_name: str = "Анна", language: str = "ru", person_id: int | None = None) -> Person:
        """Somebody new, unless the id says who."""
        number = next(_ids) if person_id is None else person_id
        self.post("people", id=number, first_name=first_name, language_code=language)
        return Person(self, number, first_name)


class Person:
    """Somebody in the chat with the bot: writes, presses, and waits for answers as people do."""

    def __init__(self, sandbox: Sandbox, number: int, first_name: str) -> None:
        self._sandbox = sandbox
        self.id = number
        self.first_name = first_name

    def messages(self, after: int = 0) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self._sandbox.get(f"people/{self.id}/messages", after=after)["items"]
        return items

    def newest(self) -> int:
        """The number of the newest message of the chat."""
        return max((message["message_id"] for message in self.messages()), default=0)

    def heard(self, after: int, count: int = 1, within: float = 15.0) -> list[dict[str, Any]]:
        """The bot's messages after that one, as soon as there are so many."""
        found: list[dict[str, Any]] = []

        def enough() -> bool:
            found[:] = [message for message in self.messages(after) if message["from"] == "bot"]
            return len(found) >= count

        until(enough, within, f"{count} answer(s) to {self.first_name} {self.id}")
        return found

    def write(self, text: str) -> int:
        """Sends; does not wait."""
        number: int = self._sandbox.post(f"people/{self.id}/messages", text=text)["message_id"]
        return number

    def speak(self, words: str) -> int:
        """Sends a voice note; does not wait."""
        number: int = self._sandbox.post(f"people/{self.id}/messages", voice_text=words)["message_id"]
        return number

    def say(self, text: str, count: int = 1, within: float = 15.0) -> list[dict[str, Any]]:
        """Sends, and waits for the answer."""
        return self.heard(self.write(text), count, within)

    def press(self, count: int = 1, within: float = 15.0, **which: Any) -> list[dict[str, Any]]:
        """Presses a button (by text, data, message_id), and waits for the answer."""
        newest = self.newest()
        self._sandbox.post(f"people/{self.id}/press", **which)
        return self.heard(newest, count, within)

    def press_quick_reply(self) -> str:
        """Presses the newest quick reply, and waits; what it says."""
        offered = [
            (message["message_id"], button)
            for message in reversed(self.messages())
            for row in message["buttons"]
            for button in row
            if button.get("data", "").startswith("qr:")
        ]
        message_id, button = offered[0]
        self.press(message_id=message_id, data=button["data"])
        text: str = button["text"]
        return text

    def send_kind(self, kind: dict[str, Any], count: int = 1) -> list[dict[str, Any]]:
        """Something that is no text, as Telegram would deliver it."""
        newest = self.newest()
        who = {"id": self.id, "is_bot": False, "first_name": self.first_name, "language_code": "ru"}
        chat = {"id": self.id, "type": "private", "first_name": self.first_name}
        message = {"message_id": newest + 1, "date": 1_800_000_000, "from": who, "chat": chat, **kind}
        self._sandbox.post("updates", message=message)
        return self.heard(newest, count)

    def block(self) -> None:
        """The bot may write no more."""
        self._sandbox.post(f"people/{self.id}/block")

    def unblock(self) -> None:
        """It may again."""
        self._sandbox.post(f"people/{self.id}/unblock")

    def begin(self) -> None:
        """/start and consent: the first question stands in the chat."""
        self.say("/start")
        self.press(data=CONSENT)

    def launch(self, **params: Any) -> dict[str, Any]:
        """A signed launch of the Mini App."""
        return self._sandbox.get(f"people/{self.id}/launch", **params)
