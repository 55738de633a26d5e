"""Updates sent to a webhook: one in flight per lane, with Telegram's retries."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Hashable

import aiohttp

from relove.core.tasks import spawn
from relove.sandbox.updates import Entry, UpdateQueue, Webhook

_ANSWER_WITHIN = 60.0
_LONGEST_PAUSE = 60.0
_EXPIRES = {
    "callback_query": 150.0,
    "pre_checkout_query": 150.0,
    "shipping_query": 150.0,
    "inline_query": 30.0,
}
_EXPIRES_ELSE = 24 * 3600.0


class WebhookDelivery:
    """Sends what is pending to the webhook that is set; sleeps while none is."""

    def __init__(self, queue: UpdateQueue) -> None:
        self._queue = queue
        self._lanes: dict[Hashable, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(1)
        self._session: aiohttp.ClientSession | None = None
        queue.on_put = self._on_put

    def restart(self) -> None:
        """The webhook was set or removed: begin anew with what is pending."""
        for task in self._lanes.values():
            task.cancel()
        self._lanes = {}
        webhook = self._queue.webhook
        if webhook is not None:
            self._slots = asyncio.Semaphore(webhook.max_connections)
            for entry in self._queue.pending:
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

    async def _serve(self, lane: Hashable, webhook: Webhook) -> None:
        while (entry := self._queue.first(lane)) is not None:
            await self._deliver(entry, webhook)
            self._queue.done(entry)
        if self._queue.webhook is webhook:
            del self._lanes[lane]

    async def _deliver(self, entry: Entry, webhook: Webhook) -> None:
        tries = 0
        lifetime = _EXPIRES.get(entry.kind, _EXPIRES_ELSE)
        while time.monotonic() - entry.made < lifetime:
            async with self._slots:
                pause = await self._post(entry, webhook)
            if pause is None:
                return
            tries += 1
            # The second try comes at once, then pauses double.
            await asyncio.sleep(pause or (0 if tries == 1 else min(2.0 ** (tries - 1), _LONGEST_PAUSE)))

    async def _post(self, entry: Entry, webhook: Webhook) -> float | None:
        """None when it was taken, else how long the other side asked to wait (0 for nothing said)."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_ANSWER_WITHIN))
        headers = {"Content-Type": "application/json"}
        if webhook.secret_token:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret_token
        body = json.dumps(entry.update, ensure_ascii=False).encode("utf-8", "surrogatepass")
        try:
            async with self._session.post(webhook.url, data=body, headers=headers) as answer:
                if 200 <= answer.status <= 299:
                    return None
                asked = answer.headers.get("Retry-After", "")
                self._note(webhook, f"Wrong response from the webhook: {answer.status} {answer.reason}")
                return float(asked) if asked.isdigit() else 0.0
        except TimeoutError:
            self._note(webhook, "Read timeout expired")
        except aiohttp.ClientError as error:
            self._note(webhook, f"Connection failed: {type(error).__name__}")
        return 0.0

    @staticmethod
    def _note(webhook: Webhook, what: str) -> None:
        webhook.last_error_date = int(time.time())
        webhook.last_error_message = what
