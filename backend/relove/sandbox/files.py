"""Files that the bot sends: taken from an upload and kept in memory."""

from __future__ import annotations

import mimetypes
import secrets
from typing import Any

from litestar.datastructures import UploadFile

_ATTACHED = "attach://"


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


class Files:
    """Sent files by their id."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[dict[str, Any], bytes]] = {}

    def keep(self, file: Uploaded) -> dict[str, Any]:
        """As the `Document` object of the Bot API."""
        file_id = secrets.token_urlsafe(18)
        document = {
            "file_id": file_id,
            "file_unique_id": file_id[:12],
            "file_name": file.name,
            "mime_type": mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            "file_size": len(file.content),
        }
        self._kept[file_id] = document, file.content
        return document

    def find(self, file_id: str) -> tuple[dict[str, Any], bytes] | None:
        return self._kept.get(file_id)
