"""Telegram's side of MTProto, as far as reading a public channel goes: what Telethon's transport sends and hears.

Every byte passes Telethon's own encryption and serialisation; the answers have the shape of Telegram's recorded ones.
"""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import os
import struct
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from telethon.crypto import AES, AuthKey
from telethon.extensions import BinaryReader
from telethon.network.mtprotostate import MTProtoState
from telethon.sessions import StringSession
from telethon.tl import TLObject, functions, types
from telethon.tl.core import MessageContainer

KEY = AuthKey(bytes(range(256)))
_RPC_RESULT = 0xF35C6D01
_VECTOR = 0x1CB5C415
_RPC_ERROR = 0x2144CA19
_DAY = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)

_WRAPPERS = (
    functions.InvokeWithLayerRequest,
    functions.InvokeWithoutUpdatesRequest,
    functions.InitConnectionRequest,
)

Answer: TypeAlias = Any
"""A TLObject, a list of them, or the code and name of an error: Telethon's types are not known to mypy."""


def session() -> str:
    """A string session of an account that signed in before."""
    made = StringSession()
    made.set_dc(2, "149.154.167.51", 443)
    made.auth_key = KEY
    return str(made.save())


class Telegram:
    """One server. `answers` maps a request's name to what it answers; `asked` is what it heard."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.posts: list[str] = []
        self.answers: dict[str, Callable[[Any], Answer]] = {
            "GetConfigRequest": lambda _: _config(),
            "GetStateRequest": lambda _: types.updates.State(1, 0, _DAY, 1, 0),
            "GetDifferenceRequest": lambda _: types.updates.DifferenceEmpty(_DAY, 0),
            "GetUsersRequest": lambda _: [types.User(id=1, is_self=True, access_hash=1)],
            "ResolveUsernameRequest": lambda _: self._resolved(),
            "GetHistoryRequest": self._history,
        }

    def connection(self) -> type:
        """What Telethon takes for its transport."""
        server = self

        class Transport:
            def __init__(self, *_: Any, **__: Any) -> None:
                self._waiting: asyncio.Queue[bytes] = asyncio.Queue()

            async def connect(self, timeout: float | None = None, ssl: Any = None) -> None:
                """Nothing to open."""

            async def disconnect(self) -> None:
                """Nothing to close."""

            async def send(self, data: bytes) -> None:
                for answer in server.hear(data):
                    self._waiting.put_nowait(answer)

            async def recv(self) -> bytes:
                return await self._waiting.get()

        return Transport

    def hear(self, data: bytes) -> list[bytes]:
        """Decrypt what came, answer each request in it."""
        key, iv = MTProtoState._calc_key(KEY.key, data[8:24], True)
        plain = AES.decrypt_ige(data[24:], key, iv)
        session_id, msg_id = plain[8:16], struct.unpack("<q", plain[16:24])[0]
        length = struct.unpack("<i", plain[28:32])[0]
        body = BinaryReader(plain[32 : 32 + length]).tgread_object()
        held = (
            [(m.msg_id, m.obj) for m in body.messages]
            if isinstance(body, MessageContainer)
            else [(msg_id, body)]
        )
        return [
            self._sealed(session_id, answer) for number, one in held if (answer := self._answer(number, one))
        ]

    def _answer(self, msg_id: int, request: Any) -> bytes | None:
        while isinstance(request, _WRAPPERS):
            request = request.query
        name = type(request).__name__
        if name == "MsgsAck":
            return None
        self.asked.append(name)
        answer = self.answers[name](request) if name in self.answers else (400, "METHOD_INVALID")
        if isinstance(answer, tuple):
            code, text = answer
            made = struct.pack("<Ii", _RPC_ERROR, code) + TLObject.serialize_bytes(text.encode())
        elif isinstance(answer, list):
            made = struct.pack("<Ii", _VECTOR, len(answer)) + b"".join(map(bytes, answer))
        else:
            made = bytes(answer)
        return bytes(struct.pack("<Iq", _RPC_RESULT, msg_id) + made)

    def _sealed(self, session_id: bytes, body: bytes) -> bytes:
        msg_id = (int(time.time() * 2**32) & ~3) | 1
        data = os.urandom(8) + session_id + struct.pack("<qii", msg_id, 1, len(body)) + body
        data += os.urandom(-(len(data) + 12) % 16 + 12)
        msg_key = hashlib.sha256(KEY.key[96:128] + data).digest()[8:24]
        key, iv = MTProtoState._calc_key(KEY.key, msg_key, False)
        return bytes(struct.pack("<Q", KEY.key_id) + msg_key + AES.encrypt_ige(data, key, iv))

    def _resolved(self) -> TLObject:
        return types.contacts.ResolvedPeer(peer=types.PeerChannel(7001), chats=[_channel()], users=[])

    def _history(self, request: functions.messages.GetHistoryRequest) -> TLObject:
        newest = len(self.posts)
        messages = [
            types.Message(
                id=newest - place,
                peer_id=types.PeerChannel(7001),
                date=_DAY,
                message=text,
                post=True,
            )
            for place, text in enumerate(self.posts[: request.limit])
        ]
        return types.messages.ChannelMessages(
            pts=1, count=newest, messages=messages, topics=[], chats=[_channel()], users=[]
        )


def _channel() -> types.Channel:
    return types.Channel(
        id=7001,
        title="Заметки",
        photo=types.ChatPhotoEmpty(),
        date=_DAY,
        broadcast=True,
        access_hash=42,
        username="anna_notes",
    )


def _config() -> TLObject:
    numbers = {
        name: 1 for name, kind in types.Config.__init__.__annotations__.items() if kind in ("int", int)
    }
    fixed = {
        "date": _DAY,
        "expires": _DAY,
        "test_mode": False,
        "dc_options": [types.DcOption(2, "149.154.167.51", 443)],
        "dc_txt_domain_name": "apv3.stel.com",
        "me_url_prefix": "https://t.me/",
    }
    return types.Config(**{**numbers, **fixed})
