"""The model API's ears and eyes: transcriptions, and pictures in messages."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Any

from litestar import Request, Response, post
from litestar.datastructures import UploadFile

from relove.sandbox.given import TheWorld
from relove.sandbox.media.carried import carried_by, kind_of
from relove.sandbox.media.making import seconds_of
from relove.sandbox.model_faults import error, prompt_id_of, trouble

_DATA_URL = re.compile(r"data:([\w.+/-]+);base64,(.*)", re.DOTALL)
_MAX_AUDIO = 25 * 1024 * 1024
_HEARABLE = {"flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"}
# Of sound that was not made here nothing is heard: the words say so, and the talk goes on.
_UNHEARD = {
    "ru": "Здесь голос, но песочница слов не разбирает.",
    "en": "Here is a voice, but the sandbox makes out no words.",
}


class Unreadable(ValueError):
    """A picture that is none."""


def without_pictures(messages: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str] | None]:
    """Messages as the log keeps them, and the words that their pictures carry; None where there is no picture."""
    found: list[str] = []
    any_picture = False
    kept = []
    for message in messages:
        parts = message.get("content")
        if not isinstance(parts, list):
            kept.append(message)
            continue
        shown = []
        for part in parts:
            url = _picture(part)
            if url is None:
                shown.append(part)
                continue
            any_picture = True
            short, words = _read(url)
            found += [words] if words else []
            shown.append({"type": "image_url", "image_url": {"url": short}})
        kept.append({**message, "content": shown})
    return kept, found if any_picture else None


def _picture(part: Any) -> str | None:
    if not isinstance(part, dict) or part.get("type") != "image_url":
        return None
    image = part.get("image_url")
    return str(image.get("url", "")) if isinstance(image, dict) else ""


def _read(url: str) -> tuple[str, str | None]:
    match = _DATA_URL.fullmatch(url)
    if match is None:
        if url.startswith(("http://", "https://")):
            return url, None
        raise Unreadable("Invalid image URL.")
    try:
        content = base64.b64decode(match.group(2), validate=True)
    except binascii.Error:
        raise Unreadable("Invalid base64 image data.") from None
    if not (kind_of(content) or "").startswith("image/"):
        raise Unreadable("You uploaded an unsupported image. Please use png, jpeg, gif or webp.")
    return f"data:{match.group(1)};base64,… ({len(content)} bytes)", carried_by(content)


@post("/v1/audio/transcriptions", status_code=200, include_in_schema=False)
async def transcriptions(request: Request[Any, Any, Any], world: TheWorld) -> Response[Any]:
    """The words that a recording of the sandbox carries."""
    form = await request.form()
    file = form.get("file")
    if not isinstance(file, UploadFile) or not form.get("model"):
        return error(400, "file and model are required", "invalid_request_error")
    content = await file.read()
    ending = file.filename.rpartition(".")[2].lower()
    if not content or ending not in _HEARABLE:
        return error(
            400, f"Invalid file format. Supported formats: {sorted(_HEARABLE)}", "invalid_request_error"
        )
    if len(content) > _MAX_AUDIO:
        return error(413, "Maximum content size limit (26214400) exceeded", "invalid_request_error")
    language = str(form.get("language") or "ru")
    words = carried_by(content)
    if words is None:
        words = _UNHEARD.get(language, _UNHEARD["en"])
    params = {name: str(value) for name, value in form.items() if name != "file"}
    prompt_id = prompt_id_of(request)
    entry = world.model.log(
        "transcription",
        prompt_id,
        [{"role": "user", "content": words}],
        {**params, "file": f"{file.filename}, {len(content)} bytes"},
    )
    scripted = world.model.answer_for(words, prompt_id)
    if scripted is not None and scripted.fault:
        entry["fault"] = scripted.fault
        troubled = await trouble(world, scripted.fault)
        if troubled is not None:
            return troubled
    text = entry["answer"] = words if scripted is None else scripted.text
    seconds = seconds_of(text)
    match params.get("response_format", "json"):
        case "text":
            return Response(text, media_type="text/plain", status_code=200)
        case "json":
            usage = {"type": "duration", "seconds": seconds}
            return Response({"text": text, "usage": usage}, status_code=200)
        case "verbose_json":
            body = {"task": "transcribe", "language": language, "duration": float(seconds), "text": text}
            return Response({**body, "segments": []}, status_code=200)
    return error(400, "response_format is one of json, text, verbose_json", "invalid_request_error")
