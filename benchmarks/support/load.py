"""Plain HTTP over kept connections, as Telegram delivers: the cost of asking must not hide the cost of answering."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Sequence

SECRET = "secret-of-the-benchmark"
_PATIENCE_S = 60.0


def updates(first: int, count: int, chats: int) -> list[bytes]:
    """Messages as Telegram sends them, from supergroups: the product's own handlers leave them alone."""
    return [_update(first + number, -1_001_000_000_000 - number % chats) for number in range(count)]


def _update(number: int, chat_id: int) -> bytes:
    update = {
        "update_id": number,
        "message": {
            "message_id": number % 100_000 + 1,
            "from": {
                "id": 5_000_000_001,
                "is_bot": False,
                "first_name": "Анна",
                "last_name": "Петрова",
                "username": "anna_petrova",
                "language_code": "ru",
            },
            "chat": {"id": chat_id, "title": "Путь героя", "type": "supergroup"},
            "date": 1_770_000_000,
            "text": "Сегодня поймал себя на том, что опять откладываю разговор, которого боюсь. И так всё время",
            "entities": [{"offset": 0, "length": 7, "type": "bold"}],
        },
    }
    return json.dumps(update, ensure_ascii=False, separators=(",", ":")).encode()


async def deliver(port: int, bodies: Sequence[bytes], connections: int) -> float:
    """Post them all, so many at a time; the seconds it took. Every answer must be a 200."""
    waiting = iter(bodies)
    began = time.perf_counter()
    async with asyncio.timeout(_PATIENCE_S), asyncio.TaskGroup() as group:
        for _ in range(connections):
            group.create_task(_post_all(port, waiting))
    return time.perf_counter() - began


async def _post_all(port: int, waiting: object) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for body in waiting:  # type: ignore[attr-defined]
            writer.write(
                b"POST /telegram/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                b"X-Telegram-Bot-Api-Secret-Token: %b\r\nContent-Length: %d\r\n\r\n%b"
                % (SECRET.encode(), len(body), body)
            )
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200"), head
            length = next(
                int(line.split(b":")[1])
                for line in head.lower().split(b"\r\n")
                if line.startswith(b"content-length")
            )
            await reader.readexactly(length)
    finally:
        writer.close()
