"""A person who talks with the bot: through the sandbox's chat, the real inbox and the real dispatcher."""

from __future__ import annotations

import json
from typing import Any, cast

from sqlalchemy import text

from relove.bootstrap import Container
from relove.bot.setup import ALLOWED_UPDATES
from relove.domains.conversations.rules import to_html
from relove.domains.people.schemas import Person
from relove.domains.people.service import PeopleService
from relove.worker.wiring import make_processor
from tests.conftest import BOT_TOKEN
from tests.integration.sandbox.serving import Sandbox

Shown = dict[str, Any]


class Talk:
    """One person's chat. What they do is delivered and worked off before the call returns."""

    def __init__(self, container: Container, telegram: Sandbox, person: int = 1) -> None:
        self.container = container
        self.telegram = telegram
        self.me = person
        self._processor = make_processor(container, owner="bot tests")
        self._offset = 0

    async def write(self, said: str) -> list[Shown]:
        """Write; what the bot says to it."""
        return await self._act("messages", text=said)

    async def press(self, label: str | None = None, data: str | None = None) -> list[Shown]:
        """Press a button of the newest message that has it; what the bot says to it."""
        chosen = {name: value for name, value in (("text", label), ("data", data)) if value is not None}
        return await self._act("press", **chosen)

    async def _act(self, what: str, **body: Any) -> list[Shown]:
        seen = await self._last()
        done = await self.telegram.post(f"/sandbox/people/{self.me}/{what}", **body)
        return await self._heard(max(seen, done["message_id"] if what == "messages" else seen), done)

    async def comes(self, kind: str, **body: Any) -> list[Shown]:
        """An update of any kind; what the bot says to it."""
        seen = await self._last()
        await self.telegram.post("/sandbox/updates", **{kind: body})
        return await self._heard(seen, {})

    async def message(self, said: str | None = None, **body: Any) -> list[Shown]:
        """A message with whatever content."""
        if said is not None:
            body["text"] = said
        return await self.comes(
            "message",
            **{
                "message_id": 900_000,
                "date": 1_772_442_000,
                "chat": {"id": self.me, "type": "private", "first_name": "Анна"},
                "from": {"id": self.me, "is_bot": False, "first_name": "Анна", "language_code": "ru"},
                **body,
            },
        )

    async def agree(self) -> Shown:
        """/start and both consents: the first question."""
        [notice] = await self.write("/start")
        [question] = await self.press(data=notice["buttons"][0][0]["data"])
        return question

    async def take_in(self, said: str) -> None:
        """Write, and have it stored; whoever holds the chat finds it."""
        await self.telegram.post(f"/sandbox/people/{self.me}/messages", text=said)
        await self._fetch()

    async def deliver(self) -> None:
        """Fetch what waits at Telegram, store it, and work off the chats."""
        await self._fetch()
        chats: dict[int, None] = {}
        for row in await self.sql("SELECT chat_id FROM inbox_updates WHERE state = 'pending' ORDER BY seq"):
            chats[row["chat_id"]] = None
        for chat in chats:
            await self._processor.process(chat)

    async def _fetch(self) -> None:
        query = {"offset": self._offset, "timeout": 0, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        answer = await self.telegram.get(f"/bot{BOT_TOKEN}/getUpdates", **query)
        for update in answer["result"]:
            self._offset = update["update_id"] + 1
            await self.container.intake.accept_telegram(json.dumps(update, ensure_ascii=False).encode())

    async def history(self) -> list[Shown]:
        """Both sides of the chat."""
        return await self.telegram.messages(self.me)

    async def _last(self) -> int:
        items = await self.history()
        return cast(int, items[-1]["message_id"]) if items else 0

    async def _heard(self, after: int, done: dict[str, Any]) -> list[Shown]:
        await self.deliver()
        if query := done.get("callback_query_id"):
            await self._spinner_stopped(query)
        items = (await self.telegram.get(f"/sandbox/people/{self.me}/messages", after=after))["items"]
        return [item for item in items if item["from"] == "bot"]

    async def _spinner_stopped(self, query: str) -> None:
        answered: set[str] = set()
        while query not in answered:
            calls = (await self.telegram.get("/sandbox/requests", method="answerCallbackQuery"))["items"]
            answered = {call["params"]["callback_query_id"] for call in calls}

    async def person(self) -> Person:
        """Who the product thinks this is."""
        async with self.container.units() as work:
            found = await PeopleService(work, self.container.clock).find_by_telegram(self.me)
        assert found is not None
        return found

    async def sql(self, statement: str) -> list[dict[str, Any]]:
        """Rows of a query, once what is noted beside the talk is written down."""
        await self.container.model.settle()
        async with self.container.engine.begin() as connection:
            found = await connection.execute(text(statement))
            return [dict(row) for row in found.mappings()] if found.returns_rows else []

    async def sessions(self) -> list[tuple[str, str]]:
        """Type and status of each session, oldest first."""
        rows = await self.sql("SELECT type, status FROM user_sessions ORDER BY started_at, id")
        return [(row["type"], row["status"]) for row in rows]

    async def turns(self) -> list[tuple[str, str]]:
        """Who spoke, and by what means or from where, in order."""
        rows = await self.sql("SELECT role, coalesce(via, source) AS via FROM session_turns ORDER BY id")
        return [(row["role"], row["via"]) for row in rows]

    def text(self, key: str, language: str = "ru", **args: Any) -> str:
        """A text of the catalogues as a chat shows it: without markup."""
        return plain_of(self.container.translator.text(language, key, **args))

    async def care_alert(self, reason: str) -> str:
        """What the team reads when danger is seen."""
        who = {"chat": str(self.me), "person": str((await self.person()).id)}
        return self.text("care-admin-alert", reason=reason, **who)

    @staticmethod
    def text_of(markdown: str) -> str:
        """A text of the content as a chat shows it."""
        return plain_of(to_html(markdown))


def plain_of(markup: str) -> str:
    """As a chat shows it."""
    for tag in ("<b>", "</b>", "<i>", "</i>"):
        markup = markup.replace(tag, "")
    return markup.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def labels(item: Shown) -> list[str]:
    """Texts of the inline buttons."""
    return [button["text"] for row in item["buttons"] for button in row]
