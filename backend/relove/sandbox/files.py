"""Files in the chats: what the bot sends, taken from an upload, and what people send; kept in memory."""

from __future__ import annotations

import itertools
import mimetypes
import secrets
from dataclasses import dataclass
from typing import Any

from litestar.datastructures import UploadFile

_ATTACHED = "attach://"
_FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "video_note": "video_notes"}


class Uploaded(str):
    """An uploaded file as an argument of a call: in the log and the checks it is its name and size."""

    name: str
    content: bytes

    @classmethod
    def of(cls, name: str, content: bytes) -> Uploaded:
        made = cls(f"{name}, {len(content)} bytes")
        made.name, made.content = name, content
        return made


async def with_uploads(form: dict[str, Any]) -> dict[str, Any]:
    """A multipart form with each upload in the place that refers to it by `attach://`."""
    files = {
        name: Uploaded.of(value.filename, await value.read())
        for name, value in form.items()
        if isinstance(value, UploadFile)
    }
    attached = {
        name: value.removeprefix(_ATTACHED)
        for name, value in form.items()
        if isinstance(value, str) and value.removeprefix(_ATTACHED) in files
    }
    plain = {
        name: files.get(name, value) for name, value in form.items() if name not in set(attached.values())
    }
    return {**plain, **{name: files[part] for name, part in attached.items()}}


@dataclass(frozen=True)
class Kept:
    """A file in a chat. `path` is what `getFile` names, `shown` where the page finds it."""

    file_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    @property
    def shown(self) -> str:
        return f"/sandbox/files/{self.file_id}"

    def wire(self) -> dict[str, Any]:
        """What all kinds of files have in the Bot API."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.file_id[:12],
            "file_size": len(self.content),
        }


class Files:
    """Files by their id, and by the path under which the bot fetches them."""

    def __init__(self) -> None:
        self._by_id: dict[str, Kept] = {}
        self._by_path: dict[str, Kept] = {}
        self._numbers = itertools.count()

    def keep(self, kind: str, content: bytes, name: str) -> Kept:
        """Keep a file of a kind: document, photo, voice, video_note."""
        file_id = secrets.token_urlsafe(18)
        mime_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        # As Telegram does it: a path names the kind and a number, and ends like the file's name.
        ending = f".{name.rpartition('.')[2]}" if "." in name else ""
        path = f"{_FOLDERS[kind]}/file_{next(self._numbers)}{ending if ending.isascii() else ''}"
        kept = Kept(file_id, path, name, mime_type, content)
        self._by_id[file_id] = self._by_path[path] = kept
        return kept

    def find(self, file_id: str) -> Kept | None:
        return self._by_id.get(file_id)

    def at(self, path: str) -> Kept | None:
        return self._by_path.get(path)
