"""What stands before each try of a provider: the pace of all processes, the person's budget, the breaker."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection

from relove.core.ports import ModelTask
from relove.integrations.llm.breaker import Breaker, News
from relove.integrations.llm.budget import DailyBudget
from relove.integrations.llm.language_model import Opening
from relove.integrations.llm.pace import RequestPace

_log = logging.getLogger("relove.llm")

PERSON_WAITS_S = 4.0
"""How long a person's request may wait for its turn: the answer still has to come within ten seconds."""
WORK_WAITS_S = 20.0
WORK_AHEAD_S = 1.0
"""Work that nobody waits for stands in front of a person for no longer than this."""

Tell = Callable[[News], Awaitable[None]]


class SharedGate:
    """The chain's Gate."""

    def __init__(self, pace: RequestPace, budget: DailyBudget, breaker: Breaker, tell: Tell) -> None:
        self._pace = pace
        self._budget = budget
        self._breaker = breaker
        self._tell = tell

    async def open(self, *, talk: bool) -> Opening:
        names, looking, news = await self._breaker.open(may_look=talk)
        await self._pass_on(news)
        return Opening(tuple(names), looking)

    async def before(self, task: ModelTask, number: int, within_s: float, *, waited_for: bool) -> None:
        if number > 1:
            # Before the first it was looked at already, by whoever took the call in.
            await self._budget.check(task)
        if waited_for:
            patience = min(PERSON_WAITS_S, within_s)
            await self._pace.turn(patience, patience)
        else:
            await self._pace.turn(min(WORK_WAITS_S, within_s), WORK_AHEAD_S)

    async def after(self, served: str | None, unserved: Collection[str]) -> None:
        await self._pass_on(await self._breaker.after(served, unserved))

    async def _pass_on(self, news: News | None) -> None:
        if news is None:
            return
        level = logging.ERROR if news.state == "down" else logging.WARNING
        _log.log(level, "models cannot be reached" if news.state == "down" else "models answer again")
        try:
            await self._tell(news)
        except Exception as error:
            _log.warning("the team was not told", extra={"error": type(error).__name__})
            if news.state == "down":
                await self._breaker.tell_again()
