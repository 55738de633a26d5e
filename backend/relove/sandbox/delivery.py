"""Updates sent to a webhook: one in flight per lane, with Telegram's retries."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp

from relove.core.tasks import spawn
from relove.sandbox.faults import DELIVERY
from relove.sandbox.timing import Timing
from relove.sandbox.updates import Entry, Lane, Webhook
from relove.sandbox.webhook_answers import method_in
from relove.sandbox.world import World

Execute = Callable[[str, dict[str, Any]], Coroutine[Any, Any, None]]
"""Carries out the method call that a webhook's answer holds."""


class Connections:
    """How many updates may be on their way: all that were allowed, or one while nothing succeeds."""

    def __init__(self, most: int, timing: Timing) -> None:
        self._most = most
        self._timing = timing
        self._succeeded: float | None = None
        self._used = 0
        self._queue: deque[asyncio.Future[None]] = deque()

    def succeeded(self) -> None:
        """The other side took an update."""
        self._succeeded = self._timing.now()

    async def __aenter__(self) -> None:
        if self._queue or not self._free():
            turn = asyncio.get_running_loop().create_future()
            self._queue.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._used -= 1
                self._let_in()
                raise
        else:
            self._used += 1

    async def __aexit__(self, *error: object) -> None:
        self._used -= 1
        self._let_in()

    def _free(self) -> bool:
        lately = (
            self._succeeded is not None and self._timing.now() - self._succeeded <= self._timing.alone_after
        )
        return self._used < (self._most if lately else 1)

    def _let_in(self) -> None:
        while self._queue and self._free():
            turn = self._queue.popleft()
            if not turn.done():
                self._used += 1
                turn.set_result(None)


class WebhookDelivery:
    """Sends what is pending to the webhook that is set; sleeps while none is."""

    def __init__(self, world: World, execute: Execute) -> None:
        self._world = world
        self._queue = world.queue
        self._timing = world.config.timing
        self._execute = execute
        self._lanes: dict[Lane, asyncio.Task[None]] = {}
        self._connections = Connections(1, self._timing)
        self._session: aiohttp.ClientSession | None = None
        self._queue.on_put = self._on_put

    def restart(self) -> None:
        """The webhook was set or removed: begin anew with what is pending."""
        for task in self._lanes.values():
            task.cancel()
        self._lanes = {}
        webhook = self._queue.webhook
        if webhook is not None:
            self._connections = Connections(webhook.max_connections, self._timing)
            for entry in self._queue.pending():
                self._on_put(entry)

    async def close(self) -> None:
        self._queue.webhook = None
        self.restart()
        if self._session is not None:
            await self._session.close()

    def _on_put(self, entry: Entry) -> None:
        webhook = self._queue.webhook
        if webhook is not None and entry.lane not in self._lanes:
            self._lanes[entry.lane] = spawn(self._serve(entry.lane, webhook), "sandbox webhook")

    async def _serve(self, lane: Lane, webhook: Webhook) -> None:
        while (entry := self._queue.first(lane)) is not None:
            await self._deliver(entry, webhook)
            self._queue.done(entry)
        if self._queue.webhook is webhook:
            del self._lanes[lane]

    async def _deliver(self, entry: Entry, webhook: Webhook) -> None:
        """Again and again until it is taken, dropped, or not worth delivering any more."""
        failures = 0
        pause = 0.0
        while self._queue.waits(entry) and self._timing.now() + pause <= entry.expires:
            if pause:
                await self._timing.pause(pause)
            fault = self._world.faults.for_call(DELIVERY, entry.chat_id)
            if fault is not None and fault.kind == "delay":
                await self._timing.pause(fault.seconds)
            async with self._connections:
                asked = await self._post(
                    entry, webhook, lost=fault is not None and fault.kind == "lost_answer"
                )
            if asked is None:
                return
            # The second try comes at once, then pauses double.
            doubled = self._timing.first_pause * 2 ** max(failures - 1, 0)
            pause = asked or (min(doubled, random.uniform(*self._timing.longest_pause)) if failures else 0.0)
            failures += 1

    async def _post(self, entry: Entry, webhook: Webhook, *, lost: bool) -> float | None:
        """None when it was taken, else how long the other side asked to wait (0 for nothing said)."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        body = json.dumps(entry.update, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            async with self._client().post(webhook.url, data=body, headers=headers) as answer:
                if lost:
                    raise aiohttp.ServerDisconnectedError
                if 200 <= answer.status <= 299:
                    self._connections.succeeded()
                    if call := await method_in(answer):
                        spawn(self._execute(*call), "method in a webhook's answer")
                    return None
                asked = answer.headers.get("Retry-After", "")
                self._note(webhook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return min(float(asked), self._timing.longest_asked) if asked.isdigit() else 0.0
        except TimeoutError:
            self._note(webhook, "Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._note(webhook, "Connection refused")
        except (aiohttp.ClientError, OSError):
            self._note(webhook, "Connection closed")
        return 0.0

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            # As many connections as the webhook allows; we count them, not the pool.
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=self._timing.answer_within),
                connector=aiohttp.TCPConnector(limit=0),
            )
        return self._session

    @staticmethod
    def _note(webhook: Webhook, what: str) -> None:
        webhook.last_error_date = int(time.time())
        webhook.last_error_message = what
