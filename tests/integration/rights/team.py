"""People with a role: each in the Mini App and in the bot chat at once."""

from __future__ import annotations

from typing import Any, cast

import httpx

from relove.bootstrap import Container
from relove.core.actor import Role
from relove.domains.people.service import PeopleService
from relove.worker.wiring import make_processor
from tests.integration.api.conftest import SignIn
from tests.integration.bot.talk import Shown, Talk
from tests.integration.sandbox.serving import Sandbox

OWNER, ADMIN, OTHER_ADMIN, VERA = 71_001, 71_002, 71_003, 71_009
NAMES = {OWNER: "Олег", ADMIN: "Ада", OTHER_ADMIN: "Борис", VERA: "Вера"}


class Member:
    """Somebody with both windows open."""

    def __init__(self, talk: Talk, app: Any) -> None:
        self.talk = talk
        self.app = app

    @property
    def id(self) -> str:
        return cast(str, self.app.user["id"])

    async def call(self, method: str, path: str, **more: Any) -> httpx.Response:
        return cast(httpx.Response, await self.app.call(method, path, **more))

    async def asks(self, method: str, path: str, **more: Any) -> Shown:
        """Ask for a dangerous act; the question in the chat."""
        seen = len(await self.talk.history())
        answer = await self.call(method, path, **more)
        assert answer.status_code == 202, answer.text
        assert set(answer.json()["confirmation"]) == {"id", "expires_at"}
        [question] = await self.told(seen)
        return question

    async def told(self, seen: int) -> list[Shown]:
        """What came into the chat since it had so many messages, with what is on its way."""
        await make_processor(self.talk.container, owner="the team").process(self.talk.me)
        return (await self.talk.history())[seen:]

    async def confirms(self, question: Shown) -> list[Shown]:
        """Press yes."""
        return await self.talk.press(data=question["buttons"][0][0]["data"])

    async def role(self) -> str:
        return cast(str, (await self.call("GET", "/api/me")).json()["role"])


async def member(
    container: Container, telegram: Sandbox, sign_in: SignIn, telegram_id: int, role: Role = "person"
) -> Member:
    """Make somebody who has begun in both windows."""
    name = NAMES[telegram_id]
    await telegram.post("/sandbox/people", id=telegram_id, first_name=name, language_code="ru")
    talk = Talk(container, telegram, person=telegram_id)
    await talk.agree()
    visitor = await sign_in(telegram_id, user={"first_name": name, "language_code": "ru"})
    async with container.units() as work:
        await PeopleService(work, container.clock).grant_role(telegram_id, role)
    return Member(talk, visitor)
