"""Updates as they should never come: real ones, mutated by a seeded chance. The same seed makes the same updates."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Value = Any
Path = tuple[str | int, ...]

PEOPLE = (1, 2, 3, 4, 5, 6, 7, 8)
_FIRST_NUMBER = 500_000


@dataclass(frozen=True)
class Raw:
    """JSON text that no encoder would write."""

    text: str


@dataclass(frozen=True)
class Twice:
    """One key, two values."""

    first: Value
    second: Value


def _person(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "is_bot": False,
        "first_name": "Анна",
        "last_name": "К.",
        "username": f"person_{number}",
        "language_code": "ru",
    }


def _chat(number: int) -> dict[str, Any]:
    return {"id": number, "type": "private", "first_name": "Анна", "username": f"person_{number}"}


def _message(number: int, **what: Any) -> dict[str, Any]:
    return {
        "message_id": 77,
        "date": 1_772_442_000,
        "chat": _chat(number),
        "from": _person(number),
        **what,
    }


_GROUP = {"id": -1_002_000_000_001, "type": "supergroup", "title": "Круг"}
_BOT = {"id": 42, "is_bot": True, "first_name": "reLove", "username": "relove_bot"}


def real_updates(number: int) -> list[dict[str, Any]]:
    """The kinds that Telegram sends, from one person."""
    words = "Я всё откладываю и откладываю."
    said = _message(number, text=words)
    command = _message(
        number, text="/start from_site", entities=[{"type": "bot_command", "offset": 0, "length": 6}]
    )
    from_bot = {**_message(number, text="Что мешает?"), "from": _BOT}
    photo = [{"file_id": "AgAC", "file_unique_id": "AQAD", "width": 90, "height": 90, "file_size": 1200}]
    sticker = {
        "file_id": "CAAC",
        "file_unique_id": "AgAD",
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": "🔥",
    }
    voice = {"file_id": "AwAC", "file_unique_id": "AgADv", "duration": 3, "mime_type": "audio/ogg"}

    def pressed(data: str) -> dict[str, Any]:
        query = {"id": "77000", "from": _person(number), "chat_instance": "7919", "data": data}
        return {**query, "message": from_bot}

    def member(status: str) -> dict[str, Any]:
        return {"user": _BOT, "status": status, **({"until_date": 0} if status == "kicked" else {})}

    return [
        {"message": said},
        {"message": _message(number, text="Ну и что мне теперь делать?", reply_to_message=from_bot)},
        {"message": command},
        *({"message": {**command, "text": name}} for name in ("/natasha", "/my_journey", "/end_session")),
        *(
            {"message": _message(number, text=name)}
            for name in ("/pause", "/help", "/privacy", "📊 Моя сессия")
        ),
        {"message": _message(number, sticker=sticker)},
        {"message": _message(number, voice=voice)},
        {"message": _message(number, photo=photo, caption="мой день")},
        {"message": {**_message(number, text="/decks@relove_bot"), "chat": _GROUP}},
        {"edited_message": {**said, "edit_date": 1_772_442_060, "text": words + " Всегда."}},
        *(
            {"callback_query": pressed(data)}
            for data in ("consent:guided", "privacy", "offer:continue", "news:yes")
        ),
        {"callback_query": pressed("qr:0198c0de-0000-7000-8000-000000000001:0")},
        {"callback_query": pressed("offer:new:provocative")},
        {
            "my_chat_member": {
                "chat": _chat(number),
                "from": _person(number),
                "date": 1_772_442_000,
                "old_chat_member": member("kicked"),
                "new_chat_member": member("member"),
            }
        },
        {"stopped_message_generation": {"chat": _chat(number), "draft_id": 5}},
        {
            "message_reaction": {
                "chat": _chat(number),
                "message_id": 77,
                "user": _person(number),
                "date": 1_772_442_000,
                "old_reaction": [],
                "new_reaction": [{"type": "emoji", "emoji": "❤"}],
            }
        },
        {
            "pre_checkout_query": {
                "id": "q-1",
                "from": _person(number),
                "currency": "XTR",
                "total_amount": 250,
                "invoice_payload": "premium",
            }
        },
        {"inline_query": {"id": "i-1", "from": _person(number), "query": "колода", "offset": ""}},
        {"channel_post": {**_message(number, text="объявление"), "chat": _GROUP}},
    ]


_STRINGS: tuple[Value, ...] = (
    "",
    " ",
    "\x00",
    "до\x00после",
    "\u202eнаоборот",
    "\ufeff\uffff\U0010ffff",
    "а" + "\u0301" * 300,
    "👩‍👩‍👧‍👦" * 50,
    "<b>не <i>закрыто</b>",
    "{{name}} ${x} %s {0}",
    "'; DROP TABLE users; --",
    "/start " + "x" * 70,
    "/start \x00",
    "стоп",
    "/",
    "я" * 4097,
    Raw('"\\ud83d"'),
    Raw('"\\udc00\\ud800 пара наоборот"'),
    Raw('"\\u0000"'),
)
_NUMBERS: tuple[Value, ...] = (
    0,
    -1,
    -42,
    2**31,
    2**53 + 1,
    2**63 - 1,
    2**63,
    -(2**63) - 1,
    10**30,
    1.0,
    1.5,
    Raw("1e400"),
    Raw("-0"),
    Raw("1E3"),
    Raw("9" * 5000),
    Raw("NaN"),
    Raw("Infinity"),
)
_OTHERS: tuple[Value, ...] = (None, True, False, [], {}, [[]], [None], {"id": 1}, {"": ""}, ["1"])
_KINDS = ("brand_new_kind", "poll", "chat_join_request", "business_message", "message ", "Message", "")


def _deep(depth: int, opening: str, closing: str) -> Raw:
    return Raw(opening * depth + "1" + closing * depth)


class Fuzzer:
    """Makes updates; `seed` decides everything."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._mutations: tuple[Callable[[dict[str, Any]], None], ...] = (
            self._drop,
            self._retype,
            self._retype,
            self._double,
            self._nest,
            self._lengthen,
            self._odd_text,
            self._odd_text,
            self._odd_number,
            self._odd_number,
            self._odd_id,
            self._rename_kind,
            self._second_kind,
            self._add_field,
        )

    def updates(self, count: int) -> Iterator[bytes]:
        """So many mutated updates, each numbered anew."""
        for index in range(count):
            update = self._one(_FIRST_NUMBER + index)
            for _ in range(self._chance.choice((1, 1, 1, 2, 3, 6))):
                self._chance.choice(self._mutations)(update)
            yield self._bytes(update)

    def _one(self, number: int) -> dict[str, Any]:
        kinds = real_updates(self._chance.choice(PEOPLE))
        return {"update_id": number, **copy.deepcopy(self._chance.choice(kinds))}

    # --- where

    def _places(self, value: Value, path: Path = ()) -> Iterator[Path]:
        items: Any = ()
        if isinstance(value, dict):
            items = value.items()
        elif isinstance(value, list):
            items = enumerate(value)
        for key, inner in items:
            yield (*path, key)
            yield from self._places(inner, (*path, key))

    def _somewhere(self, update: dict[str, Any], kind: type | tuple[type, ...] = object) -> tuple[Any, Any]:
        """A container and a key in it, below the top where there is anything; any place that holds such a value."""
        found = [
            (holder, path[-1])
            for path in self._places(update)
            if path != ("update_id",) or self._chance.random() < 0.2
            for holder in [_at(update, path[:-1])]
            if isinstance(holder[path[-1]], kind)
        ]
        if found:
            return self._chance.choice(found)
        update.setdefault("update_id", _FIRST_NUMBER)
        return update, "update_id"

    # --- what

    def _drop(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update)
        del holder[key]

    def _retype(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update)
        old = holder[key]
        swapped = str(old) if isinstance(old, int) else 7 if isinstance(old, str) else "не то"
        holder[key] = self._pick(swapped, *_OTHERS)

    def _double(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update)
        if isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        else:
            holder[key] = Twice(holder[key], self._pick(holder[key], *_STRINGS, *_NUMBERS, *_OTHERS))

    def _nest(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update)
        depth = self._chance.choice((1, 5, 100, 1_000, 5_000))
        holder[key] = self._chance.choice((_deep(depth, "[", "]"), _deep(depth, '{"reply_to_message":', "}")))

    def _lengthen(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update, str)
        # Over a million bytes an update is refused by its size; that costs time, so it is rare.
        holder[key] = "ы" * self._chance.choice((300, 5_000, 5_000, 40_000, 40_000, 600_000))

    def _odd_text(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update, str)
        holder[key] = self._chance.choice(_STRINGS)

    def _odd_number(self, update: dict[str, Any]) -> None:
        holder, key = self._somewhere(update, int)
        holder[key] = self._chance.choice(_NUMBERS)

    def _odd_id(self, update: dict[str, Any]) -> None:
        named = [p for p in self._places(update) if p[-1] == "id" and len(p) > 1]
        if named:
            path = self._chance.choice(named)
            _at(update, path[:-1])[path[-1]] = self._chance.choice((*_NUMBERS, "1", None, -7, 999))

    def _rename_kind(self, update: dict[str, Any]) -> None:
        kind = next((key for key in update if key != "update_id"), None)
        if kind is not None:
            update[self._chance.choice(_KINDS)] = update.pop(kind)

    def _second_kind(self, update: dict[str, Any]) -> None:
        update.update(copy.deepcopy(self._chance.choice(real_updates(self._chance.choice(PEOPLE)))))

    def _add_field(self, update: dict[str, Any]) -> None:
        holder, _ = self._somewhere(update)
        if isinstance(holder, dict):
            name = self._pick("new_field", "", "text", "chat", "from", "data")
            holder[name] = self._pick(*_STRINGS, *_NUMBERS, *_OTHERS)

    def _pick(self, *values: Value) -> Value:
        """One of them, as a copy: what is mutated later must not be everybody's."""
        return copy.deepcopy(self._chance.choice(values))

    # --- as bytes

    def _bytes(self, update: dict[str, Any]) -> bytes:
        text = encoded(update).encode("utf-8", "surrogatepass")
        if self._chance.random() > 0.05:
            return text
        at = self._chance.randrange(len(text)) if text else 0
        return self._chance.choice(
            (
                text[:at],
                text[:at] + b"\xff" + text[at:],
                text[:at] + bytes([self._chance.randrange(256)]) + text[at + 1 :],
                b"\xef\xbb\xbf" + text,
                text + b"}",
                text + text,
                text.decode("utf-8", "replace").encode("utf-16"),
                b"[" + text + b"]",
                b"",
            )
        )


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def encoded(value: Value) -> str:
    """JSON, with what JSON cannot say."""
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, Twice):
        return encoded(value.second)
    if isinstance(value, dict):
        return "{" + ",".join(_pair(key, inner) for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(encoded, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _pair(key: str, value: Value) -> str:
    if isinstance(value, Twice):
        return f"{_pair(key, value.first)},{_pair(key, value.second)}"
    return f"{json.dumps(key)}:{encoded(value)}"
